import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { at, entry, itemsOf, stringOf, type Data, type Entry } from '../../syntax/data.js';
import { readYaml } from '../../syntax/yaml.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { bodyOf, inTemplate, judgeDeclarations, type Declaration } from '../terraform/embedded.js';
import { list, unknown } from '../terraform/values.js';
import { googleTemplatesClaim } from './claim.js';
import { syntaxProblem } from '../unparsed.js';

const FIREWALL_TYPE = /^(?:gcp-types\/compute-[a-z0-9]+:firewalls|compute\.[a-z0-9]+\.firewalls?)$/;
/**
 * Google Cloud's firewall rules in configurations of Deployment Manager
 * (cloud.google.com/deployment-manager/docs/configuration) and as objects of Config Connector
 * (cloud.google.com/config-connector/docs/reference/resource-docs/compute/computefirewall).
 */
export const googleTemplates: Platform = { ...googleTemplatesClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const { documents, errors } = readYaml(file);
    for (const error of errors.slice(0, 3)) problems.push(syntaxProblem(file, error));
    const declarations = documents.flatMap(({ data }) => [
      ...ofDeploymentManager(data, file),
      ...ofConfigConnector(data, file),
    ]);
    const judged = judgeDeclarations('google-templates', tree, declarations);
    append(
      facts,
      judged.facts.map((fact) => inTemplate(fact, file.path)),
    );
    append(problems, judged.problems);
  }
  return { facts, problems };
}

function ofDeploymentManager(data: Data, file: SourceFile): Declaration[] {
  return itemsOf(entry(data, 'resources')?.value).flatMap((resource, index) => {
    const type = stringOf(entry(resource, 'type')?.value) ?? '';
    const properties = entry(resource, 'properties')?.value;
    if (!FIREWALL_TYPE.test(type) || properties === undefined) return [];
    const name = stringOf(entry(resource, 'name')?.value) ?? `firewall ${index}`;
    return [
      declaration(name, index, properties, resource, file, 'allowed', 'denied', 'IPProtocol'),
    ];
  });
}

function ofConfigConnector(data: Data, file: SourceFile): Declaration[] {
  if (stringOf(entry(data, 'kind')?.value) !== 'ComputeFirewall') return [];
  const spec = entry(data, 'spec')?.value;
  const name = stringOf(at(data, 'metadata', 'name')) ?? 'ComputeFirewall';
  const place = data.where.startLine;
  return spec === undefined
    ? []
    : [declaration(name, place, spec, data, file, 'allow', 'deny', 'protocol')];
}

function declaration(
  name: string,
  index: number,
  given: Data,
  resource: Data,
  file: SourceFile,
  allow: string,
  deny: string,
  protocol: string,
): Declaration {
  const rules = (key: string): Data | undefined => {
    const found = entry(given, key);
    if (found === undefined) return undefined;
    return list(
      itemsOf(found.value).map((rule) =>
        bodyOf(rule.where, { protocol: of(rule, protocol), ports: of(rule, 'ports') }),
      ),
      found.value.where,
    );
  };
  return {
    type: 'google_compute_firewall',
    name: String(index),
    address: name,
    where: { ...resource.where, address: name },
    file,
    body: bodyOf(given.where, {
      network: of(given, 'network') ?? entry(entry(given, 'networkRef')?.value, 'name'),
      direction: of(given, 'direction'),
      priority: of(given, 'priority'),
      disabled: of(given, 'disabled'),
      source_ranges: of(given, 'sourceRanges'),
      source_tags: of(given, 'sourceTags'),
      source_service_accounts: of(given, 'sourceServiceAccounts'),
      target_tags: of(given, 'targetTags'),
      target_service_accounts: of(given, 'targetServiceAccounts'),
      allow: rules(allow),
      deny: rules(deny),
    }),
  };
}

/** A property; expressions of templates and references are known only when it is deployed. */
function of(data: Data, key: string): Entry | undefined {
  const found = entry(data, key);
  return found === undefined ? undefined : { ...found, value: known(found.value) };
}

function known(data: Data): Data {
  if (data.type === 'list') return { ...data, items: data.items.map(known) };
  const text = stringOf(data);
  return text !== undefined && /\{\{|\$\(/.test(text)
    ? unknown(`\`${text.slice(0, 60)}\` is known only when it is deployed`, data.where)
    : data;
}
