import type { SourceFile } from '../../files/source.js';
import { textOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import { EmbeddedFile } from './helm/releases.js';

const DEEPEST = 12;
const MOST_STEPS = 500;

/** The keys of the CI systems under which commands stand, as a text or a list of texts. */
const COMMANDS = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'command',
  'commands',
  'bash',
  'inlineScript',
  'deploy',
  'install',
  'args',
]);

/**
 * The scripts in the steps of a pipeline, each as a file whose lines are those of the pipeline. The steps of
 * GitHub's workflows are read elsewhere as well, so that only what is piped into a cluster counts from them.
 */
export function stepsOf(file: SourceFile): SourceFile[] {
  const found: Data[] = [];
  for (const { data } of readYaml(file).documents) collect(data, false, found, 0);
  return found.slice(0, MOST_STEPS).flatMap((step) => {
    const text = textOf(step) ?? '';
    const relevant = isWorkflow(file.path) ? /-f[ =]?-|\/dev\/stdin/ : /kubectl|helm|\boc\b/;
    return relevant.test(text) ? [new EmbeddedFile(text, step.where, file)] : [];
  });
}

/** Workflows and actions of GitHub. */
function isWorkflow(path: string): boolean {
  return /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/.test(path);
}

function collect(data: Data, isCommand: boolean, found: Data[], depth: number): void {
  if (depth > DEEPEST) return;
  if (data.type === 'map') {
    for (const { key, value } of data.entries) {
      collect(value, COMMANDS.has(key), found, depth + 1);
    }
  } else if (data.type === 'list') {
    for (const item of data.items) collect(item, isCommand, found, depth + 1);
  } else if (isCommand && textOf(data) !== undefined) found.push(data);
}
