import type { Fact, Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import type { Tree } from '../../files/tree.js';
import { resolveInTree } from '../../files/tree.js';
import { linesOf } from '../../memcached/index.js';
import { cloudConfigScript, isCloudConfig } from './cloud-init.js';
import { confFacts, confKindOf, type ConfKind } from './confs.js';
import { cronFacts, isCrontab } from './cron.js';
import { firewallFileFacts, firewallFileOf } from './firewall-files.js';
import { ContainerFiles } from './in-containers.js';
import { readRecipes } from './makefile.js';
import { nixFacts } from './nixos.js';
import { PathIndex } from './paths.js';
import { proxyFacts, proxyKindOf, type ProxyKind } from './proxy-files.js';
import { scriptFacts, type ScriptFacts } from './script.js';
import { procfileFacts, supervisorFacts, upstartFacts } from './services.js';
import { dropInOf, unitFacts } from './units.js';
import { vagrantFacts } from './vagrant.js';
import { isWindowsScript, windowsFacts } from './windows.js';
import { isWorkflow, workflowFacts } from './workflows.js';
import { isPacker, packerFacts } from './packer.js';

export { cloudConfigScript, isCloudConfig } from './cloud-init.js';
export { flawedRestrictions, letsInOnlyAFew, setsWholeFilter, type FlawPlace } from './flaws.js';

export {
  containerFacts,
  readContainerRun,
  type ContainerRun,
  type RunPlace,
} from './container-run.js';
export { HostFiles } from './host-files.js';
export { readInPlaceEdit } from './in-place.js';

/** What a file of this platform is. */
type Kind =
  | ConfKind
  | 'vagrant'
  | 'cloud-init'
  | 'unit'
  | 'supervisor'
  | 'procfile'
  | 'upstart'
  | 'script'
  | 'makefile'
  | 'nix'
  | 'cron'
  | 'windows'
  | 'workflow'
  | 'packer'
  | ProxyKind
  | 'firewall';

/** Longer files are no configuration of a service. */
const LONGEST = 512 * 1024;
const LONGEST_LIBRARY = 4096;

/** memcached and its containers as the files of a host start them. */
export const host: Platform = {
  name: 'host',
  title: 'Host configuration',
  mayClaim,
  claims: (file) => kindOf(file) !== undefined,
  translate,
};

const NAMED_AFTER_IT =
  /(?:^|\/)[^/]*memcache[^/]*$|(?:^|\/)(?:sysconfig|default|conf\.d|init|init\.d|rc\.conf\.d)\/[^/]*memcache[^/]*$/i;
const NOT_CONFIGURATION =
  /\.(?:[cm]?[jt]sx?|py|php|rb|go|java|kt|scala|rs|cs|c|h|cpp|hpp|pm|t|lua|ex|exs|erl|hs|md|rst|txt|html?|css|svg|png|jpe?g|gif|ya?ml|json|toml|xml|tf|tfvars|hcl|lock|patch|diff|spec|ebuild|nix|j2|env|example|sample|dist|pem|key|crt|rpm|deb|gz|zip|sock|pid|log|sql|csv|nomad|sh|bash|zsh|bat|ps1)$/i;

function mayClaim(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:service|container|socket)$/.test(name) || dropInOf(path) !== undefined) return true;
  if (isWindowsScript(path) || isPacker(path) || isWorkflow(path)) return true;
  if (isCrontab(path) || /(?:haproxy|nginx|stream)[^/]*(?:\/[^/]+)*\.(?:cfg|conf)$/i.test(path))
    return true;
  if (isSupervisor(path) || /^Procfile/.test(name)) return true;
  if (/^rc\.conf(?:\.local)?$/.test(name)) return true;
  if (name.endsWith('.nix') || isVagrantfile(name) || mayBeCloudInit(path)) return true;
  if (isMakefile(name) || mayBeScript(path) || firewallFileOf(path) !== undefined) return true;
  return NAMED_AFTER_IT.test(path) && !NOT_CONFIGURATION.test(name);
}

function isVagrantfile(name: string): boolean {
  return /^Vagrantfile(?:\.[A-Za-z0-9_-]+)?$/.test(name);
}

/** cloud-init's own format, by the names that its files go by. */
function mayBeCloudInit(path: string): boolean {
  return (
    /(?:^|\/)[^/]*(?:cloud[-_]?(?:init|config)|user[-_]?data)[^/]*$/i.test(path) ||
    /(?:^|\/)cloud\.cfg(?:\.d\/[^/]+)?$|\.(?:ya?ml|cfg)$/.test(path)
  );
}

function isMakefile(name: string): boolean {
  return /^(?:GNU)?[Mm]akefile(?:\.[A-Za-z0-9_-]+)?$|\.mk$/.test(name);
}

/** Shell scripts by their name, or by where files without an extension lie. */
function mayBeScript(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:sh|bash|ash|ksh)(?:\.tpl|\.tftpl)?$/.test(name)) return true;
  if (name === 'rc.local') return true;
  if (name.includes('.')) return false;
  return (
    /(?:^|\/)(?:s?bin|scripts?|init\.d|provision(?:ing|ers?)?|bootstrap|deploy|tools?|ci|hack|vagrant)\//.test(
      path,
    ) ||
    /(?:provision|bootstrap|install|setup|start|run|entrypoint|deploy|user[-_]?data|memcache)/i.test(
      name,
    )
  );
}

function isScript({ path, text }: SourceFile): boolean {
  return (
    /\.(?:sh|bash|ash|ksh)$/.test(path) ||
    /^#!.{0,80}\b(?:ba|da|a|k|z)?sh\b/.test(text.slice(0, 200))
  );
}

/** What in a script could concern memcached; chooses files, decides nothing. */
const SCRIPT_MENTIONS =
  /memcache|11211|(?:docker|podman|nerdctl)\s|ip6?tables|\bnft\b|\bufw\b|firewall-cmd|security-group|security group|firewall-rules|nsg rule|open-port|compute firewall|(?:hcloud|linode-cli|vultr-cli) +firewall|public-ports|network-acl|security-list|nsg rules|sg-rule|secgroup|AuthorizeSecurityGroup|CreateSecurityGroup/i;

function isSupervisor(path: string): boolean {
  return /supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path);
}

function kindOf(file: SourceFile): Kind | undefined {
  const { path, name, text } = file;
  if (text.length > LONGEST) return undefined;
  if (name.endsWith('.nix')) return /memcache|11211/i.test(text) ? 'nix' : undefined;
  if (isVagrantfile(name)) return /memcache|11211/i.test(text) ? 'vagrant' : undefined;
  if (isWorkflow(path)) return /memcache|11211/i.test(text) ? 'workflow' : undefined;
  if (isPacker(path)) {
    const build =
      /\bprovisioner/.test(text) && (SCRIPT_MENTIONS.test(text) || /\.(?:sh|conf)\b/.test(text));
    return build ? 'packer' : undefined;
  }
  if (isCloudConfig(text)) return SCRIPT_MENTIONS.test(text) ? 'cloud-init' : undefined;
  if (/\.ya?ml$/.test(path)) return undefined;
  if (/\.(?:service|container|socket)$/.test(name) || dropInOf(path) !== undefined) {
    return /memcache|11211|docker|podman|nerdctl/i.test(text) ||
      /memcache/i.test(path) ||
      /\.container$/.test(name) ||
      // What a socket unit starts is named elsewhere; what it forwards to is found there.
      /^[ \t]*\[Socket\]|socket-proxyd/m.test(text)
      ? 'unit'
      : undefined;
  }
  if (isWindowsScript(path)) return SCRIPT_MENTIONS.test(text) ? 'windows' : undefined;
  if (isCrontab(path)) return /memcache|docker|podman/i.test(text) ? 'cron' : undefined;
  if (/^Procfile/.test(name)) return /memcache|11211|docker/i.test(text) ? 'procfile' : undefined;
  if (isSupervisor(path) || /^[ \t]*\[program:/m.test(text)) {
    return /memcache|11211|docker/i.test(text) ? 'supervisor' : undefined;
  }
  if (/^[ \t]*(?:start on|stop on|respawn|expect (?:fork|daemon))\b/m.test(text)) return 'upstart';
  if (firewallFileOf(path) !== undefined) return 'firewall';
  if (isMakefile(name)) return SCRIPT_MENTIONS.test(text) ? 'makefile' : undefined;
  const conf = confKindOf(file);
  if (conf !== undefined) return conf;
  if (/memcache|11211/i.test(text)) {
    const proxy = proxyKindOf(path, text);
    if (proxy !== undefined) return proxy;
  }
  return isScript(file) && SCRIPT_MENTIONS.test(text) ? 'script' : undefined;
}

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
      kind === 'packer'
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
    else if (kind === 'haproxy' || kind === 'nginx') {
      if (placement === 'host' && !containers.hasDockerfileAround(file.path))
        facts.push(...proxyFacts(kind, linesOf(file), file.path));
    } else if (kind === 'procfile') facts.push(...procfileFacts(file));
    else if (kind === 'upstart') facts.push(...upstartFacts(file, placement));
    else facts.push(...confFacts(file, kind, placement));
  }
  const listeners = facts.filter((fact) => fact.kind === 'listener');
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
