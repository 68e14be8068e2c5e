import type { Word } from '../../memcached/index.js';
import { readContainerRun, type ContainerRun } from './container-run.js';

/** Options of `docker service create` and `update` that take no value and that `docker run` does not have. */
const FLAGS = new Set([
  '--detach',
  '-d',
  '--force',
  '--init',
  '--no-healthcheck',
  '--no-resolve-image',
  '--quiet',
  '-q',
  '--read-only',
  '--rollback',
  '--tty',
  '-t',
  '--with-registry-auth',
]);

/**
 * What `docker service create` starts, and what `docker service update --publish-add` adds to a service of
 * that script. `services` holds those made so far; swarm publishes on every node and every address.
 */
export function readServiceCommand(
  words: readonly Word[],
  services: Map<string, ContainerRun>,
): ContainerRun | undefined {
  const at = words.findIndex(({ text }) => text === 'service');
  const verb = words[at + 1]?.text;
  if (at < 1 || at > 4 || !/(?:^|\/)docker$/.test(words[at - 1]?.text ?? '')) return undefined;
  const rest = words.slice(at + 2);
  if (verb === 'create') {
    const run = readContainerRun([
      words[at - 1]!,
      { text: 'run', where: words[at]!.where },
      ...rest.filter(({ text }) => !FLAGS.has(text ?? '')).map(short),
    ]);
    if (run?.name !== undefined) services.set(run.name, run);
    return run;
  }
  const name = rest.at(-1);
  if (verb !== 'update' || name === undefined) return undefined;
  const published = rest
    .flatMap((word, i) => {
      if (word.text === '--publish-add') return rest[i + 1] ?? [];
      return word.text?.startsWith('--publish-add=') === true
        ? { ...word, text: word.text.slice('--publish-add='.length) }
        : [];
    })
    .map(short);
  const before = services.get(name.text ?? '');
  if (published.length === 0) return undefined;
  return {
    spec: before?.spec ?? {
      image: { ...name, text: undefined },
      environment: new Map(),
      where: name.where,
    },
    publishAll: undefined,
    network: 'own',
    ...before,
    published,
    name: name.text,
  };
}

/** `published=8080,target=80,protocol=tcp,mode=host` in the short form that `docker run` has, too. */
function short(word: Word): Word {
  const { text } = word;
  if (text === undefined || !/(?:^|[,=])target=/.test(text)) return word;
  const start = /^(?:--publish(?:-add)?=|-p=?)/.exec(text)?.[0] ?? '';
  const fields = new Map(
    text
      .slice(start.length)
      .split(',')
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
  const outer = fields.get('published') ?? '';
  const protocol = fields.get('protocol');
  const inner = `${fields.get('target') ?? ''}${protocol === undefined ? '' : `/${protocol}`}`;
  return { ...word, text: `${start}${outer === '' ? '' : `${outer}:`}${inner}` };
}
