import type { Fact } from '../../../../facts.js';
import { SourceFile } from '../../../../files/source.js';
import { entry, type Data, type Mapping } from '../../../../syntax/data.js';
import { readJson } from '../../../../syntax/json.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { startupFacts } from '../../startup.js';
import { originOf, toText } from '../../values.js';
import { referred } from '../firewall/publishing.js';
import { blocksAt } from '../firewall/shape.js';

/** Where the types name the machine they run something on. */
const MACHINE: Readonly<Record<string, string>> = {
  azurerm_virtual_machine_extension: 'virtual_machine_id',
  azurerm_virtual_machine_scale_set_extension: 'virtual_machine_scale_set_id',
  azurerm_virtual_machine_run_command: 'virtual_machine_id',
  azurerm_arc_machine_extension: 'arc_machine_id',
};
const TYPES = Object.keys(MACHINE);

/** What extensions and run commands run on a machine that is in the repository is read as its own. */
export const extensions: ResourceHandler = {
  types: TYPES,
  meaning: [
    {
      of: TYPES.slice(0, 2).concat(TYPES[3]!).join(', '),
      judged:
        '`commandToExecute` and `script` of `settings` and `protected_settings`, as a start-up script of the machine',
    },
    {
      of: TYPES[2]!,
      judged: '`source.script`, as a start-up script of the machine',
    },
  ],
  facts(resource, context): Fact[] {
    if (resource.mode !== 'managed') return [];
    return machineOf(resource, context) === undefined
      ? startupFacts(scriptsIn(resource.body), resource, context)
      : [];
  },
};

function machineOf(
  extension: TerraformResource,
  context: ResourceContext,
): TerraformResource | undefined {
  return referred(extension.body, MACHINE[extension.type]!, context);
}

/** The scripts that its extensions run on a machine, also those in blocks of a scale set. */
export function extensionScripts(machine: TerraformResource, context: ResourceContext): Data[] {
  return [
    ...blocksAt(machine.body, 'extension'),
    ...context
      .find(...TYPES)
      .filter((each) => each.mode === 'managed' && machineOf(each, context) === machine)
      .map(({ body }) => body),
  ].flatMap(scriptsIn);
}

function scriptsIn(body: Data): Data[] {
  const settings = ['settings', 'protected_settings'].flatMap((key) => {
    const given = entry(body, key)?.value;
    return given === undefined ? [] : (objectIn(given) ?? []);
  });
  const sources = blocksAt(body, 'source').map((source) => entry(source, 'script')?.value);
  return [
    ...settings.flatMap((each) =>
      ['commandToExecute', 'script'].map((key) => entry(each, key)?.value),
    ),
    ...sources,
  ].filter((each) => each !== undefined);
}

/** The object that a text in JSON encodes; its values stand where the text does. */
function objectIn(data: Data): Mapping | undefined {
  const origin = originOf(data);
  if (origin?.data !== undefined) return origin.data.type === 'map' ? origin.data : undefined;
  if (data.type === 'map') return data;
  const text = origin?.partial?.text ?? toText(data);
  if (text === undefined) return undefined;
  const read = readJson(new SourceFile(data.where.file, text)).data;
  if (read?.type !== 'map') return undefined;
  const where = data.where;
  const entries = read.entries.map((each) => ({
    ...each,
    keyWhere: where,
    valueWhere: where,
    value: { ...each.value, where },
  }));
  return { ...read, entries, where };
}
