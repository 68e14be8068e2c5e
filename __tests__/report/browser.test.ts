import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { renderHtml } from '../../src/report/html.js';
import { STYLE } from '../../src/report/html-style.js';
import { Browser, findChromium } from './browser.js';
import { openGroup, openPort, reportOf } from './sample.js';

jest.setTimeout(120_000);

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const page = renderHtml(
  reportOf(
    [
      { ...openGroup, state: 'new' },
      { ...openPort, severity: 'medium', state: 'new' },
      { ...openPort, state: 'existing' },
      { ...openPort, suppressed: { by: 'inline', reason: 'a lab' } },
    ],
    { fixed: [openPort], comparison: { base: 'main' } },
  ),
  {
    link: { serverUrl: 'https://github.com', repository: 'o/r', sha: 'a'.repeat(40) },
    trend: {
      runs: [
        { date: '2026-01-01', open: { ...none, high: 2 }, new: 2, fixed: 0 },
        { date: '2026-01-08', open: { ...none, critical: 1 }, new: 1, fixed: 2 },
      ],
      meanAgeDays: 4,
      exposureDays: { ...none, high: 14 },
    },
  },
);

/** What is seen of the page in a browser; deterministic. */
interface Outcome {
  /** Of the page's style and elements; another page has another outcome. */
  readonly of: string;
  readonly requests: number;
  readonly complaints: readonly string[];
  readonly landmarks: readonly string[];
  readonly headings: readonly string[];
  readonly unnamed: readonly string[];
  readonly columnHeaders: number;
  /** Whether it is wider than the window, by the width of the window. */
  readonly overflows: Readonly<Record<string, boolean>>;
  readonly backgrounds: Readonly<Record<string, string>>;
  /** Articles that are seen: all, without the critical ones, only what fails, on paper with a filter set. */
  readonly articles: readonly number[];
  /** What Tab reaches first. */
  readonly focus: readonly string[];
  readonly foldedOnPaper: boolean;
}

const RECORDED = new URL('./browser.json', import.meta.url);
const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as Outcome;
const chromium = findChromium();

/** The style and every element with its attributes' names and class, text left out. */
function shapeOf(text: string): string {
  const elements = [...text.slice(text.indexOf('<body>')).matchAll(/<([a-z0-9]+)([^>]*)>/g)].map(
    ([, name, attributes]) =>
      `${name} ${[...attributes!.matchAll(/([a-z-]+)=/g)].map(([, each]) => each).join(' ')}`,
  );
  const shape = JSON.stringify([STYLE, [...new Set(elements)].sort()]);
  return createHash('sha256').update(shape).digest('hex').slice(0, 16);
}

const VISIBLE = `[...document.querySelectorAll('article')].filter((e) => e.checkVisibility()).length`;

async function look(browser: Browser, url: string): Promise<Outcome> {
  const resize = (width: number): Promise<unknown> =>
    browser.send('Emulation.setDeviceMetricsOverride', {
      width,
      height: 800,
      deviceScaleFactor: 1,
      mobile: false,
    });
  const media = (type: string, scheme: string): Promise<unknown> =>
    browser.send('Emulation.setEmulatedMedia', {
      media: type,
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  // The page must need none.
  await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
  await resize(1200);
  await media('screen', 'light');
  browser.requests.length = 0;
  await browser.go(url);
  const requests = browser.requests.length;
  await browser.send('Emulation.setScriptExecutionDisabled', { value: false });

  const background = 'getComputedStyle(document.body).backgroundColor';
  const backgrounds: Record<string, string> = {};
  const overflows: Record<string, boolean> = {};
  for (const scheme of ['light', 'dark']) {
    await media('screen', scheme);
    backgrounds[scheme] = await browser.value(background);
  }
  await media('print', 'dark');
  backgrounds.print = await browser.value(background);
  await media('screen', 'light');
  for (const width of [320, 400, 800, 1200]) {
    await resize(width);
    overflows[width] = await browser.value('document.documentElement.scrollWidth > innerWidth');
  }

  const articles: number[] = [await browser.value(VISIBLE)];
  const click = (id: string): Promise<unknown> =>
    browser.value(`document.getElementById('${id}').click()`);
  await click('show-critical');
  articles.push(await browser.value(VISIBLE));
  await click('show-critical');
  await click('only-failing');
  articles.push(await browser.value(VISIBLE));
  await click('only-failing');
  await click('show-critical');
  await media('print', 'light');
  articles.push(await browser.value(VISIBLE));
  const foldedOnPaper = await browser.value<boolean>(
    `[...document.querySelectorAll('details li')].some((e) => !e.checkVisibility({ contentVisibilityAuto: true }) || e.getBoundingClientRect().height === 0)`,
  );
  await media('screen', 'light');
  await click('show-critical');

  const focus: string[] = [];
  for (let i = 0; i < 3; i++) {
    for (const type of ['keyDown', 'keyUp']) {
      await browser.send('Input.dispatchKeyEvent', {
        type,
        key: 'Tab',
        code: 'Tab',
        windowsVirtualKeyCode: 9,
      });
    }
    focus.push(
      await browser.value(
        `document.activeElement.textContent.trim().slice(0, 30) + (getComputedStyle(document.activeElement).outlineStyle === 'none' ? ' (unseen)' : '')`,
      ),
    );
  }

  const { nodes } = (await browser.send('Accessibility.getFullAXTree')) as {
    nodes: readonly {
      nodeId: string;
      childIds?: readonly string[];
      ignored: boolean;
      role?: { value: string };
      name?: { value: string };
      properties?: readonly { name: string; value: { value: unknown } }[];
    }[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  // In the order of the page.
  const ordered: (typeof nodes)[number][] = [];
  const visit = (id: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    ordered.push(node);
    node.childIds?.forEach(visit);
  };
  visit(nodes[0]!.nodeId);
  const seen = ordered
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties }) => ({
      role: role?.value ?? '',
      name: name?.value.trim() ?? '',
      level: properties?.find((property) => property.name === 'level')?.value.value,
    }));
  const LANDMARKS = ['banner', 'navigation', 'main', 'contentinfo'];
  return {
    of: shapeOf(page),
    requests,
    complaints: browser.complaints,
    landmarks: seen.filter(({ role }) => LANDMARKS.includes(role)).map(({ role }) => role),
    headings: seen
      .filter(({ role }) => role === 'heading')
      .map(({ level, name }) => `${String(level)} ${name.slice(0, 24)}`),
    unnamed: seen
      .filter(
        ({ role, name }) =>
          ['link', 'image', 'img', 'checkbox', 'region', 'article', 'table'].includes(role) &&
          name === '',
      )
      .map(({ role }) => role),
    columnHeaders: seen.filter(({ role }) => role === 'columnheader').length,
    overflows,
    backgrounds,
    articles,
    focus,
    foldedOnPaper,
  };
}

describe('the HTML report in a browser', () => {
  let outcome: Outcome;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'html-'));
    if (chromium === undefined) {
      process.stdout.write(
        'Chromium is not installed: what it made of the page when that was recorded is looked at.\n',
      );
      outcome = recorded;
      return;
    }
    writeFileSync(join(folder, 'report.html'), page);
    const browser = await Browser.open(chromium);
    try {
      outcome = await look(browser, pathToFileURL(join(folder, 'report.html')).href);
    } finally {
      await browser.close();
    }
    if (process.env.RECORD_BROWSER === '1') {
      writeFileSync(RECORDED, `${JSON.stringify(outcome, undefined, 2)}\n`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the page that was recorded (else record it anew: scripts/record-browser.mjs)', () => {
    expect(recorded.of).toBe(shapeOf(page));
  });

  it('asks for nothing but itself and is blocked from nothing', () => {
    expect(outcome.requests).toBe(1);
    expect(outcome.complaints).toEqual([]);
  });

  it('has landmarks, and headings that skip no level', () => {
    expect(outcome.landmarks).toEqual(['banner', 'navigation', 'main', 'contentinfo']);
    const levels = outcome.headings.map((heading) => Number(heading[0]));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.slice(1).forEach((level, index) => {
      expect(level - levels[index]!).toBeLessThanOrEqual(1);
    });
    expect(outcome.headings.join('\n')).toMatch(/2 Trend[^]*2 New findings[^]*3 1\.[^]*4 Fix/);
  });

  it('names everything that a screen reader stops at', () => {
    expect(outcome.unnamed).toEqual([]);
    expect(outcome.columnHeaders).toBeGreaterThanOrEqual(5 + 8);
  });

  it('follows light and dark, is light on paper, and fits a phone', () => {
    expect(outcome.backgrounds).toEqual({
      light: 'rgb(255, 255, 255)',
      dark: 'rgb(13, 17, 23)',
      print: 'rgb(255, 255, 255)',
    });
    expect(Object.values(outcome.overflows)).toEqual([false, false, false, false]);
  });

  it('filters without a script, and prints everything', () => {
    expect(outcome.articles).toEqual([2, 1, 1, 2]);
    expect(outcome.foldedOnPaper).toBe(false);
  });

  it('is used with the keyboard from its top', () => {
    expect(outcome.focus).toEqual(['Skip to the findings', 'Trend', 'Findings']);
  });
});
