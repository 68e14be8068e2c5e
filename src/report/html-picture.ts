import { SEVERITIES, type PathStep, type Severity } from '../findings.js';
import { clip, html, visible } from './escape.js';

const BOX = { width: 168, height: 78, gap: 36, top: 20 } as const;
const LETTERS = 21;
const MOST_LINES = 3;
const MOST_STEPS = 8;

const KINDS: Readonly<Record<PathStep['kind'], string>> = {
  network: 'from',
  ingress: 'through',
  restriction: 'past',
  workload: 'runs in',
  listener: 'reaches',
};

/**
 * The way from a network to memcached, drawn: a box for each step and arrows between them. The title is
 * what a screen reader says.
 * @param id unique on the page
 */
export function pathPicture(steps: readonly PathStep[], title: string, id: string): string {
  const shown = steps.slice(0, MOST_STEPS);
  const width = shown.length * BOX.width + (shown.length - 1) * BOX.gap + 4;
  const height = BOX.height + BOX.top + 4;
  const parts = shown.map((step, index) => {
    const x = 2 + index * (BOX.width + BOX.gap);
    const arrow = index === 0 ? '' : arrowTo(x);
    return `${arrow}${box(step, x)}`;
  });
  return [
    `<figure><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}">`,
    `<title id="${id}">${html(clip(title, 600))}</title>`,
    ...parts,
    '</svg></figure>',
  ].join('\n');
}

function box({ kind, label }: PathStep, x: number): string {
  const middle = BOX.top + BOX.height / 2;
  const lines = wrapped(label);
  const first = middle - ((lines.length - 1) * 16) / 2 + 4;
  const text = lines
    .map((line, index) => `<tspan x="${x + 10}" y="${first + index * 16}">${html(line)}</tspan>`)
    .join('');
  const isSource = kind === 'network';
  const radius = isSource ? BOX.height / 2 : kind === 'listener' ? 14 : 4;
  return [
    `<text class="kind" x="${x + 10}" y="${BOX.top - 6}">${KINDS[kind]}</text>`,
    `<rect class="box${isSource ? ' source' : ''}" x="${x}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}" rx="${radius}"/>`,
    `<text>${text}</text>`,
  ].join('');
}

function arrowTo(x: number): string {
  const y = BOX.top + BOX.height / 2;
  return `<path class="arrow" d="M${x - BOX.gap + 3} ${y}H${x - 8}"/><path class="head" d="M${x - 10} ${y - 5}l8 5-8 5z"/>`;
}

/** A label on at most three lines, broken where names may be broken. */
function wrapped(label: string): string[] {
  const lines: string[] = [];
  let rest = [...visible(label)];
  while (rest.length > LETTERS && lines.length < MOST_LINES - 1) {
    const at = breakOf(rest);
    lines.push(rest.slice(0, at).join('').trimEnd());
    rest = rest.slice(at);
  }
  return [...lines, clip(rest.join('').trimStart(), LETTERS)];
}

function breakOf(letters: readonly string[]): number {
  for (const kind of [/\s/, /[./:_-]/]) {
    for (let at = LETTERS; at > LETTERS / 2; at--) {
      if (kind.test(letters[at - 1]!)) return at;
    }
  }
  return LETTERS;
}

/** What is open in one run of several. */
export interface TrendRun {
  readonly date: string;
  readonly open: Readonly<Record<Severity, number>>;
}

const CHART = { width: 640, height: 150, foot: 22 } as const;

/** A bar for each run, from info at its bottom to critical at its top. */
export function trendPicture(runs: readonly TrendRun[], title: string, id: string): string {
  const most = Math.max(1, ...runs.map(totalOf));
  const step = CHART.width / Math.max(runs.length, 6);
  const bars = runs.map((run, index) => {
    const x = index * step + step * 0.15;
    let y = CHART.height;
    return [...SEVERITIES]
      .reverse()
      .map((severity) => {
        const height = (run.open[severity] / most) * (CHART.height - 12);
        y -= height;
        return height === 0
          ? ''
          : `<rect class="bar bar-${severity}" x="${round(x)}" y="${round(y)}" width="${round(step * 0.7)}" height="${round(height)}"/>`;
      })
      .join('');
  });
  const [first, last] = [runs[0], runs.at(-1)];
  const right = runs.length * step;
  return [
    `<figure><svg class="trend" viewBox="0 0 ${CHART.width} ${CHART.height + CHART.foot}" width="${CHART.width}" height="${CHART.height + CHART.foot}" role="img" aria-labelledby="${id}">`,
    `<title id="${id}">${html(title)}</title>`,
    ...bars,
    `<path class="arrow" d="M0 ${CHART.height + 1}H${CHART.width}"/>`,
    first === undefined
      ? ''
      : `<text class="kind" x="0" y="${CHART.height + 17}">${html(clip(first.date, 10))}</text>`,
    last === undefined || last === first
      ? ''
      : `<text class="kind" x="${round(right)}" y="${CHART.height + 17}" text-anchor="end">${html(clip(last.date, 10))}</text>`,
    '</svg></figure>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function totalOf({ open }: TrendRun): number {
  return SEVERITIES.reduce((sum, severity) => sum + open[severity], 0);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
