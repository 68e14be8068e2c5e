/** The colours of the page. A test holds every pair that meets against the contrast of WCAG 2.2 AA. */
export const PALETTES = {
  light: {
    page: '#ffffff',
    panel: '#f6f8fa',
    text: '#1f2328',
    muted: '#59636e',
    line: '#818b98',
    link: '#0757b5',
    critical: '#a40e26',
    high: '#a33d00',
    medium: '#7a4b00',
    low: '#0757b5',
    info: '#59636e',
    good: '#116329',
    added: '#dafbe1',
    removed: '#ffebe9',
    mark: '#fff3b0',
  },
  dark: {
    page: '#0d1117',
    panel: '#161b22',
    text: '#e6edf3',
    muted: '#9da7b1',
    line: '#6e7681',
    link: '#79c0ff',
    critical: '#ff8a80',
    high: '#ffa657',
    medium: '#e3b341',
    low: '#79c0ff',
    info: '#9da7b1',
    good: '#56d364',
    added: '#12351f',
    removed: '#4a1618',
    mark: '#4d3b00',
  },
} as const;

const variables = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}: ${value}`)
    .join('; ');

const SEVERITY_CLASSES = ['critical', 'high', 'medium', 'low', 'info'];

/** Hides what a filter is switched off for; without support everything stays. */
const FILTERS = [
  ...SEVERITY_CLASSES.map(
    (severity) => `body:has(#show-${severity}:not(:checked)) .is-${severity} { display: none }`,
  ),
  'body:has(#only-failing:checked) .fails-not { display: none }',
].join('\n');

/** The style sheet of the page: it loads nothing, follows the system's light and dark, and prints. */
export const STYLE = `
:root { color-scheme: light dark; ${variables(PALETTES.light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(PALETTES.dark)} } }
* { box-sizing: border-box }
html { scroll-behavior: auto }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 1.5rem }
h1 { font-size: 1.5rem; margin: 0 }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem }
h3 { font-size: 1.1rem; margin: 0 0 .5rem }
h4 { font-size: 1rem; margin: 1rem 0 .25rem }
p, ul { margin: .4rem 0 }
a { color: var(--link) }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
.skip { position: absolute; left: -100rem }
.skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .25rem .5rem }
code, pre { font: .875rem/1.45 ui-monospace, SFMono-Regular, Consolas, monospace; overflow-wrap: anywhere }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; overflow-x: auto; overflow-wrap: normal; padding: .6rem .8rem }
pre code { overflow-wrap: normal }
mark { background: var(--mark); color: var(--text) }
ins { background: var(--added); text-decoration: none }
del { background: var(--removed); text-decoration: none }
s { text-decoration: line-through }
.verdict { border: 1px solid var(--line); border-left: .5rem solid; border-radius: 6px; font-size: 1.15rem; margin: 1rem 0; padding: .75rem 1rem }
.verdict strong { text-transform: uppercase }
.failed, .could-not-run { border-left-color: var(--critical) }
.passed { border-left-color: var(--good) }
.nothing-to-scan { border-left-color: var(--medium) }
.failed strong, .could-not-run strong { color: var(--critical) }
.passed strong { color: var(--good) }
.nothing-to-scan strong { color: var(--medium) }
.muted { color: var(--muted) }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0 }
.tiles li { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; min-width: 6rem; padding: .4rem .75rem }
.tiles b { display: block; font-size: 1.4rem; line-height: 1.2 }
.badge { border: 1px solid; border-radius: 4px; font-size: .85rem; font-weight: 600; padding: .05rem .4rem; white-space: nowrap }
${SEVERITY_CLASSES.map((severity) => `.${severity} { color: var(--${severity}) }`).join('\n')}
.good { color: var(--good) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0 }
nav a { display: inline-block; padding: .2rem 0 }
fieldset { border: 1px solid var(--line); border-radius: 6px; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0; padding: .4rem .9rem .6rem }
fieldset label { align-items: center; display: inline-flex; gap: .4rem; min-height: 1.75rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { color: var(--muted); padding: .25rem 0; text-align: left }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top }
thead th { white-space: nowrap }
td:has(code) { min-width: 9rem }
article { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; padding: 1rem 1.25rem }
figure { margin: .75rem 0; overflow-x: auto }
svg { display: block; height: auto; max-width: 100%; min-width: 30rem }
svg text { fill: var(--text); font: 12px ui-monospace, SFMono-Regular, Consolas, monospace }
svg .kind { fill: var(--muted); font: 11px system-ui, sans-serif }
svg .box { fill: var(--panel); stroke: var(--line); stroke-width: 1.5 }
svg .source { stroke: var(--critical); stroke-width: 2 }
svg .arrow { fill: none; stroke: var(--muted); stroke-width: 2 }
svg .head { fill: var(--muted); stroke: none }
${SEVERITY_CLASSES.map((severity) => `svg .bar-${severity} { fill: var(--${severity}) }`).join('\n')}
svg .bar { stroke: var(--page); stroke-width: 1.5 }
svg.trend { min-width: 18rem; max-width: min(100%, 46rem) }
details { margin: 1rem 0 }
summary { cursor: pointer; font-weight: 600; padding: .25rem 0 }
footer { color: var(--muted); padding-bottom: 2rem; padding-top: 2rem }
${FILTERS}
@media (max-width: 40rem) {
  header, main, footer { padding-left: .75rem; padding-right: .75rem }
  article { padding: .75rem }
}
@media print {
  :root { color-scheme: light }
  body { font-size: 10.5pt }
  .skip, fieldset, nav { display: none }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0 }
  h2, h3, h4, summary { break-after: avoid }
  figure, tr, pre { break-inside: avoid }
  pre { white-space: pre-wrap }
  a { color: inherit }
  svg { min-width: 0 }
  .scroll, figure, pre { overflow: visible }
  details::details-content { content-visibility: visible; block-size: auto; opacity: 1 }
  .is-critical, .is-high, .is-medium, .is-low, .is-info { display: revert !important }
}
`;
