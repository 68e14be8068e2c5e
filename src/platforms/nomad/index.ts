import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { readJson } from '../../syntax/json.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { parseConfiguration } from '../terraform/config.js';
import { jobFacts, nomadFacts } from '../terraform/nomad.js';
import { nomadClaim } from './claim.js';
import { jobsIn } from './json.js';
import { syntaxProblem } from '../unparsed.js';

/** Jobs of HashiCorp Nomad, in HCL or JSON. Those inside Terraform's configuration are read there. */
export const nomad: Platform = { ...nomadClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const unparsed = (file: SourceFile, start: number, end: number, message: string): void => {
    problems.push(syntaxProblem(file, { where: file.location(start, end), message }));
  };
  for (const file of files) {
    if (/^\s*\{/.test(file.text.slice(0, 1000))) {
      const { data, errors } = readJson(file);
      for (const { where, message } of errors.slice(0, 3))
        unparsed(
          file,
          file.offset(where.startLine, where.startColumn),
          file.offset(where.endLine, where.endColumn),
          message,
        );
      for (const { name, body } of data === undefined ? [] : jobsIn(data))
        append(facts, jobFacts(body, `job "${name}"`, 'nomad'));
      continue;
    }
    for (const { start, end, message } of parseConfiguration(file).errors.slice(0, 3))
      unparsed(file, start, end, message);
    append(facts, nomadFacts(file, tree, 'nomad'));
  }
  return { facts, problems };
}
