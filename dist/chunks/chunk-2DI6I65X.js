import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  dropInOf,
  firewallFileOf,
  isCloudConfig,
  isCrontab,
  isPacker,
  isWindowsScript,
  isWorkflow,
  proxyKindOf
} from "./chunk-TIZEIHRV.js";
import {
  Located,
  linesOf,
  readOpenRc,
  readShellAssignments,
  readSysconfig
} from "./chunk-FFEE66SI.js";

// src/platforms/host/conf-kinds.ts
function confKindOf(file) {
  if (isRcConf(file.path))
    return /^[ \t]*memcached_(?:enable|flags)=/m.test(file.text) ? "rc.conf" : void 0;
  if (!/memcache/i.test(file.path)) return void 0;
  if (/(?:^|\/)templates\//.test(file.path) && /\{[{%]/.test(file.text)) return void 0;
  let options = 0;
  let assignments = 0;
  let others = 0;
  let commentedOptions = 0;
  for (const raw of file.text.split("\n", 5e3)) {
    const line = raw.trim();
    if (line === "") continue;
    if (line.startsWith("#")) {
      if (/^#+\s*-[A-Za-z](?:\s|$)/.test(line)) commentedOptions++;
    } else if (/^--?[A-Za-z]/.test(line)) options++;
    else if (/^(?:export\s+)?[A-Za-z_][A-Za-z0-9_]*=/.test(line)) assignments++;
    else if (!line.startsWith("logfile")) others++;
  }
  const foreign = /^[ \t]*(?:\[[^\]\n]+\][ \t\r]*$|<\/?[A-Za-z?!]|.*[{}][ \t\r]*$)/m.test(
    withoutComments(file.text)
  );
  const isConf = /\.conf(?:\.erb|\.epp|\.tmpl|\.tpl)?$|(?:^|\/)memcached?[^/.]*$/i.test(file.name);
  if (options > 0 && !foreign && others <= options && isConf) return "debian";
  if (options === 0 && assignments === 0 && others === 0) {
    return commentedOptions > 1 && isConf ? "debian" : void 0;
  }
  if (assignments === 0 || foreign) return void 0;
  const lines = linesOf(file);
  const where = file.location(0);
  const scripted = others > assignments;
  if (!scripted && readOpenRc(lines, where) !== void 0 && !/^[ \t]*OPTIONS=/m.test(file.text))
    return "openrc";
  if (!scripted && readSysconfig(lines, where) !== void 0) return "sysconfig";
  if (/\.(?:sh|bash)$|(?:^|\/)init\.d\//.test(file.path) || file.text.startsWith("#!"))
    return void 0;
  return readVariables(lines).length > 0 ? "variables" : void 0;
}
function isRcConf(path) {
  return /(?:^|\/)rc\.conf(?:\.local|\.d\/memcached)?$/.test(path);
}
function withoutComments(text) {
  return text.replace(/^[ \t]*#.*$/gm, "").replace(/<%[^%\n]{0,300}%>|\{\{[^}\n]{0,300}\}\}/g, "");
}
var ADDRESS = /^_*(?:MEMCACHED?_*)?(?:LISTEN|BIND|INTERFACE)(?:_*(?:ON|ADDR|ADDRESS|IP|HOST|INTERFACE))?$/i;
var OPTIONS = /^_*(?:(?:MEMCACHED?|DAEMON|EXTRA|MISC|CMD)_*)?(?:OPTS|OPTIONS|ARGS|PARAMS|FLAGS)$/i;
function readVariables(lines) {
  const found = [];
  lines.forEach((raw, index) => {
    const line = Located.of(raw).trim();
    const name = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=/.exec(line.text)?.[1];
    if (name === void 0) return;
    const value = readShellAssignments([raw]).get(name);
    if (value === void 0 || value.text === "") return;
    if (ADDRESS.test(name)) {
      found.push({ words: [{ text: "-l", where: value.where }, value], line: index + 1 });
    } else if (OPTIONS.test(name) && /^\s*-/.test(value.text ?? value.prefix ?? "")) {
      found.push({ words: splitOptions(value), line: index + 1 });
    }
  });
  return found;
}
function splitOptions(value) {
  return value.text === void 0 ? [{ ...value, maySplit: true }] : Located.of([value]).split();
}

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
  if (/^rc\.conf(?:\.local)?$/.test(name)) return true;
  if (name.endsWith(".nix") || isVagrantfile(name) || mayBeCloudInit(path)) return true;
  if (isMakefile(name) || mayBeScript(path) || firewallFileOf(path) !== void 0) return true;
  return NAMED_AFTER_IT.test(path) && !NOT_CONFIGURATION.test(name);
}
function isVagrantfile(name) {
  return /^Vagrantfile(?:\.[A-Za-z0-9_-]+)?$/.test(name);
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
var SCRIPT_MENTIONS = /memcache|11211|(?:docker|podman|nerdctl)\s|ip6?tables|\bnft\b|\bufw\b|firewall-cmd|security-group|security group|firewall-rules|nsg rule|open-port|compute firewall|(?:hcloud|linode-cli|vultr-cli) +firewall|public-ports|network-acl|security-list|nsg rules|sg-rule|secgroup|AuthorizeSecurityGroup|CreateSecurityGroup/i;
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
  if (isWindowsScript(path)) return SCRIPT_MENTIONS.test(text) ? "windows" : void 0;
  if (isCrontab(path)) return /memcache|docker|podman/i.test(text) ? "cron" : void 0;
  if (/^Procfile/.test(name)) return /memcache|11211|docker/i.test(text) ? "procfile" : void 0;
  if (isSupervisor(path) || /^[ \t]*\[program:/m.test(text)) {
    return /memcache|11211|docker/i.test(text) ? "supervisor" : void 0;
  }
  if (/^[ \t]*(?:start on|stop on|respawn|expect (?:fork|daemon))\b/m.test(text)) return "upstart";
  if (firewallFileOf(path) !== void 0) return "firewall";
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
  readVariables,
  splitOptions,
  hostClaim,
  SCRIPT_MENTIONS,
  kindOf
};
