import { SEVERITIES } from '../findings.js';
import { clip, commandData, commandProperty, visible } from './escape.js';
import { describer, type FindingText } from './messages.js';
import type { Report, ReportedFinding } from './model.js';
import { blocks, plural, sectionsOf } from './select.js';

export type CommandLevel = 'error' | 'warning' | 'notice';

export interface CommandOptions {
  /** The folder of the scanned root in the workspace, put before every path; '' for the root. */
  readonly prefix?: string;
  /** How many annotations of a level GitHub shows for a step: more are dropped. */
  readonly mostPerLevel?: number;
  /** How many of them the caller needs for itself. */
  readonly reserved?: Readonly<Partial<Record<CommandLevel, number>>>;
}

/** GitHub cuts longer messages (actions/runner, `_maxIssueMessageLength` = 4096). */
const LONGEST_MESSAGE = 4000;
const LONGEST_TITLE = 200;
const MOST_PER_LEVEL = 10;

/**
 * Workflow commands that annotate the findings, one per line, worst first. Errors only when the check
 * fails; a last notice says how many of the findings are annotated.
 */
export function renderCommands(report: Report, options: CommandOptions = {}): string {
  const most = options.mostPerLevel ?? MOST_PER_LEVEL;
  const describe = describer(report);
  const { current } = sectionsOf(report);
  const used: Record<CommandLevel, number> = { error: 0, warning: 0, notice: 0 };
  const lines: string[] = [];
  if (report.conclusion === 'could-not-run') {
    for (const reason of report.reasons.slice(0, most)) {
      lines.push(workflowCommand('error', { title: 'The check could not run' }, reason));
      used.error++;
    }
  }
  let shown = 0;
  for (const finding of current) {
    const level = levelOf(report, finding);
    // The last notice is kept free for the count.
    const kept = (options.reserved?.[level] ?? 0) + (level === 'notice' ? 1 : 0);
    if (used[level] >= most - kept) continue;
    used[level]++;
    shown++;
    lines.push(annotation(level, finding, describe(finding), options.prefix ?? ''));
  }
  if (shown < current.length) {
    lines.push(
      workflowCommand(
        'notice',
        { title: 'memcached exposure check' },
        `${shown} of ${plural(current.length, 'finding')} are annotated; all are in the summary.`,
      ),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function levelOf(report: Report, finding: ReportedFinding): CommandLevel {
  if (report.conclusion === 'failed' && blocks(report, finding)) return 'error';
  return SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf('medium')
    ? 'warning'
    : 'notice';
}

function annotation(
  level: CommandLevel,
  finding: ReportedFinding,
  text: FindingText,
  prefix: string,
): string {
  const { file, startLine, startColumn, endLine, endColumn } = finding.location;
  const folder = prefix.split('/').filter((part) => part !== '' && part !== '.');
  const properties: Record<string, string | number> = {
    file: [...folder, file].join('/'),
    line: startLine,
    endLine,
    // The runner drops columns of an annotation that spans lines.
    ...(startLine === endLine && endColumn > startColumn
      ? { col: startColumn, endColumn: endColumn - 1 }
      : {}),
    title: `${finding.severity}: ${text.title} (${finding.ruleId})`,
  };
  const message = [
    text.sentence,
    ...(text.path === '' ? [] : [`Path: ${text.path}`]),
    ...text.notes.slice(0, 5),
    ...(text.fix[0] === undefined ? [] : [`Fix: ${text.fix[0]}`]),
    ...(text.docsUrl === undefined ? [] : [text.docsUrl]),
  ];
  return workflowCommand(
    level,
    properties,
    message.map((line) => clip(visible(line), 900)).join('\n'),
  );
}

/** One workflow command, on one line, with everything in it escaped. */
export function workflowCommand(
  name: CommandLevel | 'debug' | 'group',
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties)
    .map(([key, value]) => `${key}=${commandProperty(clip(String(value), longest(key)))}`)
    .join(',');
  return `::${name}${list === '' ? '' : ` ${list}`}::${commandData(clip(message, LONGEST_MESSAGE))}`;
}

/** A path has to stay whole to be found. */
function longest(property: string): number {
  return property === 'file' ? LONGEST_MESSAGE : LONGEST_TITLE;
}
