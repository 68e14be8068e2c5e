import { append } from '../../append.js';
import type { Fact, Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { hostClaim, kindOf } from './claim.js';
import { linesOf } from '../../memcached/index.js';
import { cloudConfigScript } from './cloud-init.js';
import { confFacts } from './confs.js';
import { cronFacts } from './cron.js';
import { firewallFileFacts } from './firewall-files.js';
import { ContainerFiles } from './in-containers.js';
import { nixFacts } from './nixos.js';
import { PathIndex } from './paths.js';
import { proxyFacts } from './proxy-files.js';
import { scriptFacts } from './script.js';
import { ScriptFiles } from './script-files.js';
import { procfileFacts, supervisorFacts, upstartFacts } from './services.js';
import { unitFacts } from './units.js';
import { vagrantFacts } from './vagrant.js';
import { portListDoors } from './port-lists.js';
import { shorewallDoors } from './shorewall.js';
import { windowsFacts } from './windows/index.js';
import { workflowFacts } from './workflows.js';
import { packerFacts } from './packer.js';

export { cloudConfigScript } from './cloud-init.js';
export { isCloudConfig } from './names.js';
export { flawedRestrictions, letsInOnlyAFew, setsWholeFilter, type FlawPlace } from './flaws.js';

export {
  containerFacts,
  readContainerRun,
  type ContainerRun,
  type RunPlace,
} from './container-run.js';
export { servedPorts } from './filter-facts.js';
export { HostFiles } from './host-files.js';
export { rulesAbout, type RuleSays } from './rule-walk.js';
export { readInPlaceEdit } from './in-place.js';

/** memcached and its containers as the files of a host start them. */
export const host: Platform = { ...hostClaim, translate };

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const containers = new ContainerFiles(tree);
  const index = new PathIndex(tree.paths);
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const units = kinds.filter(({ kind }) => kind === 'unit').map(({ file }) => file);
  const { facts: started, consumed: read } = unitFacts(units, tree, index, containers);
  const consumed = new Set(read);
  append(facts, started);
  for (const { file, kind } of kinds) {
    if (kind !== 'packer') continue;
    const built = packerFacts(file, tree);
    append(facts, built.facts);
    for (const path of built.consumed) consumed.add(path);
  }
  const nix = kinds.filter(({ kind }) => kind === 'nix').map(({ file }) => file);
  append(facts, nixFacts(nix, tree));
  const scripts = new ScriptFiles(tree, containers, index);
  for (const { file, kind } of kinds) {
    if (
      kind === undefined ||
      kind === 'unit' ||
      kind === 'firewall' ||
      kind === 'nix' ||
      kind === 'packer' ||
      kind === 'port-list'
    )
      continue;
    if (consumed.has(file.path)) continue;
    const contained =
      containers.has(file.path) ||
      (kind === 'supervisor' && containers.hasDockerfileAround(file.path));
    const placement = contained ? 'container' : 'host';
    if (kind === 'vagrant') append(facts, vagrantFacts(file));
    else if (kind === 'cloud-init') append(facts, cloudInitFacts(file));
    else if (kind === 'script' || kind === 'makefile') {
      const read = scripts.read(file, kind);
      append(facts, read.facts);
      append(problems, read.problems);
    } else if (kind === 'supervisor') append(facts, supervisorFacts(file, placement));
    else if (kind === 'cron') append(facts, cronFacts(linesOf(file), file.path, placement));
    else if (kind === 'workflow') append(facts, workflowFacts(file));
    else if (kind === 'windows') append(facts, windowsFacts(file));
    else if (kind === 'shorewall') append(facts, shorewallDoors(file));
    else if (kind === 'haproxy' || kind === 'nginx') {
      if (placement === 'host' && !containers.hasDockerfileAround(file.path))
        append(facts, proxyFacts(kind, linesOf(file), file.path));
    } else if (kind === 'procfile') append(facts, procfileFacts(file));
    else if (kind === 'upstart') append(facts, upstartFacts(file, placement));
    else append(facts, confFacts(file, kind, placement));
  }
  append(facts, scripts.libraries());
  const listeners = facts.filter((fact) => fact.kind === 'listener');
  append(
    facts,
    portListDoors(kinds.filter(({ kind }) => kind === 'port-list').map(({ file }) => file)),
  );
  const filters = kinds.filter(({ kind }) => kind === 'firewall').map(({ file }) => file);
  append(facts, firewallFileFacts(filters, listeners));
  return { facts: withoutRepeats(facts), problems };
}

/** What cloud-init does with a file, as the script that a machine runs when it starts. */
function cloudInitFacts(file: SourceFile): readonly Fact[] {
  const locate = (start: number, end: number): Location => file.location(start, end);
  const script = cloudConfigScript({ text: file.text, locate });
  return scriptFacts(script.text, {
    platform: 'host',
    workload: `script ${file.path}`,
    placement: 'host',
    locate: script.locate,
  }).facts;
}

/** A function that a script calls twice says the same thing twice. */
function withoutRepeats(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = JSON.stringify(fact, (_name, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
