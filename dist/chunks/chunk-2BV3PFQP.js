import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  confKindOf,
  dropInOf,
  firewallFileOf,
  isCloudConfig,
  isCrontab,
  isIptablesSave,
  isPacker,
  isPortList,
  isShorewall,
  isWindowsScript,
  isWorkflow,
  proxyKindOf
} from "./chunk-ELTLBIM2.js";

// src/platforms/host/claim.ts
var LONGEST = 512 * 1024;
var hostClaim = {
  name: "host",
  title: "Host configuration",
  mayClaim,
  claims: (file) => kindOf(file) !== void 0
};
var NAMED_AFTER_IT = /(?:^|\/)[^/]*memcache[^/]*$|(?:^|\/)(?:sysconfig|default|conf\.d|init|init\.d|rc\.conf\.d)\/[^/]*memcache[^/]*$/i;
var NOT_CONFIGURATION = /\.(?:[cm]?[jt]sx?|py|php|rb|go|java|kt|scala|rs|cs|c|h|cpp|hpp|pm|t|lua|ex|exs|erl|hs|md|rst|txt|html?|css|svg|png|jpe?g|gif|ya?ml|json|toml|xml|tf|tfvars|hcl|lock|patch|diff|spec|ebuild|nix|j2|env|example|sample|dist|pem|key|crt|rpm|deb|gz|tgz|bz2|xz|zst|tar|jar|war|whl|pdf|ico|webp|so|exe|dll|zip|sock|pid|log|sql|csv|nomad|sh|bash|zsh|bat|ps1)$/i;
function mayClaim(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/\.(?:service|container|socket)$/.test(name) || dropInOf(path) !== void 0) return true;
  if (isWindowsScript(path) || isPacker(path) || isWorkflow(path)) return true;
  if (isCrontab(path) || /(?:haproxy|nginx|stream)[^/]*(?:\/[^/]+)*\.(?:cfg|conf)$/i.test(path))
    return true;
  if (isSupervisor(path) || /^Procfile/.test(name)) return true;
  if (isPortList(path) || isShorewall(path)) return true;
  if (/^rc\.conf(?:\.local)?$/.test(name)) return true;
  if (name.endsWith(".nix") || isVagrantfile(name) || mayBeCloudInit(path)) return true;
  if (isMakefile(name) || mayBeScript(path) || firewallFileOf(path) !== void 0) return true;
  return NAMED_AFTER_IT.test(path) && !NOT_CONFIGURATION.test(name);
}
function isVagrantfile(name) {
  return /^[Vv]agrantfile(?:\.[A-Za-z0-9_-]+)?$/.test(name);
}
function mayBeCloudInit(path) {
  return /(?:^|\/)[^/]*(?:cloud[-_]?(?:init|config)|user[-_]?data)[^/]*$/i.test(path) || /(?:^|\/)cloud\.cfg(?:\.d\/[^/]+)?$|\.(?:ya?ml|cfg)$/.test(path);
}
function isMakefile(name) {
  return /^(?:GNU)?[Mm]akefile(?:\.[A-Za-z0-9_-]+)?$|\.mk$/.test(name);
}
function mayBeScript(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/\.(?:sh|bash|ash|ksh)(?:\.tpl|\.tftpl)?$/.test(name)) return true;
  if (name === "rc.local") return true;
  if (name.includes(".")) return false;
  return /(?:^|\/)(?:s?bin|scripts?|init\.d|provision(?:ing|ers?)?|bootstrap|deploy|tools?|ci|hack|vagrant)\//.test(
    path
  ) || /(?:provision|bootstrap|install|setup|start|run|entrypoint|deploy|user[-_]?data|memcache)/i.test(
    name
  );
}
function isScript({ path, text }) {
  return /\.(?:sh|bash|ash|ksh)$/.test(path) || /^#!.{0,80}\b(?:ba|da|a|k|z)?sh\b/.test(text.slice(0, 200));
}
var SCRIPT_MENTIONS = /memcache|11211|(?:docker|podman|nerdctl)\s|ip6?tables|\bnft\b|\bufw\b|firewall-cmd|security-group|security group|firewall-rules|nsg rule|open-port|compute firewall|(?:hcloud|linode-cli|vultr-cli) +firewall|public-ports|network-acl|security-list|nsg rules|sg-rule|secgroup|AuthorizeSecurityGroup|CreateSecurityGroup|advfirewall|NetFirewall/i;
function isSupervisor(path) {
  return /supervisor[^/]*(?:\/[^/]+)*\.(?:conf|ini)$/i.test(path);
}
function kindOf(file) {
  const { path, name, text } = file;
  if (text.length > LONGEST) return void 0;
  if (name.endsWith(".nix")) return /memcache|11211/i.test(text) ? "nix" : void 0;
  if (isVagrantfile(name)) return /memcache|11211/i.test(text) ? "vagrant" : void 0;
  if (isWorkflow(path)) return /memcache|11211/i.test(text) ? "workflow" : void 0;
  if (isPacker(path)) {
    const build = /\bprovisioner/.test(text) && (SCRIPT_MENTIONS.test(text) || /\.(?:sh|conf)\b/.test(text));
    return build ? "packer" : void 0;
  }
  if (isCloudConfig(text)) return SCRIPT_MENTIONS.test(text) ? "cloud-init" : void 0;
  if (/\.ya?ml$/.test(path)) return void 0;
  if (/\.(?:service|container|socket)$/.test(name) || dropInOf(path) !== void 0) {
    return /memcache|11211|docker|podman|nerdctl/i.test(text) || /memcache/i.test(path) || /\.container$/.test(name) || // What a socket unit starts is named elsewhere; what it forwards to is found there.
    /^[ \t]*\[Socket\]|socket-proxyd/m.test(text) ? "unit" : void 0;
  }
  if (isPortList(path)) return "port-list";
  if (isShorewall(path)) return "shorewall";
  if (isWindowsScript(path)) return SCRIPT_MENTIONS.test(text) ? "windows" : void 0;
  if (isCrontab(path)) return /memcache|docker|podman/i.test(text) ? "cron" : void 0;
  if (/^Procfile/.test(name)) return /memcache|11211|docker/i.test(text) ? "procfile" : void 0;
  if (isSupervisor(path) || /^[ \t]*\[program:/m.test(text)) {
    return /memcache|11211|docker/i.test(text) ? "supervisor" : void 0;
  }
  if (/^[ \t]*(?:start on|stop on|respawn|expect (?:fork|daemon))\b/m.test(text)) return "upstart";
  const rules = firewallFileOf(path);
  if (rules !== void 0 && (rules.loose !== true || isIptablesSave(text))) return "firewall";
  if (isMakefile(name)) return SCRIPT_MENTIONS.test(text) ? "makefile" : void 0;
  const conf = confKindOf(file);
  if (conf !== void 0) return conf;
  if (/memcache|11211/i.test(text)) {
    const proxy = proxyKindOf(path, text);
    if (proxy !== void 0) return proxy;
  }
  return isScript(file) && SCRIPT_MENTIONS.test(text) ? "script" : void 0;
}

export {
  hostClaim,
  SCRIPT_MENTIONS,
  kindOf
};
