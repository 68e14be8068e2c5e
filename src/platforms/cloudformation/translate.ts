import { append } from '../../append.js';
import { isUnresolved, type Fact, type Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { at, entry, itemsOf, textOf, type Data, type Entry } from '../../syntax/data.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import {
  bodyOf,
  inTemplate,
  judgeDeclarations,
  referenceTo,
  type Alternative,
  type Declaration,
} from '../terraform/embedded.js';
import {
  identity,
  originOf,
  scalar,
  unknown,
  UNKNOWN_TEXT,
  withBasis,
} from '../terraform/values.js';
import { Evaluator, type Resource } from './evaluate.js';
import { parameterValue } from './parameters.js';
import { declarationsOf, typeNamed } from './resources.js';
import { readTemplate, type Template } from './template.js';
import { syntaxProblem } from '../unparsed.js';

/** Values of parameters that are left open are tried one by one, up to so many. */
const MOST_ALTERNATIVES = 40;
const MOST_STACKS_DEEP = 8;
/** Stacks that are read at most, all together: a template can name itself many times. */
const MOST_STACKS = 500;

type Inputs = ReadonlyMap<string, Data>;

/** A template with the parameters it is deployed with. */
interface Stack {
  readonly template: Template;
  readonly inputs: Inputs;
  /** Values for parameters that have none, one by one; only for stacks that nothing deploys. */
  readonly isRoot: boolean;
}

const GROUP = /AWS::EC2::SecurityGroup["']?\s/;

/** Reads every template, each nested one with what its parent gives it. */
export function translate({ files, tree }: PlatformInput): PlatformOutput {
  const problems: Problem[] = [];
  const templates = new Map<string, Template>();
  for (const file of files) {
    const template = readTemplate(file);
    if (template === undefined) continue;
    templates.set(file.path, template);
    for (const error of template.errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
  }
  const nested = new Map<string, Stack[]>();
  const queue: { stack: Stack; depth: number }[] = [];
  for (const template of templates.values()) {
    queue.push({ stack: { template, inputs: new Map(), isRoot: true }, depth: 0 });
  }
  let budget = MOST_STACKS;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { stack, depth } = next;
    if (depth >= MOST_STACKS_DEEP) continue;
    for (const child of nestedStacks(stack, templates, problems)) {
      const path = child.template.file.path;
      if (path === stack.template.file.path || --budget < 0) continue;
      nested.set(path, [...(nested.get(path) ?? []), child]);
      queue.push({ stack: child, depth: depth + 1 });
    }
  }
  const hasGroups = [...templates.values()].some(({ file }) => GROUP.test(file.text));
  const facts: Fact[] = [];
  for (const [path, template] of templates) {
    const stacks = nested.get(path) ?? [{ template, inputs: new Map(), isRoot: true }];
    for (const stack of stacks) {
      const judged = judgeStack(stack, tree, hasGroups);
      append(
        facts,
        judged.facts.map((fact) => inTemplate(fact, path)),
      );
      append(problems, judged.problems);
    }
  }
  return { facts: unique(facts), problems };
}

/** The stacks that a stack deploys from templates of the tree. */
function nestedStacks(
  stack: Stack,
  templates: ReadonlyMap<string, Template>,
  problems: Problem[],
): Stack[] {
  if (!/AWS::(?:CloudFormation::Stack|Serverless::Application)/.test(stack.template.file.text))
    return [];
  return resourcesOf(stack.template, stack.inputs).flatMap((resource) => {
    const isServerless = resource.type === 'AWS::Serverless::Application';
    if (resource.type !== 'AWS::CloudFormation::Stack' && !isServerless) return [];
    const url = entry(resource.properties, isServerless ? 'Location' : 'TemplateURL');
    const template = url === undefined ? undefined : templateAt(url.value, stack, templates);
    if (template === undefined) {
      const where = url?.valueWhere ?? resource.where;
      const known = problems.some(
        (other) => other.where.file === where.file && other.where.startLine === where.startLine,
      );
      if (!known) {
        problems.push({
          kind: 'unresolved',
          where: { ...where, address: resource.id },
          message: `The template of the nested stack \`${resource.id}\` is not in the repository, so that what it deploys was not evaluated.`,
        });
      }
      return [];
    }
    const given = at(resource.properties, 'Parameters');
    const inputs = new Map<string, Data>();
    for (const each of given?.type === 'map' ? given.entries : []) {
      const parameter = template.parameters.get(each.key);
      if (parameter !== undefined) inputs.set(each.key, passed(each, parameter));
    }
    return [{ template, inputs, isRoot: false }];
  });
}

/** A value as the nested stack takes it; references lead to another template and are only unknown. */
function passed(given: Entry, parameter: Entry): Data {
  const { value } = given;
  if (value.type === 'unknown') return unknown(value.reason, value.where);
  if (value.type === 'list') return value;
  return parameterValue(given.key, parameter, value);
}

/** The template of a path beside the parent, or of a URL that ends in such a path. */
function templateAt(
  url: Data,
  stack: Stack,
  templates: ReadonlyMap<string, Template>,
): Template | undefined {
  const text = textOf(url);
  const partial = text ?? (url.type === 'unknown' ? partialText(url) : undefined);
  if (partial === undefined) return undefined;
  const path = partial
    .split(UNKNOWN_TEXT)
    .join('')
    .replace(/^[a-z0-9]+:\/\/[^/]*\//i, '')
    .replace(/[?#].*$/, '');
  const beside = resolveInTree(stack.template.file.folder, path.replace(/^\//, ''));
  const exact = beside === undefined ? undefined : templates.get(beside);
  if (exact !== undefined || !/[:)]/.test(partial)) return exact;
  // In a bucket: the same end of the path, as long as only one template has it.
  const parts = path.split('/').filter((piece) => piece !== '');
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

function partialText(data: Data): string | undefined {
  const origin = originOf(data)?.partial?.text;
  return origin === undefined || !/\.(ya?ml|json|template)$/.test(origin) ? undefined : origin;
}

function judgeStack(
  stack: Stack,
  tree: Tree,
  hasGroups: boolean,
): { facts: readonly Fact[]; problems: readonly Problem[] } {
  const { template, inputs } = stack;
  const { file } = template;
  const withInputs = (own: Inputs): Declaration[] => {
    const found = declared(resourcesOf(template, own), file);
    return hasGroups && found.length > 0 ? [...found, groupElsewhere(file)] : found;
  };
  const declarations = withInputs(inputs);
  const alternatives: Alternative[] = [];
  const given = (choice: Choice): Alternative => ({
    when: choice.when,
    declarations: withInputs(new Map([...inputs, [choice.name, choice.value]])),
  });
  for (const choice of parameterChoices(template, inputs).slice(0, MOST_ALTERNATIVES))
    alternatives.push(given(choice));
  if (declarations.length === 0 && alternatives.every((each) => each.declarations.length === 0))
    return { facts: [], problems: [] };
  const judged = judgeDeclarations('cloudformation', tree, declarations, alternatives);
  // Images and zones are mapped by region as well, which is costly to follow for nothing.
  if (!judged.facts.some(isOpenQuestion)) return judged;
  for (const choice of regionChoices(template).slice(0, MOST_ALTERNATIVES))
    alternatives.push(given(choice));
  return judgeDeclarations('cloudformation', tree, declarations, alternatives);
}

function isOpenQuestion(fact: Fact): boolean {
  return (
    fact.kind === 'ingress' &&
    (isUnresolved(fact.sources) || isUnresolved(fact.ports) || fact.onlyIf !== undefined)
  );
}

/** Network ACLs are judged by whether there are security groups, which may be in other templates. */
function groupElsewhere(file: SourceFile): Declaration {
  const where = file.location(0);
  return {
    type: 'aws_security_group',
    name: 'elsewhere',
    address: 'a security group of another template',
    where,
    file,
    body: bodyOf(where, {}),
    isExisting: true,
  };
}

interface Choice {
  readonly name: string;
  readonly value: Data;
  readonly when: string;
}

/** What parameters without a default may be. */
function parameterChoices(template: Template, inputs: Inputs): Choice[] {
  const all: Choice[] = [];
  for (const [name, parameter] of template.parameters) {
    if (inputs.has(name) || entry(parameter.value, 'Default') !== undefined) continue;
    for (const value of itemsOf(at(parameter.value, 'AllowedValues'))) {
      const text = textOf(value);
      if (text === undefined) continue;
      all.push({
        name,
        value: parameterValue(name, parameter, value),
        when: `the parameter \`${name}\` is \`${text.slice(0, 60)}\``,
      });
    }
  }
  return all;
}

/** The regions that mappings have entries for. */
function regionChoices(template: Template): Choice[] {
  const regions = new Map<string, Data>();
  if (template.mappings?.type === 'map') {
    for (const map of template.mappings.entries) {
      if (map.value.type !== 'map') continue;
      for (const { key, keyWhere } of map.value.entries) {
        if (/^[a-z]{2,3}(-[a-z]{1,12}){1,3}-\d$/.test(key)) regions.set(key, scalar(key, keyWhere));
      }
    }
  }
  return [...regions].map(([region, value]) => ({
    name: 'AWS::Region',
    value,
    when: `the region is \`${region}\``,
  }));
}

function resourcesOf(template: Template, inputs: Inputs): Resource[] {
  return new Evaluator(template, inputs, nameReference).resources();
}

/** `Ref` of a resource and the attributes that are its id are the same to those who judge it. */
function nameReference(id: string, type: string, attribute: string): string {
  const named = { type: typeNamed(type), name: id };
  if (attribute === 'Ref' || ID_ATTRIBUTES.has(attribute)) return referenceTo(named);
  const snake = attribute.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return referenceTo(named, snake);
}

const ID_ATTRIBUTES: ReadonlySet<string> = new Set([
  'GroupId',
  'GroupName',
  'Id',
  'Arn',
  'LoadBalancerArn',
  'TargetGroupArn',
  'TaskDefinitionArn',
  'InstanceId',
  'PrefixListId',
]);

function declared(resources: readonly Resource[], file: SourceFile): Declaration[] {
  const declarations = resources.flatMap((resource) => declarationsOf(resource, file));
  return withForeignAcls(declarations, file);
}

/** Entries of a network ACL that is declared elsewhere: the entries of one belong together. */
function withForeignAcls(declarations: readonly Declaration[], file: SourceFile): Declaration[] {
  const own = new Set(
    declarations.flatMap(({ type, name }) => (type === 'aws_network_acl' ? [name] : [])),
  );
  const foreign = new Map<string, Declaration>();
  const linked = declarations.map((rule): Declaration => {
    if (rule.type !== 'aws_network_acl_rule') return rule;
    const id = entry(rule.body, 'network_acl_id');
    if (id === undefined) return rule;
    const reference = id.value.type === 'unknown' ? id.value.reference : undefined;
    const parts = reference?.split('.') ?? [];
    if (parts[0] === 'aws_network_acl' && own.has(parts[1] ?? '')) return rule;
    const key =
      reference ?? identity(id.value) ?? (id.value.type === 'unknown' ? id.value.reason : '');
    let acl = foreign.get(key);
    if (acl === undefined) {
      acl = {
        type: 'aws_network_acl',
        name: `elsewhere-${foreign.size}`,
        address: `a network ACL of another template (${foreign.size})`,
        where: rule.where,
        file,
        body: bodyOf(rule.where, {}),
      };
      foreign.set(key, acl);
    }
    const value = withBasis(
      unknown('the network ACL is declared elsewhere', id.valueWhere),
      referenceTo(acl),
    );
    return {
      ...rule,
      body: {
        ...rule.body,
        entries: rule.body.entries.map((each) =>
          each.key === 'network_acl_id' ? { ...each, value } : each,
        ),
      },
    };
  });
  return [...linked, ...foreign.values()];
}

/** The same template deployed twice with the same values says everything twice. */
function unique(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = JSON.stringify(fact, (_name, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
