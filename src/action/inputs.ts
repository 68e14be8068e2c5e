import { SEVERITIES, type Severity } from '../findings.js';
import { AddressSet } from '../network/addresses.js';
import { isSourceName } from '../policy/trusted.js';
import { parseTargets, type Target } from '../probe/target.js';
import { parseShard, type Shard } from '../shard/shard.js';
import { below, renderedManifests, terraformPlans } from './rendered.js';
import type { Workspace } from '../files/workspace.js';

/** What the user of the action asked for; absent where nothing was said. */
export interface ActionInputs {
  /** The folder to scan, absolute. */
  readonly root: string;
  /** The same, relative to the workspace: '' for the workspace itself. */
  readonly folder: string;
  readonly config?: ConfigInput;
  readonly failOn?: Severity | 'none';
  readonly reportSeverity?: Severity;
  readonly trustedNetworks?: readonly string[];
  readonly exclude?: readonly string[];
  /** A baseline file, relative to the scanned folder. */
  readonly baseline?: string;
  readonly newOnly: (typeof NEW_ONLY_MODES)[number];
  readonly policyFrom: (typeof POLICY_SOURCES)[number];
  readonly comment: CommentMode;
  readonly suggestions: (typeof SUGGESTION_MODES)[number];
  /** Keep an audit issue. */
  readonly auditIssue: boolean;
  /** Terraform plans that are about to be carried out. */
  readonly plans: readonly NamedFile[];
  /** Manifests as they will be deployed. */
  readonly rendered: readonly NamedFile[];
  readonly probeTargets: readonly Target[];
  /** Judge only this part of the files. */
  readonly shard?: Shard;
  /** Relative to the workspace, as are the other files. */
  readonly sarifFile?: string;
  readonly reportFile?: string;
  readonly htmlFile?: string;
  /** The report of another run, to comment with in place of scanning. */
  readonly publishReport?: NamedFile;
  readonly token?: string;
}

/** A configuration file that the user named. */
export type ConfigInput = NamedFile;

/** A file that the user named. */
export interface NamedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

/** A report of a large repository with thousands of findings. */
const MOST_REPORT_BYTES = 32 * 1024 * 1024;

const NEW_ONLY_MODES = ['auto', 'true', 'false'] as const;
const POLICY_SOURCES = ['base', 'head'] as const;
const COMMENT_MODES = ['auto', 'always', 'never'] as const;
const SUGGESTION_MODES = ['auto', 'never'] as const;
const SWITCH = ['true', 'false'] as const;
export type CommentMode = (typeof COMMENT_MODES)[number];

/** The names in `action.yml`; a test holds the two against each other. */
export const INPUT_NAMES = [
  'path',
  'config',
  'fail-on',
  'report-severity',
  'trusted-networks',
  'exclude',
  'baseline',
  'new-only',
  'policy-from',
  'comment',
  'suggestions',
  'audit-issue',
  'terraform-plan',
  'rendered-manifests',
  'probe-targets',
  'shard',
  'sarif-file',
  'report-file',
  'html-file',
  'publish-report',
  'github-token',
] as const;
export type InputName = (typeof INPUT_NAMES)[number];

/** Everything that is wrong with the inputs, one sentence each. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Reads and checks all inputs.
 *
 * @param get the text of an input without the white space around it; '' when it is not set
 * @throws InputError naming every problem
 */
export function readInputs(get: (name: InputName) => string, workspace: Workspace): ActionInputs {
  const problems: string[] = [];
  const collect = <T>(name: InputName, check: (text: string) => T): T | undefined => {
    const text = get(name);
    if (text === '') return undefined;
    try {
      return check(text);
    } catch (error) {
      problems.push(`Input "${name}": ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  const path = get('path') || '.';
  let root = '';
  try {
    root = workspace.folder(path);
  } catch (error) {
    problems.push(`Input "path": ${error instanceof Error ? error.message : String(error)}`);
  }
  const failOn = collect('fail-on', (text) => oneOf(text, [...SEVERITIES, 'none'] as const));
  const reportSeverity = collect('report-severity', (text) => oneOf(text, SEVERITIES));
  const trustedNetworks = collect('trusted-networks', networks);
  const exclude = collect('exclude', listOf);
  const newOnly = collect('new-only', (text) => oneOf(text, NEW_ONLY_MODES)) ?? 'auto';
  const policyFrom = collect('policy-from', (text) => oneOf(text, POLICY_SOURCES)) ?? 'base';
  const comment = collect('comment', (text) => oneOf(text, COMMENT_MODES)) ?? 'auto';
  const suggestions = collect('suggestions', (text) => oneOf(text, SUGGESTION_MODES)) ?? 'auto';
  const auditIssue = collect('audit-issue', (text) => oneOf(text, SWITCH)) === 'true';
  const probeTargets = collect('probe-targets', (text) => parseTargets(listOf(text))) ?? [];
  const shard = collect('shard', parseShard);
  if (shard !== undefined && newOnly === 'true') {
    problems.push(
      'Input "shard": a part is not compared with a base, which may be split otherwise; leave new-only out.',
    );
  }
  const plans =
    collect('terraform-plan', (text) =>
      terraformPlans(workspace, workspace.inside(root), listOf(text)),
    ) ?? [];
  const rendered =
    collect('rendered-manifests', (text) =>
      renderedManifests(workspace, workspace.inside(root), listOf(text)),
    ) ?? [];
  const config = collect('config', (text) => ({
    path: workspace.inside(text),
    text: workspace.read(text),
  }));
  const baseline = collect('baseline', (text) =>
    below(workspace.inside(root), workspace.inside(text)),
  );
  const sarifFile = collect('sarif-file', (text) => workspace.checkWritable(text));
  const reportFile = collect('report-file', (text) => workspace.checkWritable(text));
  const htmlFile = collect('html-file', (text) => workspace.checkWritable(text));
  if (sarifFile !== undefined && sarifFile === reportFile) {
    problems.push(`Input "report-file": "${reportFile}" is the sarif-file already.`);
  }
  if (htmlFile !== undefined && (htmlFile === reportFile || htmlFile === sarifFile)) {
    const other = htmlFile === sarifFile ? 'sarif-file' : 'report-file';
    problems.push(`Input "html-file": "${htmlFile}" is the ${other} already.`);
  }
  const publishReport = collect('publish-report', (text) => ({
    path: workspace.inside(text),
    text: workspace.read(text, MOST_REPORT_BYTES),
  }));
  const token = collect('github-token', (text) => text);
  if (problems.length > 0) throw new InputError(problems);

  return {
    root,
    folder: workspace.inside(root),
    newOnly,
    policyFrom,
    comment,
    suggestions,
    auditIssue,
    plans,
    rendered,
    probeTargets,
    ...(shard === undefined ? {} : { shard }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(trustedNetworks === undefined ? {} : { trustedNetworks }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(config === undefined ? {} : { config }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(reportSeverity === undefined ? {} : { reportSeverity }),
    ...(sarifFile === undefined ? {} : { sarifFile }),
    ...(reportFile === undefined ? {} : { reportFile }),
    ...(htmlFile === undefined ? {} : { htmlFile }),
    ...(publishReport === undefined ? {} : { publishReport }),
    ...(token === undefined ? {} : { token }),
  };
}

/**
 * Inputs that were set but do not exist, with a proposal: `fail_on` would otherwise be a gate that
 * never closes.
 *
 * @param environment where the runner sets `INPUT_<NAME>`
 */
export function unknownInputs(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(INPUT_NAMES);
  const unknown = Object.keys(environment)
    .filter((variable) => variable.startsWith('INPUT_'))
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !known.has(name));
  return unknown.map((name) => {
    const meant = INPUT_NAMES.find((candidate) => candidate === name.replaceAll('_', '-'));
    const advice =
      meant === undefined
        ? `The inputs are ${INPUT_NAMES.join(', ')}.`
        : `Did you mean "${meant}"?`;
    return `There is no input "${name}"; it has no effect. ${advice}`;
  });
}

function oneOf<T extends string>(text: string, allowed: readonly T[]): T {
  const value = allowed.find((candidate) => candidate === text.toLowerCase());
  if (value !== undefined) return value;
  throw new Error(`"${text}" is not one of ${allowed.join(', ')}.`);
}

function networks(text: string): string[] {
  const list = listOf(text);
  const wrong = list.filter(
    (network) => AddressSet.tryParse(network) === undefined && !isSourceName(network),
  );
  if (wrong.length === 0) return list;
  const names = wrong.map((network) => `"${network}"`).join(', ');
  throw new Error(
    `${names} ${wrong.length === 1 ? 'is no network' : 'are no networks'} and no name of sources; write CIDRs such as 10.20.0.0/16 or 2001:db8::/48.`,
  );
}

/** Entries on lines of their own or separated by commas, except for commas within braces. */
export function listOf(text: string): string[] {
  const entries: string[] = [];
  let entry = '';
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (character === '\n') depth = 0;
    if (character === '\n' || (character === ',' && depth === 0)) {
      entries.push(entry);
      entry = '';
    } else {
      entry += character;
    }
  }
  return [...entries, entry].map((each) => each.trim()).filter((each) => each !== '');
}
