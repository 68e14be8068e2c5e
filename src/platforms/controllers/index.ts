import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { at, stringOf, type Data } from '../../syntax/data.js';
import { isTemplated, maskTemplates } from '../../syntax/masked.js';
import { readYaml } from '../../syntax/yaml.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { snakeCase } from '../terraform/argument-names.js';
import {
  inTemplate,
  judgeDeclarations,
  referenceTo,
  type Declaration,
} from '../terraform/embedded.js';
import { unknown } from '../terraform/values.js';
import { argumentsOf, type Resolve } from './arguments.js';
import { controllersClaim } from './claim.js';
import { cloudKind, type CloudKind } from './kinds.js';
import { objectsOf, type CloudObject } from './objects.js';
import { syntaxProblem } from '../unparsed.js';

/** Objects of a cluster that make a controller set up things of a cloud. */
export const controllers: Platform = { ...controllersClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const folders = new Map<string, SourceFile[]>();
  for (const file of files) folders.set(file.folder, [...(folders.get(file.folder) ?? []), file]);
  for (const [folder, mine] of folders) {
    const objects = mine.flatMap((file) => read(file, problems));
    const judged = judgeDeclarations('controllers', tree, declarationsOf(objects));
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, mine.length === 1 ? mine[0]!.path : folder)),
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}

function read(file: SourceFile, problems: Problem[]): CloudObject[] {
  const templated = isTemplated(file.text);
  const { documents, errors } = readYaml(file, templated ? maskTemplates(file) : {});
  // What a template looks like once it is rendered is not known.
  for (const error of templated ? [] : errors.slice(0, 3))
    problems.push(syntaxProblem(file, error));
  return documents.flatMap(({ data }) => objectsOf(data, file));
}

interface Known {
  readonly object: CloudObject;
  readonly kind: CloudKind;
  readonly declaration: Declaration;
}

function declarationsOf(objects: readonly CloudObject[]): Declaration[] {
  const known: Known[] = objects.flatMap((object, index) => {
    const kind = cloudKind(object.apiVersion, object.kind);
    const given = kind === undefined ? undefined : at(object.data, ...kind.properties);
    if (kind === undefined || given?.type !== 'map') return [];
    const address = `${object.kind}/${object.name}`;
    const declaration: Declaration = {
      type: kind.type,
      name: `${object.name.replace(/[^A-Za-z0-9_-]/g, '_')}-${index}`,
      address,
      where: { ...object.data.where, address },
      file: object.file,
      body: given,
    };
    return [{ object, kind, declaration }];
  });
  return known.map((own) => ({
    ...own.declaration,
    body: argumentsOf(own.kind.shape, own.declaration.body, resolver(own, known)),
  }));
}

/** Objects are referred to by their names, by labels, or as the others of the same composition. */
function resolver(own: Known, all: readonly Known[]): Resolve {
  const nearby = all.filter(({ object }) => object.composition === own.object.composition);
  return (argument, name, labels, where): Data => {
    const base = baseOf(argument);
    const fitting = nearby.filter(({ declaration }) => declaration.type.endsWith(base));
    const found =
      labels?.type === 'map' && labels.entries.length > 0
        ? fitting.filter(({ object }) =>
            labels.entries.every(({ key, value }) => object.labels.get(key) === stringOf(value)),
          )
        : name !== undefined
          ? fitting.filter(({ object }) => object.name === stringOf(name))
          : own.object.composition === undefined
            ? []
            : fitting;
    const [one] = found;
    return unknown(
      'it is known only when the object is there',
      where,
      found.length === 1 && one !== undefined ? referenceTo(one.declaration) : undefined,
    );
  };
}

/** What an argument refers to: `vpcSecurityGroupIds` to a `security_group`. */
function baseOf(argument: string): string {
  return snakeCase(argument)
    .replace(/_(?:ids?|names?|arns?|self_links?)$/, '')
    .replace(/s$/, '')
    .replace(/^(?:vpc|source|referenced|target)_(?=security_group)/, '');
}
