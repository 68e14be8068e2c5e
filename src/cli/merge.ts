import { mergeReports } from '../report/merge.js';
import { readReport, ReportError } from '../report/read.js';
import type { MergeArguments } from './arguments.js';
import { COULD_NOT_RUN, FOUND, PASSED, type Surroundings } from './surroundings.js';
import { writeReport } from './write.js';

/**
 * Joins JSON reports. The exit status is the worst of theirs.
 * @throws ReportError for a file that is no report
 */
export async function merge(given: MergeArguments, surroundings: Surroundings): Promise<number> {
  const parts = given.reports.map((path) => {
    let text: string;
    try {
      text = surroundings.readText(path);
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
    const report = readReport(text, path);
    return { report, prefix: given.shards ? '' : folderName(report.root) };
  });
  const merged = mergeReports(parts);
  const written = await writeReport(merged, { ...given, quiet: false }, surroundings);
  if (!written || merged.conclusion === 'could-not-run') return COULD_NOT_RUN;
  return merged.conclusion === 'failed' ? FOUND : PASSED;
}

/** A root as the folder that its files are put under. */
function folderName(root: string): string {
  return root
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}
