import type { BaseChoice } from '../check/options.js';
import { keepAudit, whyNoAudit } from './audit.js';
import type { Decision } from './decide.js';
import { planComment, writeComment, type CommentPlan } from './comment.js';
import { parseRepository } from '../github/client.js';
import type { TriggerEvent } from './event.js';
import { unknownInputs } from './inputs.js';
import type { Output } from './output.js';
import { makeSuggestions, planSuggestions, type SuggestionPlan } from './suggestions.js';
import { renderCommands } from '../report/commands.js';
import { renderHtml } from '../report/html.js';
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
  if (event.problem !== undefined) output.debug(event.problem);
  const page = pageLinks(event, inputs?.folder ?? '', environment);
  const files = writeFiles(decision, page, output);
  const repository = environment.GITHUB_REPOSITORY ?? '';
  const plan = planComment(report, inputs, event, repository, page);
  const suggestions = output.attempt('The suggestions', () =>
    planSuggestions(report, inputs, event, decision.base, repository, page.serverUrl),
  ) ?? { kind: 'none', why: 'They could not be prepared.' };
  const noAudit = whyNoAudit(report, inputs, event, repository);
  annotateProbes(report, output);
  if (report.conclusion === 'nothing-to-scan') {
    output.annotate('notice', `${report.reasons.join(' ')} ${NOTHING_ADVICE}`);
  }
  output.attempt('The annotations', () => {
    const reserved = { ...output.printed };
    if (plan.kind === 'write' || plan.asked) reserved[levelOf(plan)] += 1;
    if (suggestions.kind === 'suggest') reserved.notice += 1;
    if (inputs?.auditIssue === true) reserved.warning += 1;
    output.commands(renderCommands(report, { prefix: inputs?.folder ?? '', reserved }));
  });
  await output.summary(() => renderSummary(report, page));
  setOutputs(report, files, output);
  output.set('comment-url', await comment(plan, output));
  await review(suggestions, plan, output);
  output.set('issue-url', await audit(noAudit, decision, repository, page, output));
}

/** Hosts that answer, as errors; the others stand in the log and the summary. */
function annotateProbes({ probes }: Report, output: Output): void {
  for (const { target, outcome, answers } of probes ?? []) {
    const text = `${target}: ${answers.join(' ')}`;
    if (outcome === 'answers' && output.printed.error < MOST_PROBES) {
      output.annotate('error', `A probed host answers. ${text}`);
    } else output.log(`probe ${outcome}: ${text}\n`);
  }
}

/** The rest of the errors is for findings. */
const MOST_PROBES = 5;

/** A comparison that should be and is not: the change is judged more strictly, its policy less. */
function notCompared({ label, unavailable, policyFrom }: BaseChoice): string {
  const policy =
    policyFrom === 'base'
      ? ' Of the configuration of what is checked out only what makes the check stricter counts; its suppressions and its baseline do not.'
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
): Pick<CommentOptions, 'link' | 'summaryUrl'> & { readonly serverUrl: string } {
  const repository = environment.GITHUB_REPOSITORY ?? '';
  const serverUrl = (environment.GITHUB_SERVER_URL ?? 'https://github.com').replace(/\/$/, '');
  const run = environment.GITHUB_RUN_ID ?? '';
  return {
    serverUrl,
    ...(event.tree === undefined
      ? {}
      : { link: { serverUrl, repository, sha: event.tree, prefix: folder } }),
    ...(parseRepository(repository) === undefined || !/^[0-9]+$/.test(run)
      ? {}
      : { summaryUrl: `${serverUrl}/${repository}/actions/runs/${run}` }),
  };
}

/** Written files by output name, relative to the workspace; '' for what was not written. */
type Files = Readonly<Record<'sarif-file' | 'report-file' | 'html-file', string>>;

function writeFiles(
  { report, inputs, workspace }: Decision,
  { link }: Pick<CommentOptions, 'link'>,
  output: Output,
): Files {
  const write = (path: string | undefined, render: () => string): string =>
    path === undefined || workspace === undefined
      ? ''
      : (output.attempt(`The file ${path}`, () => workspace.write(path, render())) ?? '');
  return {
    'sarif-file': write(inputs?.sarifFile, () =>
      renderSarif(report, { prefix: inputs?.folder ?? '' }),
    ),
    'report-file': write(inputs?.reportFile, () => renderJson(report)),
    'html-file': write(inputs?.htmlFile, () =>
      renderHtml(report, link === undefined ? {} : { link }),
    ),
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
  output.set('html-file', files['html-file']);
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

/** The review with suggestions, of which nobody is told twice that the token cannot write. */
async function review(
  plan: SuggestionPlan,
  commentPlan: CommentPlan,
  output: Output,
): Promise<void> {
  if (plan.kind === 'none') {
    output.debug(`There are no suggestions. ${plan.why}`);
    return;
  }
  const { outcome, advice } = await makeSuggestions(plan);
  if (advice !== undefined && commentPlan.kind === 'write') output.debug(advice);
  else if (advice !== undefined) output.annotate('notice', advice);
  if (outcome === undefined) return;
  const { posted, known, onFiles, refused } = outcome;
  output.debug(
    `Suggestions: ${posted} made, ${known} made before, ${onFiles} on files, ${refused} refused.`,
  );
}

/** The address of the audit issue; '' when there is none. */
async function audit(
  why: string | undefined,
  { report, inputs }: Decision,
  repository: string,
  page: Pick<CommentOptions, 'link' | 'summaryUrl'>,
  output: Output,
): Promise<string> {
  if (why !== undefined || inputs === undefined) {
    if (inputs?.auditIssue === true) output.annotate('warning', `No audit issue is kept. ${why}`);
    return '';
  }
  const today = new Date().toISOString().slice(0, 10);
  const { outcome, advice } = await keepAudit(report, inputs, repository, page, today);
  if (advice !== undefined) output.annotate('warning', advice);
  if (outcome !== undefined) output.debug(`Audit issue: ${outcome.did} ${outcome.url}`);
  return outcome?.url ?? '';
}

/** A comment that was asked for and is not there is worth a warning, except where none can be. */
function levelOf(plan: CommentPlan): 'warning' | 'notice' {
  const asked = plan.kind === 'none' ? plan.asked : plan.asked && !plan.readOnly;
  return asked ? 'warning' : 'notice';
}
