import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { entry, stringOf, type Data } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { inTemplate, judgeDeclarations, type Alternative } from '../terraform/embedded.js';
import { unknown } from '../terraform/values.js';
import { pulumiClaim } from './claim.js';
import { Program } from './evaluate.js';
import { syntaxProblem } from '../unparsed.js';

const PROJECT = /^Pulumi\.ya?ml$/;
const STACK = /^Pulumi\.(.+)\.ya?ml$/;

/** Programs of Pulumi that are written in YAML. */
export const pulumi: Platform = { ...pulumiClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    if (STACK.test(file.name) && !PROJECT.test(file.name)) continue;
    const { documents, errors } = readYaml(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const data = documents[0]?.data;
    if (data === undefined || !isProgram(file, data, tree)) continue;
    const judged = judge(file, data, files, tree);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path)),
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}

/** A project with resources of its own, or the program of a project beside it. */
function isProgram(file: SourceFile, data: Data, tree: Tree): boolean {
  if (entry(data, 'resources') === undefined) return false;
  if (PROJECT.test(file.name)) return true;
  const folder = file.folder === '' ? '' : `${file.folder}/`;
  return tree.has(`${folder}Pulumi.yaml`) || tree.has(`${folder}Pulumi.yml`);
}

/** The program with its defaults, and with the values of each of its stacks as an alternative. */
function judge(
  file: SourceFile,
  data: Data,
  files: readonly SourceFile[],
  tree: Tree,
): ReturnType<typeof judgeDeclarations> {
  const declarations = new Program(file, data, new Map(), tree).declarations();
  const alternatives = files.flatMap((each): Alternative[] => {
    const stack = STACK.exec(each.name)?.[1];
    if (stack === undefined || each.folder !== file.folder) return [];
    const settings = settingsIn(readYaml(each).documents[0]?.data);
    return [
      {
        when: `the stack \`${stack}\` is deployed`,
        declarations: new Program(file, data, settings, tree).declarations(),
      },
    ];
  });
  return judgeDeclarations('pulumi', tree, declarations, alternatives.slice(0, 40));
}

/** `config: {"project:name": value}`; secrets are encrypted. */
function settingsIn(data: Data | undefined): Map<string, Data> {
  const settings = new Map<string, Data>();
  const config = entry(data, 'config')?.value;
  if (config?.type !== 'map') return settings;
  for (const { key, value } of config.entries) {
    const name = key.slice(key.lastIndexOf(':') + 1);
    const isSecret = stringOf(entry(value, 'secure')?.value) !== undefined;
    const where = { ...value.where, address: `the configuration ${name}` };
    settings.set(
      name,
      isSecret ? unknown(`\`${name}\` is a secret`, value.where) : { ...value, where },
    );
  }
  return settings;
}
