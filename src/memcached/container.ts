import { unresolved } from '../facts.js';
import type { Location } from '../files/source.js';
import { findMemcachedCommand, type Environment } from './command.js';
import { interpret } from './daemon.js';
import { tail } from './getopt.js';
import { detectImageVersion, imageKind, parseImage, type ImageKind } from './images.js';
import { isKnownOther, isOtherServer } from './known-images.js';
import type { ContainerContent, ContainerSpec, Daemon, StartContext, Word } from './types.js';

/**
 * What runs in a container: memcached with the sockets it opens, something else, or nothing that can
 * be told. Follows the images' own start scripts: the official image puts `memcached` in front of a
 * command that begins with a dash, Bitnami's builds the options from the environment.
 */
export function inspectContainer(spec: ContainerSpec): ContainerContent {
  const environment = spec.environment;
  const entrypoint = spec.entrypoint?.map((word) => substitute(word, environment));
  const command = spec.command?.map((word) => substitute(word, environment));
  const image = spec.image;
  const reference = image === undefined ? undefined : parseImage(image);
  const kind = reference === undefined ? undefined : imageKind(reference);

  if (
    image !== undefined &&
    reference !== undefined &&
    kind !== undefined &&
    kind !== 'something-else'
  ) {
    const version = detectImageVersion(image);
    const context: StartContext = version === undefined ? {} : { version: version.version };
    const started = startImage(kind, image, entrypoint, command, environment, context);
    if (started === undefined)
      return { nature: 'something-else', what: describe(entrypoint, command) };
    return {
      nature: 'memcached',
      daemon: started.daemon,
      ...(version === undefined ? {} : { version }),
      where: started.where,
    };
  }

  // Any other image: only a command can show that it starts memcached.
  const found =
    entrypoint === undefined || entrypoint.length === 0
      ? findMemcachedCommand(command ?? [], environment)
      : findMemcachedCommand([...entrypoint, ...(command ?? [])], environment);
  if (found !== undefined) {
    const installed = spec.installed;
    const context: StartContext = installed === undefined ? {} : { version: installed.version };
    return {
      nature: 'memcached',
      daemon: interpret(found.args, context),
      ...(installed === undefined ? {} : { version: installed }),
      where: found.where,
    };
  }
  // An image whose name says nothing may hold anything, memcached too.
  const words = [...(entrypoint ?? []), ...(command ?? [])];
  if (
    isOtherServer(words) ||
    (words.length > 1 && words[0]!.text !== undefined && isOtherProgram(words))
  )
    return { nature: 'something-else', what: describe(words, undefined) };
  if (isKnownOther(image) || isOwnProgram(reference?.base, words[0]))
    return { nature: 'something-else', what: reference!.name };
  const reason = image?.reason;
  return { nature: 'unknown', ...(reason === undefined ? {} : { what: reason }) };
}

interface Started {
  readonly daemon: Daemon;
  readonly where: Location;
}

/** `undefined` when the command makes it something else than memcached. */
function startImage(
  kind: ImageKind,
  image: Word,
  entrypoint: readonly Word[] | undefined,
  command: readonly Word[] | undefined,
  environment: Environment,
  context: StartContext,
): Started | undefined {
  // The image's own start script written out is no replacement.
  const replaced =
    entrypoint !== undefined && entrypoint.length > 0 && !entrypoint.some(isOwnScript);
  const words = replaced ? [...entrypoint, ...(command ?? [])] : (command ?? []);
  const first = words[0];
  if (kind === 'bitnami' && (first === undefined || isBitnamiRun(words))) {
    const extra = words.slice(words.findIndex((word) => RUN_SCRIPT.test(word.text ?? '')) + 1);
    const args = [...bitnamiArguments(image, environment), ...(first === undefined ? [] : extra)];
    return { daemon: withBitnamiUsers(interpret(args, context), environment), where: image.where };
  }
  if (first === undefined) {
    if (kind !== 'other-memcached') return { daemon: interpret([], context), where: image.where };
    const named = namedSettings(environment);
    const daemon = interpret(named.words, context);
    const name = image.text ?? image.prefix ?? '';
    const assumption =
      named.names.length === 0
        ? `The image "${name}" is taken to start memcached without options.`
        : `The image "${name}" is taken to hand ${named.names.join(' and ')} to memcached.`;
    return {
      daemon: { ...daemon, assumptions: [...daemon.assumptions, assumption] },
      where: image.where,
    };
  }
  const found = findMemcachedCommand(words, environment);
  if (found !== undefined) return { daemon: interpret(found.args, context), where: found.where };
  // The entry point is the image's, which takes options as memcached's own.
  const text = first.text ?? first.prefix;
  const options = text === undefined ? first.maySplit === true : text.startsWith('-');
  if (!replaced && (options || kind === 'chainguard')) {
    return { daemon: interpret(words, context), where: first.where };
  }
  if (first.text !== undefined && isOtherProgram(words)) return undefined;
  const daemon = interpret([], context);
  const reason =
    first.reason ??
    `\`${(first.text ?? 'the command').slice(0, 60)}\` decides with which options it starts`;
  return {
    daemon: { ...daemon, running: 'unknown', undecided: unresolved(reason, first.where) },
    where: image.where,
  };
}

const LISTENS = /^(?:MEMCACHED?_)?(?:LISTEN|BIND)(?:_(?:ON|ADDR|ADDRESS|IP|HOST|INTERFACE))?$/i;
const PORT = /^(?:MEMCACHED?_)?(?:TCP_)?PORT$/i;

/** What the environment says, by the usual names, to the start script of an image that is not known. */
function namedSettings(environment: Environment): { words: Word[]; names: string[] } {
  const words: Word[] = [];
  const names: string[] = [];
  for (const [name, value] of environment) {
    const option = LISTENS.test(name) ? '-l' : PORT.test(name) ? '-p' : undefined;
    if (option === undefined || value.text === '') continue;
    words.push({ text: option, where: value.where }, value);
    names.push(`\`${name}\``);
  }
  return { words, names };
}

function isOwnScript(word: Word): boolean {
  return /(?:^|\/)docker-entrypoint\.sh$/.test(word.text ?? '');
}

const RUN_SCRIPT = /^(?:\/opt\/bitnami\/scripts\/memcached)?\/run\.sh$/;

function isBitnamiRun(words: readonly Word[]): boolean {
  return words.some((word) => word.text !== undefined && RUN_SCRIPT.test(word.text));
}

/** The options Bitnami's `run.sh` builds from the environment. */
function bitnamiArguments(image: Word, environment: Environment): Word[] {
  const { where } = image;
  const known = (text: string): Word => ({ text, where });
  const args = [
    known('-u'),
    known('memcached'),
    known('-p'),
    setting(environment, 'MEMCACHED_PORT_NUMBER') ?? known('11211'),
    known('-v'),
  ];
  const listen = setting(environment, 'MEMCACHED_LISTEN_ADDRESS');
  if (listen !== undefined) args.push(known('-l'), listen);
  const password = setting(environment, 'MEMCACHED_PASSWORD');
  if (password !== undefined) args.push(known('-S'));
  for (const [variable, option] of [
    ['MEMCACHED_CACHE_SIZE', '-m'],
    ['MEMCACHED_MAX_CONNECTIONS', '-c'],
    ['MEMCACHED_THREADS', '-t'],
    ['MEMCACHED_MAX_ITEM_SIZE', '-I'],
  ] as const) {
    const value = setting(environment, variable);
    if (value !== undefined) args.push(known(option), value);
  }
  const extra = setting(environment, 'MEMCACHED_EXTRA_FLAGS');
  if (extra?.text === undefined) {
    if (extra !== undefined) args.push({ ...extra, maySplit: true });
    return args;
  }
  // `read -r -a` splits at blanks and knows no quotes.
  for (const match of extra.text.matchAll(/[^ \t\n]+/g)) {
    const rest = tail(extra, match.index);
    args.push({
      ...rest,
      text: match[0],
      where: rest.text === match[0] ? rest.where : extra.where,
    });
  }
  return args;
}

/** A variable that is set and not empty, or its `…_FILE` twin, whose content is not known. */
function setting(environment: Environment, name: string): Word | undefined {
  const value = environment.get(name);
  if (value !== undefined && value.text !== '') return value;
  const file = environment.get(`${name}_FILE`);
  if (file === undefined || file.text === '') return undefined;
  return { text: undefined, reason: `\`${name}\` is read from a file`, where: file.where };
}

/** Bitnami's users live in a SASL password database (matters for advisories about it). */
function withBitnamiUsers(daemon: Daemon, environment: Environment): Daemon {
  if (setting(environment, 'MEMCACHED_PASSWORD') === undefined) return daemon;
  return { ...daemon, features: [...daemon.features, 'sasl-password-database'] };
}

/** Whether the command is the program that the image is named after: `teller-web` of `teller`. */
function isOwnProgram(base: string | undefined, first: Word | undefined): boolean {
  const program = first?.text?.slice(first.text.lastIndexOf('/') + 1).toLowerCase();
  if (base === undefined || program === undefined || base.length < 4) return false;
  return program.split(/[-_.]/)[0] === base.split(/[-_.]/)[0] && !program.includes('memcache');
}

/** Programs that people run in a memcached image without starting memcached. */
const OTHER_PROGRAMS: ReadonlySet<string> = new Set([
  'awk',
  'cat',
  'curl',
  'date',
  'echo',
  'env',
  'false',
  'grep',
  'ls',
  'mcstat',
  'memcached-tool',
  'nc',
  'netcat',
  'printf',
  'sed',
  'sleep',
  'stress',
  'tail',
  'telnet',
  'test',
  'true',
  'wget',
]);

function isOtherProgram(words: readonly Word[]): boolean {
  const name = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  const first = name(words[0]!.text!);
  if (OTHER_PROGRAMS.has(first)) return true;
  if (!['sh', 'bash', 'ash', 'dash'].includes(first)) return false;
  // A bare shell starts nothing; `sh -c "sleep 1d"` starts what it says.
  if (words.length === 1) return true;
  const script = words.findIndex((word) => /^-[a-z]*c$/.test(word.text ?? ''));
  const text = script < 0 ? undefined : words[script + 1]?.text;
  const program = text === undefined ? undefined : /^\s*(\S+)/.exec(text)?.[1];
  return (
    program !== undefined && OTHER_PROGRAMS.has(name(program)) && !/memcached\s|[;&|]/.test(text!)
  );
}

function describe(
  entrypoint: readonly Word[] | undefined,
  command: readonly Word[] | undefined,
): string {
  const words = [...(entrypoint ?? []), ...(command ?? [])];
  return words
    .map((word) => word.text ?? '…')
    .join(' ')
    .slice(0, 80);
}

/** Kubernetes' `$(NAME)`: replaced when the variable is declared, `$$` for a dollar, else left as it is. */
function substitute(word: Word, environment: Environment): Word {
  if (word.text === undefined || !word.text.includes('$(')) return word;
  let text = '';
  let at = 0;
  for (const match of word.text.matchAll(/\$\$|\$\(([A-Za-z_.-][A-Za-z0-9_.-]*)\)/g)) {
    text += word.text.slice(at, match.index);
    at = match.index + match[0].length;
    if (match[1] === undefined) {
      text += '$';
      continue;
    }
    const value = environment.get(match[1]);
    if (value === undefined) {
      text += match[0];
    } else if (value.text === undefined) {
      return {
        text: undefined,
        where: word.where,
        reason: value.reason ?? `\`${match[1]}\` is not known`,
        ...(text === '' ? {} : { prefix: text }),
      };
    } else {
      text += value.text;
    }
  }
  return { ...word, text: text + word.text.slice(at) };
}
