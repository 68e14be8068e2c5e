import type { Fact, Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { kubernetesClaim } from '../kubernetes/claim.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import type { Tree } from '../../files/tree.js';
import { resolveInTree } from '../../files/tree.js';
import { hostClaim, kindOf, SCRIPT_MENTIONS } from './claim.js';
import { linesOf } from '../../memcached/index.js';
import { cloudConfigScript } from './cloud-init.js';
import { confFacts } from './confs.js';
import { cronFacts } from './cron.js';
import { firewallFileFacts } from './firewall-files.js';
import { ContainerFiles } from './in-containers.js';
import { readRecipes } from './makefile.js';
import { nixFacts } from './nixos.js';
import { PathIndex } from './paths.js';
import { proxyFacts } from './proxy-files.js';
import { scriptFacts, type ScriptFacts } from './script.js';
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

const LONGEST_LIBRARY = 4096;

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
  facts.push(...started);
  for (const { file, kind } of kinds) {
    if (kind !== 'packer') continue;
    const built = packerFacts(file, tree);
    facts.push(...built.facts);
    for (const path of built.consumed) consumed.add(path);
  }
  const nix = kinds.filter(({ kind }) => kind === 'nix').map(({ file }) => file);
  facts.push(...nixFacts(nix, tree));
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
    if (kind === 'vagrant') facts.push(...vagrantFacts(file));
    else if (kind === 'cloud-init') facts.push(...cloudInitFacts(file));
    else if (kind === 'script' || kind === 'makefile') {
      const read = readShell(file, kind, tree, containers, index);
      facts.push(...read.facts);
      problems.push(...read.problems);
    } else if (kind === 'supervisor') facts.push(...supervisorFacts(file, placement));
    else if (kind === 'cron') facts.push(...cronFacts(linesOf(file), file.path, placement));
    else if (kind === 'workflow') facts.push(...workflowFacts(file));
    else if (kind === 'windows') facts.push(...windowsFacts(file));
    else if (kind === 'shorewall') facts.push(...shorewallDoors(file));
    else if (kind === 'haproxy' || kind === 'nginx') {
      if (placement === 'host' && !containers.hasDockerfileAround(file.path))
        facts.push(...proxyFacts(kind, linesOf(file), file.path));
    } else if (kind === 'procfile') facts.push(...procfileFacts(file));
    else if (kind === 'upstart') facts.push(...upstartFacts(file, placement));
    else facts.push(...confFacts(file, kind, placement));
  }
  const listeners = facts.filter((fact) => fact.kind === 'listener');
  facts.push(
    ...portListDoors(kinds.filter(({ kind }) => kind === 'port-list').map(({ file }) => file)),
  );
  const filters = kinds.filter(({ kind }) => kind === 'firewall').map(({ file }) => file);
  facts.push(...firewallFileFacts(filters, listeners));
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

/** A script, or the recipes of a makefile, with the files it reads from the tree. */
function readShell(
  file: SourceFile,
  kind: 'script' | 'makefile',
  tree: Tree,
  containers: ContainerFiles,
  index: PathIndex,
): ScriptFacts {
  const inImage =
    containers.has(file.path) ||
    (kind === 'script' &&
      (file.folder === ''
        ? /entrypoint|docker/i.test(file.name)
        : containers.hasDockerfileAround(file.path)));
  const recipes = kind === 'makefile' ? readRecipes(file.text) : undefined;
  return scriptFacts(recipes?.text ?? file.text, {
    platform: 'host',
    workload: `${kind === 'makefile' ? 'makefile' : 'script'} ${file.path}`,
    placement: inImage ? 'container' : 'host',
    leavesClusters: kubernetesClaim.mayClaim(file.path) && kubernetesClaim.claims(file),
    locate: (start, end) => {
      if (recipes === undefined) return file.location(start, end);
      const from = recipes.offsets[start] ?? 0;
      const to = recipes.offsets[Math.max(start, end - 1)];
      return file.location(from, to === undefined ? from : to + 1);
    },
    readFile: (path) => {
      if (path.startsWith('/')) {
        const found = index.find(path, file.path);
        const text = found === undefined ? undefined : tree.read(found)?.text;
        // Long libraries of functions are costly to follow, and say nothing here.
        return text === undefined || (text.length > LONGEST_LIBRARY && !SCRIPT_MENTIONS.test(text))
          ? undefined
          : text;
      }
      const beside = resolveInTree(file.folder, path);
      const found = beside !== undefined && tree.has(beside) ? beside : resolveInTree('', path);
      return found === undefined ? undefined : tree.read(found)?.text;
    },
  });
}
