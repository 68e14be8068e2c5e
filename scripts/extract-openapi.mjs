// Cuts the operations that the tests' stand-in for GitHub answers out of GitHub's OpenAPI description.
//
//   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
//   node scripts/extract-openapi.mjs package/generated/api.github.com.json
//
// Writes __tests__/action/fake-github/openapi-subset.json: the named operations with everything they
// refer to. Prose and examples are left out, everything that decides whether a message is valid stays.
import { readFileSync, writeFileSync } from 'node:fs';

const OPERATIONS = [
  'issues/create',
  'issues/list-for-repo',
  'issues/update',
  'issues/list-comments',
  'issues/create-comment',
  'issues/get-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'pulls/create-review',
  'pulls/create-review-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-reviews',
  'rate-limit/get',
  'repos/get',
  'users/get-authenticated',
];
const PROSE = new Set(['description', 'example', 'examples', 'summary', 'externalDocs', 'tags']);
const TARGET = new URL('../__tests__/action/fake-github/openapi-subset.json', import.meta.url);

const source = process.argv[2];
if (source === undefined) {
  console.error('Name the file api.github.com.json of the package @octokit/openapi.');
  process.exit(2);
}
const description = JSON.parse(readFileSync(source, 'utf8'));

const paths = {};
const found = new Set();
for (const [path, item] of Object.entries(description.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    if (!OPERATIONS.includes(operation.operationId)) continue;
    found.add(operation.operationId);
    const { operationId, parameters, requestBody, responses } = operation;
    paths[path] = {
      ...paths[path],
      [method]: withoutProse({ operationId, parameters, requestBody, responses }),
    };
  }
}
const missing = OPERATIONS.filter((id) => !found.has(id));
if (missing.length > 0) throw new Error(`The description has no operation ${missing.join(', ')}.`);

const components = {};
const pending = [paths];
while (pending.length > 0) {
  for (const pointer of references(pending.pop())) {
    const [kind, name] = pointer.replace('#/components/', '').split('/');
    if (components[kind]?.[name] !== undefined) continue;
    const component = withoutProse(description.components[kind][name]);
    components[kind] = { ...components[kind], [name]: component };
    pending.push(component);
  }
}

const subset = {
  openapi: description.openapi,
  info: { title: description.info.title, version: description.info.version },
  paths: sorted(paths),
  components: Object.fromEntries(
    Object.entries(sorted(components)).map(([kind, entries]) => [kind, sorted(entries)]),
  ),
};
writeFileSync(TARGET, `${JSON.stringify(subset)}\n`);
console.log(`${found.size} operations, ${Object.keys(components.schemas).length} schemas`);

function references(value, into = new Set()) {
  if (value === null || typeof value !== 'object') return into;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref') into.add(inner);
    else references(inner, into);
  }
  return into;
}

/** Drops descriptions and examples, but not a property that happens to be called `description`. */
function withoutProse(value, namesOfProperties = false) {
  if (Array.isArray(value)) return value.map((inner) => withoutProse(inner));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => namesOfProperties || (!PROSE.has(key) && !key.startsWith('x-')))
      .map(([key, inner]) => [
        key,
        withoutProse(inner, key === 'properties' && !namesOfProperties),
      ]),
  );
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
