import type { BaseChoice } from '../check.js';
import type { Decision } from './decide.js';
import { planComment, writeComment, type CommentPlan } from './comment.js';
import { parseRepository } from '../github/client.js';
import type { TriggerEvent } from './event.js';
import { unknownInputs } from './inputs.js';
import type { Output } from './output.js';
import { renderCommands } from '../report/commands.js';
import { renderJson } from '../report/json.js';
import { renderSummary, type CommentOptions } from '../report/markdown.js';
import type { Report } from '../report/model.js';
import { renderSarif } from '../report/sarif.js';
import { wasCompared } from '../report/select.js';
import { renderText } from '../report/text.js';

/** More findings than this get one line each in the log; the summary has them whole. */
const MOST_IN_LOG = 100;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Tells everybody the verdict: the log, annotations, files, the summary, outputs, a comment. Each of
 * them may fail by itself.
 */
export async function publish(
  decision: Decision,
  event: TriggerEvent,
  environment: Environment,
  output: Output,
): Promise<void> {
  const { report, inputs } = decision;
  for (const warning of unknownInputs(environment)) output.annotate('warning', warning);
  const { base } = decision;
  if (base?.unavailable !== undefined) output.annotate('warning', notCompared(base));
  output.attempt('The log', () =>
    output.log(renderText(report, { brief: report.findings.length > MOST_IN_LOG })),
  );
  const files = writeFiles(decision, output);
  if (event.problem !== undefined) output.debug(event.problem);
  const page = pageLinks(event, inputs?.folder ?? '', environment);
  const repository = environment.GITHUB_REPOSITORY ?? '';
  const plan = planComment(report, inputs, event, repository, page);
  if (report.conclusion === 'nothing-to-scan') {
    output.annotate('notice', `${report.reasons.join(' ')} ${NOTHING_ADVICE}`);
  }
  output.attempt('The annotations', () => {
    const reserved = { ...output.printed };
    if (plan.kind === 'write' || plan.asked) reserved[levelOf(plan)] += 1;
    output.commands(renderCommands(report, { prefix: inputs?.folder ?? '', reserved }));
  });
  await output.summary(() => renderSummary(report, page));
  setOutputs(report, files, output);
  output.set('comment-url', await comment(plan, output));
}

/** A comparison that should be and is not: the change is judged more strictly, its policy less. */
function notCompared({ label, unavailable, policyFrom }: BaseChoice): string {
  const policy =
    policyFrom === 'base'
      ? ' The configuration, the suppressions and the baseline of what is checked out count.'
      : '';
  return `Not compared with ${label}, so all findings count.${policy} ${unavailable}`;
}

const NOTHING_ADVICE =
  'If there should be some, check that the repository is checked out before this step and that the inputs "path" and "exclude" do not leave it out.';

/** What the summary and the comment link to: the scanned lines and the page of the run. */
function pageLinks(
  event: TriggerEvent,
  folder: string,
  environment: Environment,
): Pick<CommentOptions, 'link' | 'summaryUrl'> {
  const repository = environment.GITHUB_REPOSITORY ?? '';
  const serverUrl = (environment.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/$/, '');
  const run = environment.GITHUB_RUN_ID ?? '';
  return {
    ...(event.tree === undefined
      ? {}
      : { link: { serverUrl, repository, sha: event.tree, prefix: folder } }),
    ...(parseRepository(repository) === undefined || !/^[0-9]+$/.test(run)
      ? {}
      : { summaryUrl: `${serverUrl}/${repository}/actions/runs/${run}` }),
  };
}

/** Written files by output name, relative to the workspace; '' for what was not written. */
type Files = Readonly<Record<'sarif-file' | 'report-file', string>>;

function writeFiles({ report, inputs, workspace }: Decision, output: Output): Files {
  const write = (path: string | undefined, render: () => string): string =>
    path === undefined || workspace === undefined
      ? ''
      : (output.attempt(`The file ${path}`, () => workspace.write(path, render())) ?? '');
  return {
    'sarif-file': write(inputs?.sarifFile, () =>
      renderSarif(report, { prefix: inputs?.folder ?? '' }),
    ),
    'report-file': write(inputs?.reportFile, () => renderJson(report)),
  };
}

function setOutputs(report: Report, files: Files, output: Output): void {
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  output.set('conclusion', report.conclusion);
  output.set('findings-count', counted.length);
  const compared = wasCompared(report);
  output.set(
    'new-findings-count',
    compared ? counted.filter(({ state }) => state === 'new').length : '',
  );
  output.set('fixed-findings-count', compared ? report.fixed.length : '');
  output.set('highest-severity', counted[0]?.severity ?? 'none');
  output.set('sarif-file', files['sarif-file']);
  output.set('report-file', files['report-file']);
}

/** The address of the comment; '' when there is none. */
async function comment(plan: CommentPlan, output: Output): Promise<string> {
  if (plan.kind === 'none') {
    if (plan.asked) output.annotate(levelOf(plan), `There is no comment. ${plan.why}`);
    else output.debug(`There is no comment. ${plan.why}`);
    return '';
  }
  const { outcome, advice, unmissed } = await writeComment(plan);
  if (advice !== undefined && unmissed === true) output.debug(advice);
  else if (advice !== undefined) output.annotate(levelOf(plan), advice);
  if (outcome !== undefined) output.debug(`Comment: ${outcome.did} ${outcome.url}`);
  return outcome?.url ?? '';
}

/** A comment that was asked for and is not there is worth a warning, except where none can be. */
function levelOf(plan: CommentPlan): 'warning' | 'notice' {
  const asked = plan.kind === 'none' ? plan.asked : plan.asked && !plan.readOnly;
  return asked ? 'warning' : 'notice';
}
