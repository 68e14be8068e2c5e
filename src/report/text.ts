import { isUnresolved, type Problem } from '../facts.js';
import type { Location } from '../files/source.js';
import type { Finding, Severity } from '../findings.js';
import { unifiedDiff } from './diff.js';
import { clip, logSafe, visible } from './escape.js';
import { codeFrame } from './frame.js';
import { capitalised, describer, type FindingText } from './messages.js';
import type { InventoryItem, Report, ReportedFinding } from './model.js';
import {
  countsText,
  plural,
  sectionsOf,
  SUPPRESSED_BY,
  untoldProblems,
  verdictText,
  wasCompared,
} from './select.js';

export interface TextOptions {
  /** Writes ANSI colours. Default: no. */
  readonly color?: boolean;
  /** The width of the terminal, for wrapping prose. Default: 100. */
  readonly width?: number;
  /** Only one line per finding and the verdict. Default: no. */
  readonly brief?: boolean;
}

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green' | 'inverse';

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  inverse: [7, 27],
};

const SEVERITY_STYLE: Readonly<Record<Severity, readonly Style[]>> = {
  critical: ['inverse', 'red', 'bold'],
  high: ['red', 'bold'],
  medium: ['yellow', 'bold'],
  low: ['cyan'],
  info: ['dim'],
};

/** The report for a terminal or a log. Worst first; the verdict stands at the end. */
export function renderText(report: Report, options: TextOptions = {}): string {
  const screen = new Screen(options.color ?? false, Math.max(40, options.width ?? 100));
  const { current, existing, suppressed } = sectionsOf(report);
  const describe = describer(report);
  if (options.brief === true) {
    for (const finding of current) screen.line(briefLine(screen, finding, describe(finding)));
  } else {
    const told = new Map<string, number>();
    current.forEach((finding, index) => {
      findingBlock(screen, report, finding, describe(finding), index + 1, told);
    });
    briefSection(screen, 'Already in the base, does not count', existing, describe);
    suppressedSection(screen, suppressed, describe);
    briefSection(screen, 'Fixed', report.fixed, describe);
    problemsSection(screen, report);
    inventorySection(screen, report.inventory);
    scannedSection(screen, report);
  }
  verdict(screen, report);
  return logSafe(screen.text());
}

function findingBlock(
  screen: Screen,
  report: Report,
  finding: ReportedFinding,
  text: FindingText,
  number: number,
  told: Map<string, number>,
): void {
  const badge = screen.paint(
    ` ${finding.severity.toUpperCase()} `,
    ...SEVERITY_STYLE[finding.severity],
  );
  const marks = [
    finding.state === 'new' ? 'new' : '',
    finding.unresolved ? 'cannot tell for certain' : '',
  ].filter((mark) => mark !== '');
  const suffix = marks.length === 0 ? '' : screen.paint(`  [${marks.join(', ')}]`, 'dim');
  screen.line(
    `${String(number)}. ${badge} ${screen.paint(visible(text.title), 'bold')}  ${screen.paint(finding.ruleId, 'dim')}${suffix}`,
  );
  screen.line(`   ${screen.paint(placeText(finding.location), 'cyan')}`);
  if (text.path !== '') screen.line(`   ${screen.paint(visible(text.path), 'bold')}`);
  screen.line('');
  frameLines(screen, report, finding.location);
  screen.section('What', text.sentence);
  text.fix.forEach((step, index) => {
    screen.section('Fix', step);
    if (index === 0) diffLines(screen, report, finding);
  });
  for (const note of text.notes) screen.section('Note', note);
  for (const { where, message } of finding.related.slice(0, 8)) {
    screen.section('See', `${placeText(where)}  ${message}`);
  }
  if (finding.related.length > 8)
    screen.section('See', `${finding.related.length - 8} more places`);
  // The same advice is told once; a page full of repetitions hides what differs.
  const advice = JSON.stringify([text.why, text.verify, text.rollback]);
  const earlier = told.get(advice);
  if (earlier === undefined) {
    told.set(advice, number);
    screen.section('Why', text.why);
  }
  if (earlier === undefined) {
    for (const check of text.verify) {
      screen.section('Verify', `${capitalised(check.where)}:`);
      screen.line(`           ${screen.paint(`$ ${check.command}`, 'bold')}`);
      screen.section('', check.expect);
    }
    screen.section('Undo', text.rollback);
  } else {
    screen.section('Verify', `as for finding ${earlier}; so are the reasons and the way back.`);
  }
  if (text.docsUrl !== undefined) screen.section('Rule', text.docsUrl);
  screen.line('');
}

function frameLines(screen: Screen, report: Report, where: Location): void {
  const frame = codeFrame(where, report.lines);
  if (!frame.some(({ text }) => text !== '')) return;
  const digits = Math.max(...frame.map(({ number }) => String(number).length));
  for (const line of frame) {
    const number = String(line.number).padStart(digits);
    if (!line.marked) {
      screen.line(screen.paint(`     ${number} | ${line.text}`.trimEnd(), 'dim'));
      continue;
    }
    screen.line(`${screen.paint('   > ', 'red')}${number} | ${line.text}`);
    screen.line(
      `     ${' '.repeat(digits)} | ${' '.repeat(line.indent ?? 0)}${screen.paint('^'.repeat(line.width ?? 1), 'red', 'bold')}`,
    );
  }
  screen.line('');
}

function diffLines(screen: Screen, report: Report, finding: Finding): void {
  if (finding.fix === undefined || finding.fix.edits.length === 0) return;
  for (const line of unifiedDiff(finding.fix.edits, report.lines, { context: 1, mask: true }).split(
    '\n',
  )) {
    const shown = `           ${clip(line.split('\t').map(visible).join('  '), 200)}`;
    if (line.startsWith('+')) screen.line(screen.paint(shown, 'green'));
    else if (line.startsWith('-')) screen.line(screen.paint(shown, 'red'));
    else screen.line(screen.paint(shown, 'dim'));
  }
}

function briefLine(screen: Screen, finding: Finding, text: FindingText): string {
  const badge = screen.paint(finding.severity.padEnd(8), ...SEVERITY_STYLE[finding.severity]);
  return `${badge} ${finding.ruleId}  ${placeText(finding.location)}  ${visible(text.sentence)}`;
}

function briefSection(
  screen: Screen,
  title: string,
  findings: readonly Finding[],
  describe: (finding: Finding) => FindingText,
): void {
  if (findings.length === 0) return;
  screen.heading(`${title} (${findings.length})`);
  for (const finding of findings) screen.line(`  ${briefLine(screen, finding, describe(finding))}`);
  screen.line('');
}

function suppressedSection(
  screen: Screen,
  findings: readonly ReportedFinding[],
  describe: (finding: Finding) => FindingText,
): void {
  if (findings.length === 0) return;
  screen.heading(`Suppressed (${findings.length})`);
  for (const finding of findings) {
    screen.line(`  ${briefLine(screen, finding, describe(finding))}`);
    const { by, reason, until } = finding.suppressed!;
    const end = until === undefined ? '' : ` until ${until}`;
    screen.line(
      screen.paint(`           by ${SUPPRESSED_BY[by]}${visible(end)}: ${visible(reason)}`, 'dim'),
    );
  }
  screen.line('');
}

function problemsSection(screen: Screen, report: Report): void {
  const kinds: readonly (readonly [Problem['kind'], string])[] = [
    ['unparsed', 'Not read, so not checked'],
    ['unresolved', 'Could not be resolved'],
    ['note', 'Notes'],
  ];
  const untold = untoldProblems(report);
  for (const [kind, title] of kinds) {
    const problems = untold.filter((problem) => problem.kind === kind);
    if (problems.length === 0) continue;
    screen.heading(`${title} (${problems.length})`);
    for (const { where, message } of problems.slice(0, MOST_PROBLEMS)) {
      screen.line(`  ${placeText(where)}  ${visible(message)}`);
    }
    if (problems.length > MOST_PROBLEMS) {
      screen.line(`  … ${problems.length - MOST_PROBLEMS} more; the JSON report has all of them.`);
    }
    screen.line('');
  }
}

const MOST_PROBLEMS = 50;

function inventorySection(screen: Screen, inventory: readonly InventoryItem[]): void {
  if (inventory.length === 0) return;
  screen.heading(`Memcached found (${inventory.length})`);
  for (const item of inventory) {
    screen.line(`  ${visible(item.workload)}  ${screen.paint(placeText(item.where), 'cyan')}`);
    screen.line(screen.paint(`    ${visible(inventoryText(item))}`, 'dim'));
  }
  screen.line('');
}

/** What is known of a memcached, on one line; untrusted text. */
export function inventoryText(item: InventoryItem): string {
  const reach = item.reach === 'unknown' ? 'reach not known' : `reach: ${item.reach}`;
  return [
    item.version === undefined ? 'version not known' : item.version.text,
    socketsText(item),
    authenticationText(item),
    reach,
  ].join('; ');
}

/** `tcp 0.0.0.0:11211, udp …`; untrusted text. */
export function socketsText(item: InventoryItem): string {
  if (isUnresolved(item.sockets)) return `sockets not known: ${item.sockets.reason}`;
  if (item.sockets.length === 0) return 'no network socket';
  return item.sockets
    .map(({ protocol, address, port, tls }) => {
      const host = address.includes(':') ? `[${address}]` : address;
      return `${protocol} ${host}:${port}${tls === 'server' || tls === 'mutual' ? ' with TLS' : ''}`;
    })
    .join(', ');
}

export function authenticationText(item: InventoryItem): string {
  switch (item.authentication) {
    case 'none':
      return 'no authentication';
    case 'sasl':
      return 'SASL';
    case 'password-file':
      return 'password file';
    case 'unknown':
      return 'authentication not known';
  }
}

function scannedSection(screen: Screen, report: Report): void {
  const { files, total, skipped, notes } = report.scanned;
  const perPlatform = Object.entries(files)
    .filter(([, count]) => count > 0)
    .map(([platform, count]) => `${count} ${platform}`);
  const time = report.durationMs === undefined ? '' : ` in ${Math.round(report.durationMs)} ms`;
  const kinds = perPlatform.length === 0 ? '' : ` (${perPlatform.join(', ')})`;
  screen.line(`Scanned ${visible(report.root)}: ${plural(total, 'file')}${kinds}${time}.`);
  for (const { reason, count, examples } of skipped) {
    const some =
      examples === undefined || examples.length === 0 ? '' : `: ${examples.slice(0, 3).join(', ')}`;
    screen.line(screen.paint(`Skipped ${count} ${visible(`${reason}${some}`)}.`, 'dim'));
  }
  for (const note of notes) screen.line(screen.paint(visible(note), 'dim'));
  if (report.belowThreshold > 0) {
    screen.line(
      screen.paint(
        `${plural(report.belowThreshold, 'finding')} below ${report.reportSeverity} not shown (report-severity: ${report.reportSeverity}).`,
        'dim',
      ),
    );
  }
  if (report.comparison !== undefined) {
    const { base, unavailable } = report.comparison;
    screen.line(
      visible(
        unavailable === undefined
          ? `Compared with ${base}: only new findings count.`
          : `Not compared with ${base}, so all findings count: ${unavailable}`,
      ),
    );
  }
  screen.line('');
}

function verdict(screen: Screen, report: Report): void {
  const { current } = sectionsOf(report);
  const style: readonly Style[] =
    report.conclusion === 'passed'
      ? ['green', 'bold']
      : report.conclusion === 'nothing-to-scan'
        ? ['yellow', 'bold']
        : ['red', 'bold'];
  const counts = countsText(current);
  const kind = wasCompared(report) ? 'New' : 'Findings';
  if (counts !== '') screen.line(`${kind}: ${counts}.`);
  for (const reason of report.reasons) screen.line(visible(reason));
  const word = report.conclusion.toUpperCase().replaceAll('-', ' ');
  screen.line(`${screen.paint(word, ...style)}  ${visible(verdictText(report))}`);
}

/** `infra/main.tf:42:17`; safe to show. */
export function placeText(where: Location): string {
  return visible(`${where.file}:${where.startLine}:${where.startColumn}`);
}

/** Collects lines; colours and wraps them. */
class Screen {
  private readonly lines: string[] = [];

  constructor(
    private readonly color: boolean,
    private readonly width: number,
  ) {}

  line(text: string): void {
    this.lines.push(text);
  }

  heading(title: string): void {
    this.line(this.paint(visible(title), 'bold'));
  }

  /** A labelled paragraph of prose, wrapped; nothing when it is empty. */
  section(label: string, prose: string): void {
    const words = visible(prose)
      .split(' ')
      .filter((word) => word !== '');
    if (words.length === 0) return;
    let line = `   ${label.padEnd(7)} `;
    let length = 11;
    let empty = true;
    for (const word of words) {
      if (!empty && length + 1 + word.length > this.width) {
        this.line(this.labelled(line, label));
        line = ' '.repeat(11);
        length = 11;
        empty = true;
        label = '';
      }
      line += empty ? word : ` ${word}`;
      length += word.length + (empty ? 0 : 1);
      empty = false;
    }
    this.line(this.labelled(line, label));
  }

  private labelled(line: string, label: string): string {
    if (label === '') return line;
    return `   ${this.paint(label, 'bold')}${line.slice(3 + label.length)}`;
  }

  paint(text: string, ...styles: readonly Style[]): string {
    if (!this.color || text === '') return text;
    const open = styles.map((style) => `\u001b[${CODES[style][0]}m`).join('');
    const close = styles
      .map((style) => `\u001b[${CODES[style][1]}m`)
      .reverse()
      .join('');
    return `${open}${text}${close}`;
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
