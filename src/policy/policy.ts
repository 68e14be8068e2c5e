import { append } from '../append.js';
import type { Problem } from '../facts.js';
import { SourceFile } from '../files/source.js';
import type { Tree } from '../files/tree.js';
import { RULES } from '../rules/index.js';
import { BaselineError, readBaseline, type Baseline } from './baseline.js';
import type { Config } from './config.js';
import { findConfigFile } from './config-paths.js';
import { SettingsError } from './settings.js';
import { readSuppressions, type Suppression } from './suppress.js';

/** Which configuration to use: the tree's own, none, a path in the tree, or a text from elsewhere. */
export type ConfigChoice =
  | { readonly kind: 'find' }
  | { readonly kind: 'none' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'text'; readonly path: string; readonly text: string };

export interface PolicyOptions {
  /** The path of a baseline file; wins over the configuration's. */
  readonly baseline?: string | undefined;
  /** Leave the baseline alone. */
  readonly withoutBaseline?: boolean;
  /**
   * Files that are named but absent are no error: in a base tree they may not have been added yet.
   */
  readonly lenient?: boolean;
}

/** The policy as it stands in a tree: configuration and baseline. @throws SettingsError */
export async function loadPolicy(
  tree: Tree,
  choice: ConfigChoice,
  options: PolicyOptions = {},
): Promise<{ config?: Config; baseline?: Baseline }> {
  const absent = choice.kind === 'path' && !tree.has(choice.path) && options.lenient === true;
  const config = absent ? undefined : await loadConfig(tree, choice);
  const path =
    options.withoutBaseline === true ? undefined : (options.baseline ?? config?.baseline);
  const file = path === undefined ? undefined : tree.read(path);
  if (path !== undefined && file === undefined && options.lenient !== true) {
    throw new SettingsError([`The baseline file ${path} is not there or cannot be read.`]);
  }
  return {
    ...(config === undefined ? {} : { config }),
    ...(file === undefined ? {} : { baseline: baselineOf(file) }),
  };
}

async function loadConfig(tree: Tree, choice: ConfigChoice): Promise<Config | undefined> {
  const file = configFile(tree, choice);
  if (file === undefined) return undefined;
  // Most repositories have none, and what reads it is large.
  const { readConfig } = await import('./config.js');
  return readConfig(file);
}

function configFile(tree: Tree, choice: ConfigChoice): SourceFile | undefined {
  switch (choice.kind) {
    case 'none':
      return undefined;
    case 'find':
      return findConfigFile(tree);
    case 'text':
      return new SourceFile(choice.path, choice.text);
    case 'path': {
      const file = tree.read(choice.path);
      if (file === undefined) {
        throw new SettingsError([`The configuration file ${choice.path} is not there.`]);
      }
      return file;
    }
  }
}

function baselineOf(file: SourceFile): Baseline {
  try {
    return readBaseline(file.path, file.text);
  } catch (error) {
    if (error instanceof BaselineError) throw new SettingsError(error.message.split('\n'));
    throw error;
  }
}

const KNOWN_RULES: readonly string[] = RULES.map(({ meta }) => meta.id);

/**
 * The suppressions in the comments of the files.
 * @param custom the ids of rules that the configuration defines
 */
export function inlineSuppressions(
  files: Iterable<SourceFile>,
  custom: readonly string[] = [],
): {
  inline: Suppression[];
  problems: Problem[];
} {
  const known = new Set([...KNOWN_RULES, ...custom]);
  const inline: Suppression[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const found = readSuppressions(file, known);
    append(inline, found.valid);
    append(problems, found.problems);
  }
  return { inline, problems };
}
