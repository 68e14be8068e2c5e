import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

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
  if (name === "nftables.conf" || name.endsWith(".nft")) return file("nft");
  if (match !== null && /^(?:ufw|firewalld)\/|^default\/ufw$/.test(inside)) return file("other");
  return void 0;
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

export {
  isCloudConfig,
  dropInOf,
  firewallFileOf,
  isCrontab,
  isWindowsScript,
  isWorkflow,
  isPacker,
  proxyKindOf
};
