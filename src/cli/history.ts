import { trendJson, trendMarkdown, trendText } from '../history/text.js';
import { dateIn, trendOf, type Run } from '../history/trend.js';
import { readReport, ReportError } from '../report/read.js';
import { UsageError } from './option-values.js';
import { type HistoryArguments } from './verb-arguments.js';
import { PASSED, type Surroundings } from './surroundings.js';

/** What the reports of earlier runs tell together. @throws UsageError, ReportError */
export function runHistory(given: HistoryArguments, surroundings: Surroundings): typeof PASSED {
  const runs = given.reports.map((word): Run => {
    const named = /^(\d{4}-\d{2}-\d{2}[^=]*)=(.+)$/.exec(word);
    const path = named?.[2] ?? word;
    const date = dateIn(named?.[1] ?? path.slice(path.lastIndexOf('/') + 1)) ?? dateIn(path);
    if (date === undefined) {
      throw new UsageError(
        `When ${path} was made is not known: have a date in its name (audit-2026-01-31.json), or write 2026-01-31=${path}.`,
      );
    }
    let text: string;
    try {
      text = surroundings.readText(path);
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
    return { date, report: readReport(text, path) };
  });
  const trend = trendOf(runs, given.least);
  const text = { text: trendText, json: trendJson, markdown: trendMarkdown }[given.format](trend);
  if (given.file === undefined) surroundings.out(text);
  else surroundings.writeText(given.file, text);
  return PASSED;
}
