import { append } from '../../append.js';
import type { Fact } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { splitArguments } from '../../syntax/shell/words.js';
import { readYaml } from '../../syntax/yaml.js';
import { containerFacts } from './container-run.js';
import { scriptFacts } from './script.js';

/**
 * The memcached that CI starts: service containers of a job and containers of its steps. The ports are
 * published on a machine of GitHub's that nobody else reaches and that is gone after the job, so that nothing
 * but its own network is behind them: they are listed, and are no exposure. Commands that change a cloud or a
 * cluster from a step have their effect there, and count in full.
 */
export function workflowFacts(file: SourceFile): Fact[] {
  const data = readYaml(file).documents[0]?.data;
  const facts: Fact[] = [];
  for (const { key, value: job } of entriesOf(entry(data, 'jobs')?.value)) {
    const selfHosted = itemsOf(entry(job, 'runs-on')?.value).some(
      (label) => textOf(label) === 'self-hosted',
    );
    for (const { key: name, value: service } of entriesOf(entry(job, 'services')?.value)) {
      append(
        facts,
        serviceFacts(service, `service ${name} of job ${key} in ${file.path}`, selfHosted),
      );
    }
    for (const step of itemsOf(entry(job, 'steps')?.value)) {
      append(facts, stepFacts(step, `job ${key} in ${file.path}`, file, selfHosted));
    }
  }
  for (const step of itemsOf(at(data, 'runs', 'steps'))) {
    append(facts, stepFacts(step, `action ${file.path}`, file, false));
  }
  return facts;
}

function entriesOf(
  data: Data | undefined,
): readonly { readonly key: string; readonly value: Data }[] {
  return data?.type === 'map' ? data.entries : [];
}

function serviceFacts(service: Data, workload: string, selfHosted: boolean): Fact[] {
  const image = entry(service, 'image')?.value;
  if (image === undefined) return [];
  const options = splitArguments(textOf(entry(service, 'options')?.value) ?? '').map(
    ({ text }) => text,
  );
  const environment = new Map(
    entriesOf(entry(service, 'env')?.value).map(({ key, value }) => [key, wordOf(value)] as const),
  );
  const host = options.some(
    (text, i) => text === '--network=host' || (text === '--network' && options[i + 1] === 'host'),
  );
  const facts = containerFacts(
    {
      spec: { image: wordOf(image), environment, where: image.where },
      published: itemsOf(entry(service, 'ports')?.value).map(wordOf),
      publishAll: undefined,
      network: host ? 'host' : 'own',
      name: undefined,
    },
    { platform: 'host', workload },
  );
  return inCi(facts, selfHosted);
}

function stepFacts(step: Data, workload: string, file: SourceFile, selfHosted: boolean): Fact[] {
  const run = entry(step, 'run')?.value;
  const text = textOf(run);
  const shell = textOf(entry(step, 'shell')?.value) ?? 'bash';
  if (run === undefined || text === undefined || !/^(?:ba)?sh\b/.test(shell)) return [];
  const found = scriptFacts(
    text.replace(/\$\{\{[^}]*\}\}/g, (one) => `\${${'X'.repeat(Math.max(1, one.length - 3))}}`),
    {
      platform: 'host',
      workload,
      placement: 'host',
      locate: locator(file, run.where, text),
    },
  );
  return inCi(found.facts, selfHosted);
}

/** What stays on the machine of the job is inside; what is told to a provider or a cluster is not. */
function inCi(facts: readonly Fact[], selfHosted: boolean): Fact[] {
  if (selfHosted) {
    const onlyIf = 'it lasts as long as the job on a machine of your own';
    return facts.map((fact) =>
      fact.kind === 'ingress' && fact.onlyIf === undefined ? { ...fact, onlyIf } : fact,
    );
  }
  return facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'restriction') return [];
    if (fact.kind === 'listener') return [{ ...fact, placement: 'container' }];
    const local =
      fact.mechanism === 'published-port' ||
      fact.mechanism === 'host-network' ||
      fact.mechanism === 'host-firewall';
    return local ? [{ ...fact, faces: 'cluster' }] : [fact];
  });
}

/** The places of a block's lines: they stand below each other in the file as in the text. */
function locator(
  file: SourceFile,
  where: Location,
  text: string,
): (start: number, end: number) => Location {
  const starts: number[] = [];
  const to = file.offset(where.endLine, where.endColumn);
  let from = file.offset(where.startLine, where.startColumn);
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const found = trimmed === '' ? -1 : file.text.slice(from, to).indexOf(trimmed);
    starts.push(found < 0 ? from : from + found - (line.length - line.trimStart().length));
    if (found >= 0) from += found + trimmed.length;
  }
  return (start, end) => {
    const index = text.slice(0, start).split('\n').length - 1;
    const first = text.lastIndexOf('\n', start - 1) + 1;
    const at = (starts[index] ?? from) + start - first;
    const stop = Math.min(
      end,
      text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start),
    );
    return file.location(
      Math.min(at, to),
      Math.min(at + Math.max(stop - start, 1), Math.max(to, at + 1)),
    );
  };
}

function wordOf(data: Data): Word {
  const text = textOf(data);
  // Expressions are evaluated by the runner.
  if (text !== undefined && !text.includes('${{')) return { text, where: data.where };
  const reason =
    text === undefined
      ? 'the value is not known'
      : `\`${text.slice(0, 60)}\` is filled in by the runner`;
  return { text: undefined, reason, where: data.where };
}
