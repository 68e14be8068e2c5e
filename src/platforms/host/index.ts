import type { Fact, Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { confFacts, confKindOf, type ConfKind } from './confs.js';
import { ContainerFiles } from './in-containers.js';
import { PathIndex } from './paths.js';
import { procfileFacts, supervisorFacts, upstartFacts } from './services.js';
import { dropInOf, unitFacts } from './units.js';

export {
  containerFacts,
  readContainerRun,
  type ContainerRun,
  type RunPlace,
} from './container-run.js';

/** What a file of this platform is. */
type Kind = ConfKind | 'unit' | 'supervisor' | 'procfile' | 'upstart';

/** Longer files are no configuration of a service. */
const LONGEST = 512 * 1024;

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
  if (/\.(?:service|container)$/.test(name) || dropInOf(path) !== undefined) return true;
  if (isSupervisor(path) || /^Procfile/.test(name)) return true;
  if (/^rc\.conf(?:\.local)?$/.test(name)) return true;
  return NAMED_AFTER_IT.test(path) && !NOT_CONFIGURATION.test(name);
}

function isSupervisor(path: string): boolean {
  return /supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path);
}

function kindOf(file: SourceFile): Kind | undefined {
  const { path, name, text } = file;
  if (text.length > LONGEST) return undefined;
  if (/\.(?:service|container)$/.test(name) || dropInOf(path) !== undefined) {
    return /memcache|11211|docker|podman|nerdctl/i.test(text) ||
      /memcache/i.test(path) ||
      /\.container$/.test(name)
      ? 'unit'
      : undefined;
  }
  if (/^Procfile/.test(name)) return /memcache|11211|docker/i.test(text) ? 'procfile' : undefined;
  if (isSupervisor(path) || /^\s*\[program:/m.test(text)) {
    return /memcache|11211|docker/i.test(text) ? 'supervisor' : undefined;
  }
  if (/^\s*(?:start on|stop on|respawn|expect (?:fork|daemon))\b/m.test(text)) return 'upstart';
  return confKindOf(file);
}

function translate({ files, tree }: PlatformInput): PlatformOutput {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const containers = new ContainerFiles(tree);
  const index = new PathIndex(tree.paths);
  const kinds = files.map((file) => ({ file, kind: kindOf(file) }));
  const units = kinds.filter(({ kind }) => kind === 'unit').map(({ file }) => file);
  const { facts: started, consumed } = unitFacts(units, tree, index, containers);
  facts.push(...started);
  for (const { file, kind } of kinds) {
    if (kind === undefined || kind === 'unit' || consumed.has(file.path)) continue;
    const contained =
      containers.has(file.path) ||
      (kind === 'supervisor' && containers.hasDockerfileAround(file.path));
    const placement = contained ? 'container' : 'host';
    if (kind === 'supervisor') facts.push(...supervisorFacts(file, placement));
    else if (kind === 'procfile') facts.push(...procfileFacts(file));
    else if (kind === 'upstart') facts.push(...upstartFacts(file, placement));
    else facts.push(...confFacts(file, kind, placement));
  }
  return { facts, problems };
}
