import type { Location } from '../../files/source.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { derived, list, scalar } from '../terraform/values.js';
import type { Resource } from './evaluate.js';

/** Names of settings that are not configurations. */
const CONFIG_SETS = 'configSets';

/**
 * What `AWS::CloudFormation::Init` makes of a machine, as a script in the order in which cfn-init works:
 * packages, files, commands by name, services
 * (docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-init.html). Whether it is called
 * at all stands in the start-up data; it is there for that.
 */
export function initScript(resource: Resource): Data | undefined {
  const metadata = at(resource.metadata, 'AWS::CloudFormation::Init');
  if (metadata?.type !== 'map') return undefined;
  const lines: { text: string; where: Location }[] = [];
  for (const config of metadata.entries) {
    if (config.key === CONFIG_SETS) continue;
    packages(config.value, lines);
    files(config.value, lines);
    commands(config.value, lines);
    services(config.value, lines);
  }
  if (lines.length === 0) return undefined;
  return list(
    lines.map(({ text, where }) => derived(scalar(text, where), where, [])),
    metadata.where,
  );
}

type Lines = { text: string; where: Location }[];

function packages(config: Data, lines: Lines): void {
  const managers = at(config, 'packages');
  if (managers?.type !== 'map') return;
  for (const manager of managers.entries) {
    if (manager.value.type !== 'map') continue;
    for (const each of manager.value.entries) {
      if (/^[A-Za-z0-9+._-]+$/.test(each.key))
        lines.push({ text: `${manager.key} install -y ${each.key}\n`, where: each.keyWhere });
    }
  }
}

function files(config: Data, lines: Lines): void {
  const written = at(config, 'files');
  if (written?.type !== 'map') return;
  for (const each of written.entries) {
    const content = entry(each.value, 'content');
    const text = textOf(content?.value);
    if (content === undefined || text === undefined || each.key.includes("'")) continue;
    let mark = 'CFN_INIT_END';
    while (text.includes(mark)) mark += '_';
    lines.push({
      text: `cat > '${each.key}' <<'${mark}'\n${text}${text.endsWith('\n') ? '' : '\n'}${mark}\n`,
      where: content.value.where,
    });
  }
}

function commands(config: Data, lines: Lines): void {
  const given = at(config, 'commands');
  if (given?.type !== 'map') return;
  const sorted = [...given.entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const each of sorted) {
    const command = entry(each.value, 'command')?.value;
    if (command === undefined) continue;
    const text =
      textOf(command) ??
      itemsOf(command)
        .map((word) => quoted(textOf(word)))
        .join(' ');
    lines.push({ text: `${text}\n`, where: command.where });
  }
}

function services(config: Data, lines: Lines): void {
  const managers = at(config, 'services');
  if (managers?.type !== 'map') return;
  for (const manager of managers.entries) {
    if (manager.value.type !== 'map') continue;
    for (const each of manager.value.entries) {
      if (!/^[A-Za-z0-9@._-]+$/.test(each.key)) continue;
      if (textOf(entry(each.value, 'ensureRunning')?.value) === 'false') continue;
      lines.push({ text: `service ${each.key} restart\n`, where: each.keyWhere });
    }
  }
}

function quoted(text = ''): string {
  return /^[A-Za-z0-9_./:=@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}
