// A stand-in for GitHub's command line as the recipe for organisations uses it. What it knows lies as JSON in the
// folder FAKE_GH: pages.json (pages of repositories), failures.json (how often listing fails, and after how many
// pages), rate.json, artifacts.json, runs/ID/ (files of artifacts), issues.json. Each call is noted in calls.txt.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const state = process.env.FAKE_GH;
const words = process.argv.slice(2);
appendFileSync(join(state, 'calls.txt'), `${words.slice(0, 3).join(' ')}\n`);
const read = (name, otherwise) => {
  const path = join(state, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : otherwise;
};
const option = (name) => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};
const fail = (message) => {
  console.error(`gh: ${message}`);
  process.exit(1);
};

/** What the expressions of the recipe mean, for machines without jq. A test holds them against jq. */
export const MEANINGS = [
  [
    /^\.\[\] \| select\(\.archived or \.fork or \.disabled or \.size == 0 \| not\) \| \.full_name$/,
    (all) =>
      all
        .filter(
          ({ archived, fork, disabled, size }) => !(archived || fork || disabled || size === 0),
        )
        .map(({ full_name }) => full_name),
  ],
  [
    /^\.resources\.core \| if \.remaining == 0 then \.reset else 0 end$/,
    ({ resources: { core } }) => [core.remaining === 0 ? core.reset : 0],
  ],
  [
    /^\.artifacts\[\] \| select\(\.expired \| not\) \| select\(\.workflow_run\.id != (\d+)\) \| \.workflow_run\.id$/,
    ({ artifacts }, [, run]) =>
      artifacts
        .filter(({ expired, workflow_run }) => !expired && workflow_run.id !== Number(run))
        .map(({ workflow_run }) => workflow_run.id),
  ],
  [
    /^map\(select\(\.title == "([^"]*)"\)\) \| first \| \.number \/\/ empty$/,
    (issues, [, title]) =>
      issues
        .filter((each) => each.title === title)
        .slice(0, 1)
        .map(({ number }) => number),
  ],
];

function query(expression, value) {
  if (process.env.FAKE_GH_JQ === 'yes') {
    const done = spawnSync('jq', ['-r', expression], {
      input: JSON.stringify(value),
      encoding: 'utf8',
    });
    if (done.status !== 0) fail(`jq: ${done.stderr}`);
    return done.stdout;
  }
  for (const [pattern, meaning] of MEANINGS) {
    const match = pattern.exec(expression);
    if (match !== null)
      return meaning(value, match)
        .map((each) => `${each}\n`)
        .join('');
  }
  return fail(`no meaning is known for ${expression}`);
}

function api() {
  const path = words.find((word, i) => i > 0 && !word.startsWith('-') && words[i - 1] !== '--jq');
  const expression = option('--jq');
  if (process.env.GH_TOKEN === undefined || process.env.GH_TOKEN === '') fail('no token');
  if (path === 'rate_limit') return process.stdout.write(query(expression, read('rate.json')));
  if (/^orgs\/[^/]+\/repos\?/.test(path)) {
    if (!words.includes('--paginate')) fail('only the first page would be read');
    const failures = read('failures.json', { times: 0, after: 0 });
    const pages = read('pages.json');
    // Pages are written as they come, as the real one does.
    for (const [i, page] of pages.entries()) {
      if (failures.times > 0 && i >= failures.after) {
        writeFileSync(
          join(state, 'failures.json'),
          JSON.stringify({ ...failures, times: failures.times - 1 }),
        );
        fail('HTTP 403: API rate limit exceeded');
      }
      process.stdout.write(query(expression, page));
    }
    return undefined;
  }
  if (/^repos\/[^/]+\/[^/]+\/actions\/artifacts\?/.test(path)) {
    return process.stdout.write(query(expression, read('artifacts.json')));
  }
  return fail(`HTTP 404: ${path}`);
}

function download() {
  const from = join(state, 'runs', words[2]);
  if (!existsSync(from)) fail('no valid artifacts found to download');
  cpSync(from, option('--dir'), { recursive: true });
}

function issue() {
  const issues = read('issues.json', []);
  const save = () => writeFileSync(join(state, 'issues.json'), JSON.stringify(issues));
  const body =
    option('--body-file') === undefined ? undefined : readFileSync(option('--body-file'), 'utf8');
  if (words[1] === 'list') return process.stdout.write(query(option('--jq'), issues));
  if (words[1] === 'create') {
    issues.push({ number: issues.length + 1, title: option('--title'), body, state: 'open' });
    return save();
  }
  const found = issues.find(({ number }) => number === Number(words[2]));
  if (found === undefined) return fail('no such issue');
  if (words[1] === 'edit') found.body = body;
  if (words[1] === 'reopen') {
    if (found.state === 'open') return fail('issue is already open');
    found.state = 'open';
  }
  return save();
}

if (process.argv[1]?.endsWith('gh.mjs')) {
  if (words[0] === 'api') api();
  else if (words[0] === 'run' && words[1] === 'download') download();
  else if (words[0] === 'issue') issue();
  else fail(`unknown command ${words.join(' ')}`);
}
