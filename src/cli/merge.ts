import { looksLikeSarif, mergeSarif } from '../report/merge-sarif.js';
import { judgedAnew, mergeReports, withMissing } from '../report/merge.js';
import { readReport, ReportError } from '../report/read.js';
import type { MergeArguments } from './verb-arguments.js';
import { COULD_NOT_RUN, FOUND, PASSED, type Surroundings } from './surroundings.js';
import { writeReport } from './write.js';

/**
 * Joins JSON reports. The exit status is the worst of theirs.
 * @throws ReportError for a file that is no report
 */
export async function merge(given: MergeArguments, surroundings: Surroundings): Promise<number> {
  const texts = given.reports.map((path) => {
    try {
      return { path, text: surroundings.readText(path) };
    } catch {
      throw new ReportError(`The report ${path} cannot be read.`);
    }
  });
  const logs = texts.filter(({ text }) => looksLikeSarif(text));
  if (logs.length === texts.length) return mergeLogs(given, logs, surroundings);
  if (logs.length > 0) {
    throw new ReportError(
      `${logs[0]!.path} is a SARIF log and others are JSON reports; merge each kind by itself.`,
    );
  }
  const parts = texts.map(({ path, text }) => {
    const report = readReport(text, path);
    return { report, prefix: given.shards ? '' : folderName(report.root) };
  });
  const joined = mergeReports(parts);
  const expected = given.expected === undefined ? [] : namesIn(given.expected, surroundings);
  const merged = withMissing(
    given.failOn === undefined ? joined : judgedAnew(joined, given.failOn),
    expected.filter((name) => !parts.some(({ prefix }) => prefix === folderName(name))),
  );
  const written = await writeReport(merged, { ...given, quiet: false }, surroundings);
  if (!written || merged.conclusion === 'could-not-run') return COULD_NOT_RUN;
  return merged.conclusion === 'failed' ? FOUND : PASSED;
}

function namesIn(path: string, surroundings: Surroundings): string[] {
  try {
    return surroundings
      .readText(path)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch {
    throw new ReportError(`The list ${path} cannot be read.`);
  }
}

/** SARIF logs become one SARIF log; nothing else can be made of them. */
function mergeLogs(
  given: MergeArguments,
  logs: readonly { readonly path: string; readonly text: string }[],
  surroundings: Surroundings,
): number {
  const [output, ...more] = given.outputs;
  if (more.length > 0 || (given.formatGiven && output!.format !== 'sarif')) {
    throw new ReportError('SARIF logs are merged into one SARIF log; leave --format out.');
  }
  const { text, incomplete, failed } = mergeSarif(
    logs.map(({ path, text: log }) => ({
      name: path,
      text: log,
      prefix: given.shards ? '' : folderName(path.replace(/\.sarif(?:\.json)?$|\.json$/, '')),
    })),
  );
  if (output!.file === undefined) surroundings.out(text);
  else surroundings.writeText(output!.file, text);
  if (incomplete) return COULD_NOT_RUN;
  return failed ? FOUND : PASSED;
}

/** A root as the folder that its files are put under. */
function folderName(root: string): string {
  return root
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}
