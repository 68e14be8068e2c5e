import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';
import { confKindOf, type ConfKind } from './conf-kinds.js';
import { isPortList } from './port-lists.js';
import { isShorewall } from './shorewall.js';
import {
  dropInOf,
  firewallFileOf,
  isCloudConfig,
  isCrontab,
  isIptablesSave,
  isPacker,
  isWindowsScript,
  isWorkflow,
  proxyKindOf,
  type ProxyKind,
} from './names.js';

/** What a file of this platform is. */
export type Kind =
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
  | 'port-list'
  | 'shorewall'
  | ProxyKind
  | 'firewall';

/** Longer files are no configuration of a service. */
const LONGEST = 512 * 1024;

/** memcached and its containers as the files of a host start them. */
export const hostClaim: PlatformClaim = {
  name: 'host',
  title: 'Host configuration',
  mayClaim,
  claims: (file) => kindOf(file) !== undefined,
};

const NAMED_AFTER_IT =
  /(?:^|\/)[^/]*memcache[^/]*$|(?:^|\/)(?:sysconfig|default|conf\.d|init|init\.d|rc\.conf\.d)\/[^/]*memcache[^/]*$/i;
const NOT_CONFIGURATION =
  /\.(?:[cm]?[jt]sx?|py|php|rb|go|java|kt|scala|rs|cs|c|h|cpp|hpp|pm|t|lua|ex|exs|erl|hs|md|rst|txt|html?|css|svg|png|jpe?g|gif|ya?ml|json|toml|xml|tf|tfvars|hcl|lock|patch|diff|spec|ebuild|nix|j2|env|example|sample|dist|pem|key|crt|rpm|deb|gz|tgz|bz2|xz|zst|tar|jar|war|whl|pdf|ico|webp|so|exe|dll|zip|sock|pid|log|sql|csv|nomad|sh|bash|zsh|bat|ps1)$/i;

function mayClaim(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:service|container|socket)$/.test(name) || dropInOf(path) !== undefined) return true;
  if (isWindowsScript(path) || isPacker(path) || isWorkflow(path)) return true;
  if (isCrontab(path) || /(?:haproxy|nginx|stream)[^/]*(?:\/[^/]+)*\.(?:cfg|conf)$/i.test(path))
    return true;
  if (isSupervisor(path) || /^Procfile/.test(name)) return true;
  if (isPortList(path) || isShorewall(path)) return true;
  if (/^rc\.conf(?:\.local)?$/.test(name)) return true;
  if (name.endsWith('.nix') || isVagrantfile(name) || mayBeCloudInit(path)) return true;
  if (isMakefile(name) || mayBeScript(path) || firewallFileOf(path) !== undefined) return true;
  return NAMED_AFTER_IT.test(path) && !NOT_CONFIGURATION.test(name);
}

function isVagrantfile(name: string): boolean {
  return /^[Vv]agrantfile(?:\.[A-Za-z0-9_-]+)?$/.test(name);
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
export const SCRIPT_MENTIONS =
  /memcache|11211|(?:docker|podman|nerdctl)\s|ip6?tables|\bnft\b|\bufw\b|firewall-cmd|security-group|security group|firewall-rules|nsg rule|open-port|compute firewall|(?:hcloud|linode-cli|vultr-cli) +firewall|public-ports|network-acl|security-list|nsg rules|sg-rule|secgroup|AuthorizeSecurityGroup|CreateSecurityGroup|advfirewall|NetFirewall/i;

function isSupervisor(path: string): boolean {
  return /supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path);
}

/** What a file of this platform is; `undefined` when it is none. */
export function kindOf(file: SourceFile): Kind | undefined {
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
  if (isPortList(path)) return 'port-list';
  if (isShorewall(path)) return 'shorewall';
  if (isWindowsScript(path)) return SCRIPT_MENTIONS.test(text) ? 'windows' : undefined;
  if (isCrontab(path)) return /memcache|docker|podman/i.test(text) ? 'cron' : undefined;
  if (/^Procfile/.test(name)) return /memcache|11211|docker/i.test(text) ? 'procfile' : undefined;
  if (isSupervisor(path) || /^[ \t]*\[program:/m.test(text)) {
    return /memcache|11211|docker/i.test(text) ? 'supervisor' : undefined;
  }
  if (/^[ \t]*(?:start on|stop on|respawn|expect (?:fork|daemon))\b/m.test(text)) return 'upstart';
  const rules = firewallFileOf(path);
  if (rules !== undefined && (rules.loose !== true || isIptablesSave(text))) return 'firewall';
  if (isMakefile(name)) return SCRIPT_MENTIONS.test(text) ? 'makefile' : undefined;
  const conf = confKindOf(file);
  if (conf !== undefined) return conf;
  if (/memcache|11211/i.test(text)) {
    const proxy = proxyKindOf(path, text);
    if (proxy !== undefined) return proxy;
  }
  return isScript(file) && SCRIPT_MENTIONS.test(text) ? 'script' : undefined;
}
