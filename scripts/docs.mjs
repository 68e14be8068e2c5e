// Writes the generated parts of the documents: everything between
//   <!-- generated:NAME --> and <!-- /generated -->
// With --check it writes nothing and fails when a part is out of date.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { importFromSource } from './lib/engine.mjs';
import { templateParts } from './lib/template-docs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

const {
  RULES,
  SEVERITY_TABLE,
  PLATFORMS,
  PROVIDERS,
  MODULE_GROUPS,
  ROLES,
  HOST_KINDS,
  TOOLS,
  HELP,
  COMPOSE,
  MERGE_RULES,
  DEFAULT_NAMES,
  OVERRIDE_NAMES,
  DOCKERFILE,
  KUBERNETES,
  KUSTOMIZE,
  HELM,
  ROUTE_KINDS,
  CLASSES,
  MARKS,
  SOURCE_ANNOTATIONS,
  FUNCTIONS,
} = await importFromSource(
  `export { RULES } from './rules/index.js';
   export { SEVERITY_TABLE } from './exposure/severity.js';
   export { PLATFORMS } from './platforms/index.js';
   export { PROVIDERS } from './platforms/terraform/providers/index.js';
   export { MODULE_GROUPS } from './platforms/ansible/execute.js';
   export { ROLES } from './platforms/ansible/known-roles.js';
   export { HOST_KINDS } from './platforms/host/kinds.js';
   export { TOOLS } from './platforms/host/cloud-commands.js';
   export { HELP } from './cli/help.js';
   export { MEANING as COMPOSE } from './platforms/compose/meaning.js';
   export { RULES as MERGE_RULES } from './platforms/compose/merge.js';
   export { DEFAULT_NAMES, OVERRIDE_NAMES } from './platforms/compose/discover.js';
   export { MEANING as DOCKERFILE } from './platforms/dockerfile/meaning.js';
   export { MEANING as KUBERNETES } from './platforms/kubernetes/meaning.js';
   export { MEANING as KUSTOMIZE } from './platforms/kubernetes/kustomize/meaning.js';
   export { MEANING as HELM } from './platforms/kubernetes/helm/meaning.js';
   export { ROUTE_KINDS } from './platforms/kubernetes/routes.js';
   export { CLASSES, MARKS } from './platforms/kubernetes/load-balancer-marks.js';
   export { SOURCE_ANNOTATIONS } from './platforms/kubernetes/load-balancer.js';
   export { FUNCTIONS } from './syntax/gotemplate/functions/index.js';`,
);

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
/** A table cell of text that may hold line ends and bars. */
const cell = (text) => String(text).trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
const named = (things) =>
  table(
    ['name', 'meaning'],
    Object.entries(things).map(([name, { description }]) => [`\`${name}\``, cell(description)]),
  );

const code = (names) => names.map((name) => `\`${name}\``).join(', ');
/** How Compose merges, by the names of the rules in the code. */
const MERGED = {
  replace: 'the later one counts, also an empty one',
  'by-key': 'by their keys, lists of `KEY=value` as well',
  sequence: 'as lists, a single value as a list of one',
  networks: 'by their names, lists of names as well',
  build: 'as mappings, a path as its `context`',
};

const parts = {
  ...templateParts(table),
  inputs: () => named(action.inputs),
  outputs: () => named(action.outputs),
  rules: (folder) =>
    table(
      ['rule', 'name', 'default', 'says'],
      RULES.map(({ meta }) => [
        `[${meta.id}](${folder}${meta.id}.md)`,
        meta.name,
        meta.defaultSeverity,
        meta.description,
      ]),
    ),
  severity: () =>
    table(
      ['reached by', 'memcached itself', 'a wide opening that contains its port'],
      SEVERITY_TABLE.map(({ when, named, broad, worse }) => [
        worse === undefined ? when : `${when}; ${worse}`,
        named,
        broad,
      ]),
    ),
  platforms: () =>
    PLATFORMS.map(({ name, title }) =>
      existsSync(join(root, `docs/platforms/${name}.md`))
        ? `- [${title}](docs/platforms/${name}.md)`
        : `- ${title}`,
    ).join('\n'),
  terraform: () =>
    PROVIDERS.map(({ name, resources, modules }) =>
      [
        `### ${name}`,
        table(
          ['resource or module', 'judged by'],
          [...resources, ...modules].flatMap(({ meaning }) =>
            meaning.map((row) => [cell(row.of), cell(row.judged)]),
          ),
        ),
      ].join('\n\n'),
    ).join('\n\n'),
  ansible: () =>
    table(
      ['modules', 'judged by'],
      MODULE_GROUPS.map(({ names, judged }) => [
        names.map((name) => `\`${name}\``).join(', '),
        cell(judged),
      ]),
    ),
  ansibleroles: () =>
    table(
      ['role', 'listen address', 'without it'],
      ROLES.map(({ title, listen, fallback }) => [
        `\`${title}\``,
        `\`${listen}\``,
        fallback === undefined ? 'everywhere' : `\`${fallback}\``,
      ]),
    ),
  hostfiles: () =>
    table(
      ['files', 'what is read'],
      Object.values(HOST_KINDS).map(({ files, judged }) => [cell(files), cell(judged)]),
    ),
  cloudtools: () =>
    table(
      ['command', 'opens'],
      TOOLS.map(({ command, mechanism }) => [
        // `create|update`: both are read; an empty spelling may be left out.
        cell(
          `\`${command
            .filter((word) => !word.endsWith('|'))
            .join(' ')
            .replaceAll('|', '` or `')}\``,
        ),
        mechanism.replaceAll('-', ' '),
      ]),
    ),
  compose: () =>
    [
      table(['what is read', 'how'], COMPOSE),
      `The file of a folder is the first of ${code(DEFAULT_NAMES)}; over it lies the first of ${code(OVERRIDE_NAMES)}.`,
      'Where a later file says something about a key that an earlier one has, mappings are merged, sequences appended and everything else replaced, but for these keys:',
      table(
        ['keys of a service', 'merged'],
        Object.entries(MERGED).map(([rule, how]) => [
          code(
            [...MERGE_RULES]
              .filter(([, one]) => one === rule)
              .map(([path]) => path.replace(/^services\.\*\./, '')),
          ),
          how,
        ]),
      ),
    ].join('\n\n'),
  dockerfile: () => table(['what is read', 'how'], DOCKERFILE),
  kubernetes: () =>
    [
      table(
        ['way in', 'judged by'],
        [...KUBERNETES, ...ROUTE_KINDS.map(({ kinds, judged }) => [code(kinds), cell(judged)])],
      ),
      'These annotations make a load balancer internal or public:',
      table(
        ['cloud', 'annotations'],
        [...new Set(MARKS.map(({ cloud }) => cloud))].map((cloud) => [
          cloud,
          code(MARKS.filter((mark) => mark.cloud === cloud).map(({ key }) => key)),
        ]),
      ),
      `Classes that are internal unless an annotation says otherwise: ${code(
        Object.keys(CLASSES).filter((name) => CLASSES[name] === 'internal'),
      )}. Besides \`loadBalancerSourceRanges\`, these annotations list who may come in: ${code(SOURCE_ANNOTATIONS)}.`,
    ].join('\n\n'),
  kustomize: () => table(['field', 'how'], KUSTOMIZE),
  helm: () =>
    [
      table(['part', 'how'], HELM),
      `Functions, besides \`and\`, \`or\`, \`include\`, \`template\`, \`tpl\` and \`fail\`: ${code([...FUNCTIONS.keys()].sort())}.`,
    ].join('\n\n'),
  help: () => ['```', HELP.trimEnd(), '```'].join('\n'),
};

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
let stale = 0;
for (const path of documents) {
  const before = readFileSync(join(root, path), 'utf8');
  const folder =
    path === 'README.md' ? 'docs/rules/' : path.startsWith('docs/rules/') ? '' : 'rules/';
  const replaced = before.replace(
    /(<!-- generated:([a-z]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, start, name, end) => {
      if (parts[name] === undefined) throw new Error(`${path} wants "${name}", which is not made.`);
      return `${start}\n${parts[name](folder)}\n\n${end}`;
    },
  );
  const after = await format(replaced, {
    ...(await resolveConfig(join(root, path))),
    filepath: join(root, path),
  });
  if (after === before) continue;
  stale++;
  if (check) console.error(`${path} is out of date; run "npm run docs" and commit it.`);
  else {
    writeFileSync(join(root, path), after);
    console.log(`${path} written`);
  }
}
if (check && stale > 0) process.exit(1);
console.log(
  `${documents.length} documents looked at, ${stale} ${check ? 'out of date' : 'written'}.`,
);
