import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { readJson } from '../../syntax/json.js';
import { isTemplated, maskTemplates } from '../../syntax/masked.js';
import { readYaml, type YamlError } from '../../syntax/yaml.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { chefListeners } from './chef.js';
import { HIERA, settingsClaim } from './claim.js';
import { hieraListeners, type HieraFile } from './hiera.js';
import { pillarListeners } from './salt.js';
import { syntaxProblem } from '../unparsed.js';

/**
 * What configuration management keeps as data about memcached: Hiera of Puppet, pillars of Salt, and
 * roles, environments and nodes of Chef. Programs that use such data are not evaluated (`programs`).
 */
export const settings: Platform = { ...settingsClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const hiera: HieraFile[] = [];
  for (const file of files) {
    const { data, errors } = read(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    if (data === undefined) continue;
    if (/\.sls$/i.test(file.path)) append(facts, pillarListeners(file, data));
    else if (HIERA.test(file.text)) hiera.push({ file, data });
    else append(facts, chefListeners(file, data));
  }
  append(facts, hieraListeners(hiera, tree));
  return { facts, problems };
}

function read(file: SourceFile): {
  data: Data | undefined;
  errors: readonly Pick<YamlError, 'where' | 'message'>[];
} {
  if (/\.json$/i.test(file.path)) return readJson(file);
  const masked = /\.sls$/i.test(file.path) && isTemplated(file.text) ? maskTemplates(file) : {};
  const { documents, errors } = readYaml(file, { version: '1.1', ...masked });
  return { data: documents[0]?.data, errors };
}
