import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  Located,
  linesOf,
  readOpenRc,
  readShellAssignments,
  readSysconfig
} from "./chunk-6JJH6RJN.js";

// src/platforms/host/names.ts
function isCloudConfig(text) {
  return /^\s*#cloud-config\b/.test(text);
}
var DROP_IN = /(?:^|\/)([^/]+\.(?:service|container|socket))\.d\/[^/]+\.conf$/;
function dropInOf(path) {
  return DROP_IN.exec(path)?.[1];
}
var IN_ETC = /^(.*?)(?:^|\/)etc\/((?:iptables|ufw|firewalld|nftables|nftables\.d|sysconfig|default)\/.*|nftables\.conf)$/;
function firewallFileOf(path) {
  const match = IN_ETC.exec(path);
  const root = match?.[1] ?? path.slice(0, Math.max(path.lastIndexOf("/"), 0));
  const inside = match?.[2] ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  const file = (kind, at = `/etc/${inside}`) => ({
    kind,
    root,
    path: at
  });
  if (/^(?:rules\.v4|rules4|iptables\.rules|iptables\.save|iptables\.up\.rules)$/.test(name))
    return file("iptables");
  if (/^(?:rules\.v6|rules6|ip6tables\.rules|ip6tables\.save)$/.test(name))
    return file("ip6tables");
  if (/^sysconfig\/(iptables|ip6tables)$/.test(inside))
    return file(name === "iptables" ? "iptables" : "ip6tables");
  const kept = KEPT_RULES.exec(name);
  if (kept !== null) return { ...file(kept[1] === "6" ? "ip6tables" : "iptables"), loose: true };
  if (name === "nftables.conf" || name.endsWith(".nft")) return file("nft");
  if (match !== null && /^(?:ufw|firewalld)\/|^default\/ufw$/.test(inside)) return file("other");
  return void 0;
}
var KEPT_RULES = /^(?:[A-Za-z0-9]+[._-])?ip(6?)tables(?:[._-](?:rules|save|saved|conf|config|v[46]|txt))*$/;
function isIptablesSave(text) {
  return /^\*(?:filter|nat|mangle|raw|security)[ \t]*\r?$/m.test(text);
}
function isCrontab(path) {
  return /(?:^|\/)(?:cron\.d\/[^/]+|[^/]*crontab[^/.]*|[^/]+\.cron(?:tab)?)$/.test(path);
}
function isWindowsScript(path) {
  return /\.(?:ps1|psm1|bat|cmd)$/i.test(path);
}
function isWorkflow(path) {
  return /(?:^|\/)\.github\/(?:workflows\/[^/]+|actions\/(?:[^/]+\/)*action)\.ya?ml$/.test(path);
}
function isPacker(path) {
  return /\.pkr\.(?:hcl|json)$/.test(path) || /(?:packer|template)[^/]*\.json$|(?:^|\/)packer\/[^/]+\.json$/i.test(path);
}
function proxyKindOf(path, text) {
  if (!/\.(?:cfg|conf)$|haproxy|nginx/i.test(path)) return void 0;
  if (/^[ \t]*(?:listen|frontend)[ \t]+\S/m.test(text) && /^[ \t]*(?:server|default_backend|use_backend)[ \t]/m.test(text) && !/^[ \t]*(?:listen|server)[^;{\n]*[;{]/m.test(text))
    return "haproxy";
  return /^[ \t]*stream[ \t]*\{/m.test(text) || /^[ \t]*proxy_pass[ \t]+(?!https?:)[^;\n]*;/m.test(text) ? "nginx" : void 0;
}
function isPortList(path) {
  return /(?:^|\/)(?:csf\.(?:conf|allow|deny)|conf\.apf|(?:apf|apf-firewall)\/(?:allow|deny)_hosts\.rules)(?:\.sample)?$/.test(
    path
  );
}
function isShorewall(path) {
  return /(?:^|\/)shorewall6?\/(?:[^/]+\/)*rules(?:\.d\/[^/]+)?$/.test(path);
}

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
      if (/^#+\s*-[A-Za-z](?:\s+\S+)?$/.test(line)) commentedOptions++;
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

export {
  confKindOf,
  readVariables,
  splitOptions,
  isCloudConfig,
  dropInOf,
  firewallFileOf,
  isIptablesSave,
  isCrontab,
  isWindowsScript,
  isWorkflow,
  isPacker,
  proxyKindOf,
  isPortList,
  isShorewall
};
