import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import { SourceFile, type Location } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { itemsOf, stringOf, textOf, type Data } from '../../syntax/data.js';
import { readJson, type JsonDocument } from '../../syntax/json.js';
import type { Expression } from '../../syntax/bicep/index.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import { inTemplate, judgeDeclarations, type Alternative } from '../terraform/embedded.js';
import { originOf, scalar, UNKNOWN_TEXT } from '../terraform/values.js';
import { ArmTemplate, parametersIn } from './arm.js';
import { BicepModule, moduleFile, newDeployment, syntaxOf } from './bicep.js';
import { evaluate } from './expressions.js';
import { declarationsOf } from './resources.js';
import { type AzureResource } from './resource.js';
import { entryIn, property } from './values.js';
import { syntaxProblem } from '../unparsed.js';

const MOST_ALTERNATIVES = 40;

/** Modules of registries that are for something that could let traffic in to memcached. */
const COULD_OPEN =
  /memcache|security-?(?:group|rule)|nsg|firewall|container-?(?:group|instance|app)|load-?balancer|virtual-?machine/i;

type Inputs = ReadonlyMap<string, Data>;

/** A template that can be deployed with different values. */
interface Root {
  readonly file: SourceFile;
  readonly resources: (inputs: Inputs) => AzureResource[];
  /** What parameters without a default may be. */
  readonly choices: readonly { readonly name: string; readonly value: Data }[];
  /** Files of values for the parameters. */
  readonly given: readonly { readonly path: string; readonly inputs: Inputs }[];
}

/** Reads every Bicep file and ARM template that no other one deploys, each with what it deploys. */
export function translate({ files, tree }: PlatformInput): PlatformOutput {
  const problems = new Problems();
  const roots = [...armRoots(files, tree, problems), ...bicepRoots(files, tree, problems)];
  const facts: Fact[] = [];
  for (const root of roots) {
    const declarations = declarationsOf(root.resources(new Map()));
    if (declarations.length === 0) continue;
    const alternatives: Alternative[] = [];
    for (const { name, value } of root.choices) {
      if (alternatives.length >= MOST_ALTERNATIVES) break;
      alternatives.push({
        when: `the parameter \`${name}\` is \`${(textOf(value) ?? '').slice(0, 60)}\``,
        declarations: declarationsOf(root.resources(new Map([[name, value]]))),
      });
    }
    for (const { path, inputs } of root.given) {
      if (alternatives.length >= MOST_ALTERNATIVES) break;
      alternatives.push({
        when: `it is deployed with ${path}`,
        declarations: declarationsOf(root.resources(inputs)),
      });
    }
    const judged = judgeDeclarations('azure-templates', tree, declarations, alternatives);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, root.file.path)),
    );
    for (const problem of judged.problems) problems.add(problem);
  }
  return { facts, problems: problems.all };
}

/** Problems, each once. */
class Problems {
  readonly all: Problem[] = [];
  private readonly seen = new Set<string>();

  add(problem: Problem): void {
    const { file, startLine, startColumn } = problem.where;
    const key = `${file}:${startLine}:${startColumn} ${problem.message}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.all.push(problem);
  }

  notEvaluated(where: Location, name: string): void {
    this.add({
      kind: 'unresolved',
      where,
      message: `The template of \`${name.slice(0, 80)}\` is not in the repository, so that what it deploys was not evaluated.`,
    });
  }

  unparsed(file: SourceFile, where: Location, message: string): void {
    this.add(syntaxProblem(file, { where, message }));
  }
}

function armRoots(files: readonly SourceFile[], tree: Tree, problems: Problems): Root[] {
  const templates = new Map<string, { file: SourceFile; data: Data }>();
  const parameters: { file: SourceFile; data: Data }[] = [];
  for (const file of files) {
    if (!/\.jsonc?$/i.test(file.path)) continue;
    const { data: whole, errors } = readTemplate(file);
    for (const { where, message } of errors.slice(0, 3)) problems.unparsed(file, where, message);
    if (whole === undefined) continue;
    const data = unwrapped(whole);
    const schema = stringOf(entryIn(data, '$schema')?.value)?.toLowerCase() ?? '';
    if (schema.includes('deploymentparameters')) parameters.push({ file, data });
    else if (!isBuiltFromBicep(file, data, tree)) templates.set(file.path, { file, data });
  }
  const linked = new Set<string>();
  const elsewhere = {
    linked: (path: Data, from: SourceFile) => {
      const found = linkedTemplate(path, from, templates);
      if (found !== undefined) linked.add(found.file.path);
      return found;
    },
    missing: (where: Location, name: string) => problems.notEvaluated(where, name),
  };
  const resources = (template: { file: SourceFile; data: Data }, inputs: Inputs): AzureResource[] =>
    new ArmTemplate(template.file, template.data, inputs, elsewhere).resources();
  // Which templates are linked to shows when all have been followed.
  for (const template of templates.values()) resources(template, new Map());
  return [...templates.values()]
    .filter(({ file }) => !linked.has(file.path))
    .map((template) => ({
      file: template.file,
      resources: (inputs: Inputs) => resources(template, inputs),
      choices: armChoices(template.data),
      given: parameters
        .filter(({ file }) => isFor(file.path, template.file.path))
        .map(({ file, data }) => ({
          path: file.path,
          inputs: parametersIn(entryIn(data, 'parameters')?.value ?? data),
        })),
    }));
}

/** The template that an artifact of a blueprint or a template spec is made around. */
function unwrapped(data: Data): Data {
  if (entryIn(data, '$schema') !== undefined) return data;
  const inner =
    property(data, 'properties', 'template')?.value ??
    property(data, 'properties', 'mainTemplate')?.value;
  return inner?.type === 'map' && entryIn(inner, '$schema') !== undefined ? inner : data;
}

/** JSON in which texts may go over several lines, as Azure Resource Manager reads it. */
function readTemplate(file: SourceFile): JsonDocument {
  const document = readJson(file);
  if (document.errors.length === 0) return document;
  const masked = withoutLineEndsInTexts(file.text);
  return masked === file.text ? document : readJson(new MaskedFile(file, masked));
}

/** The text of another file, of the same length, whose places are those of the file. */
class MaskedFile extends SourceFile {
  constructor(
    private readonly original: SourceFile,
    text: string,
  ) {
    super(original.path, text);
  }

  override location(start: number, end: number = start, address?: string): Location {
    return this.original.location(start, end, address);
  }
}

function withoutLineEndsInTexts(text: string): string {
  let masked = '';
  let from = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') isInText = !isInText;
    else if (char === '\\' && isInText) at++;
    else if (char === '/' && !isInText && text[at + 1] === '/') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
    } else if (isInText && (char === '\n' || char === '\r' || char === '\t')) {
      masked += `${text.slice(from, at)} `;
      from = at + 1;
    }
  }
  return masked + text.slice(from);
}

/** What `bicep build` wrote beside its source says the same again. */
function isBuiltFromBicep(file: SourceFile, data: Data, tree: Tree): boolean {
  const generator = textOf(property(data, 'metadata', '_generator', 'name')?.value);
  return generator === 'bicep' && tree.has(file.path.replace(/\.jsonc?$/i, '.bicep'));
}

/** `main.parameters.json` and `main.prod.parameters.json` are for `main.json`, `main.bicep`. */
function isFor(parameters: string, template: string): boolean {
  const base = template.replace(/\.(jsonc?|bicep)$/i, '');
  return parameters.startsWith(`${base}.`) || parameters.startsWith(`${base}-`);
}

/** A template by its relative path, or by the end of an address in which the rest is not known. */
function linkedTemplate(
  path: Data,
  from: SourceFile,
  templates: ReadonlyMap<string, { file: SourceFile; data: Data }>,
): { file: SourceFile; data: Data } | undefined {
  const text = textOf(path) ?? originOf(path)?.partial?.text;
  if (text === undefined) return undefined;
  const plain = text
    .split(UNKNOWN_TEXT)
    .join('')
    .replace(/[?#].*$/s, '');
  if (textOf(path) !== undefined && !plain.includes('://')) {
    const beside = resolveInTree(from.folder, plain);
    return beside === undefined ? undefined : templates.get(beside);
  }
  const parts = plain.split('/').filter((part) => part !== '');
  for (let count = Math.min(parts.length, 4); count > 0; count--) {
    const end = parts.slice(-count).join('/');
    const found = [...templates.values()].filter(
      ({ file }) => file.path === end || file.path.endsWith(`/${end}`),
    );
    if (found.length === 1) return found[0];
    if (found.length > 1) return undefined;
  }
  return undefined;
}

function armChoices(data: Data): Root['choices'] {
  const parameters = entryIn(data, 'parameters')?.value;
  if (parameters?.type !== 'map') return [];
  return parameters.entries.flatMap(({ key, value }) => {
    if (entryIn(value, 'defaultValue') !== undefined) return [];
    return itemsOf(entryIn(value, 'allowedValues')?.value).map((allowed) => ({
      name: key.toLowerCase(),
      value: allowed,
    }));
  });
}

function bicepRoots(files: readonly SourceFile[], tree: Tree, problems: Problems): Root[] {
  const sources = files.filter((file) => /\.bicep$/i.test(file.path));
  const called = new Set<string>();
  for (const file of sources) {
    const { statements, errors } = syntaxOf(file);
    for (const { start, end, message } of errors.slice(0, 3))
      problems.unparsed(file, file.location(start, end), message);
    for (const statement of statements) {
      if (statement.kind !== 'module') continue;
      const path = moduleFile(file, statement.path);
      if (path !== undefined && path !== file.path) called.add(path);
    }
  }
  const parameters = files.filter((file) => /\.bicepparam$/i.test(file.path));
  const jsonParameters = files.filter((file) => /parameters[^/]*\.json$/i.test(file.path));
  const missing = (where: Location, name: string): void => {
    const line = tree.read(where.file)?.line(where.startLine) ?? name;
    if (COULD_OPEN.test(line)) problems.notEvaluated(where, name);
  };
  // Files that name each other in a circle would all be left out.
  const roots = sources.filter((file) => !called.has(file.path));
  return (roots.length === 0 ? sources.slice(0, 1) : roots).map((file) => ({
    file,
    resources: (inputs: Inputs) =>
      new BicepModule(file, withCase(inputs, file), newDeployment(tree, missing)).resources(),
    choices: bicepChoices(file),
    given: [
      ...parameters.flatMap((each) => {
        const { using, statements } = syntaxOf(each);
        if (using === undefined || moduleFile(each, using) !== file.path) return [];
        return [{ path: each.path, inputs: bicepInputs(each, statements) }];
      }),
      ...jsonParameters.flatMap((each) => {
        if (!isFor(each.path, file.path)) return [];
        const { data } = readJson(each);
        const given = entryIn(data, 'parameters')?.value;
        return given === undefined ? [] : [{ path: each.path, inputs: parametersIn(given) }];
      }),
    ],
  }));
}

/** Files of JSON name parameters in any case. */
function withCase(inputs: Inputs, file: SourceFile): Inputs {
  const named = new Map(inputs);
  for (const { kind, name } of syntaxOf(file).statements) {
    const value = kind === 'param' ? inputs.get(name.toLowerCase()) : undefined;
    if (value !== undefined && !named.has(name)) named.set(name, value);
  }
  return named;
}

function literal(expression: Expression, file: SourceFile): Data {
  return evaluate(expression, {
    locate: ({ start, end }) => file.location(start, end),
    name: () => undefined,
    call: () => undefined,
    budget: { left: 10_000 },
  });
}

function bicepInputs(
  file: SourceFile,
  statements: ReturnType<typeof syntaxOf>['statements'],
): Map<string, Data> {
  const inputs = new Map<string, Data>();
  for (const statement of statements) {
    if (statement.kind === 'param' && statement.value !== undefined)
      inputs.set(statement.name, literal(statement.value, file));
  }
  return inputs;
}

/** `@allowed([…])`, or a type that is a union of texts. */
function bicepChoices(file: SourceFile): Root['choices'] {
  return syntaxOf(file).statements.flatMap((statement) => {
    if (statement.kind !== 'param' || statement.value !== undefined) return [];
    const allowed = statement.decorators.flatMap((each) =>
      each.kind === 'call' && each.name === 'allowed' ? each.args : [],
    );
    const values = [
      ...allowed.flatMap((each) => itemsOf(literal(each, file))),
      ...statement.literals.map((each) => literal(each, file)),
    ];
    return values.flatMap((value) => {
      const text = textOf(value);
      return text === undefined
        ? []
        : [
            {
              name: statement.name,
              value: value.type === 'scalar' ? value : scalar(text, value.where),
            },
          ];
    });
  });
}
