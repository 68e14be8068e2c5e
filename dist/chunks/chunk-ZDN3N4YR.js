import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  MEMCACHED_PORT
} from "./chunk-5VOORNIG.js";

// src/report/escape.ts
var INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0100}-\u{e01ef}]/gu;
function visible(text2) {
  return text2.replace(INVISIBLE, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\r") return "\\r";
    if (character === "	") return "\\t";
    return `\\u{${character.codePointAt(0).toString(16)}}`;
  });
}
function clip(text2, most) {
  if (text2.length <= most) return text2;
  return `${text2.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
function logSafe(text2) {
  return text2.replaceAll("##[", "# #[").split("\n").map((line) => line.trimStart().startsWith("::") ? `|${line}` : line).join("\n");
}
function commandData(text2) {
  return text2.split(/\r\n|\r|\n/).map((line) => visible(line).replaceAll("##[", "# #[")).join("\n").replaceAll("%", "%25").replaceAll("\n", "%0A");
}
function commandProperty(text2) {
  return visible(text2).replaceAll("##[", "# #[").replaceAll("%", "%25").replaceAll(":", "%3A").replaceAll(",", "%2C");
}
function html(text2) {
  return visible(text2).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}
function htmlCode(text2) {
  return `<code>${html(text2)}</code>`;
}
function markdownCode(text2, inTable = false) {
  const shown = visible(text2);
  if (shown === "") return "";
  const fence = "`".repeat(longestRun(shown, "`") + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  const span = `${fence}${pad}${shown}${pad}${fence}`;
  return inTable ? span.replaceAll("|", "\\u{7c}") : span;
}
var PLAIN_WORD = new RegExp(`^["'(]{0,2}\\p{L}[\\p{L}\\p{M}’']*(?:-\\p{L}[\\p{L}\\p{M}]*)*["')]{0,2}[.,;:!?]?["')]?$`, "u");
var PLAIN_NUMBER = /^(?:[0-9]{1,3}(?:,[0-9]{3}){0,3}%?|[0-9]{1,6}|\([0-9]{1,6}\))[,;:]?$/;
var PLAIN_MARKS = /* @__PURE__ */ new Set(["–", "—", "→", "…", "×"]);
function markdownProse(text2, inTable = false) {
  return text2.split("`").map((part, index) => {
    if (index % 2 === 1) return part === "" ? "" : markdownCode(part, inTable);
    return part.replace(/[^ ]+/g, (word) => markdownWord(word, inTable));
  }).join("");
}
function markdownWord(word, inTable) {
  if (PLAIN_WORD.test(word) || PLAIN_NUMBER.test(word) || PLAIN_MARKS.has(word)) return word;
  if (/^(?:\(|[.,;:!?)]+)$/.test(word)) return word;
  const [, open, core, close] = /^(\(?)(.*?)([.,;:!?)]{0,2})$/su.exec(word);
  if (core === "") return markdownCode(word, inTable);
  return `${open}${markdownCode(core, inTable)}${close}`;
}
function markdownFence(text2, info) {
  const shown = text2.split("\n").map((line) => line.split("	").map(visible).join("	")).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(shown, "`") + 1));
  return `${fence}${info}
${shown}
${fence}`;
}
function mermaidLabel(text2, most = 60) {
  return clip(visible(text2), most).replace(
    /[^\p{L}\p{N} .,…_:/'-]/gu,
    (character) => `#${character.codePointAt(0)};`
  );
}
function pathToUri(path) {
  return path.replace(new RegExp("\\p{Cs}", "gu"), "�").split("/").map(
    (segment) => encodeURIComponent(segment).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
    )
  ).join("/");
}
function safeJson(value) {
  return JSON.stringify(value, null, 2).replace(INVISIBLE, (character) => character === "\n" ? character : jsonEscape(character)).replaceAll("##[", "#\\u0023[");
}
function jsonEscape(character) {
  let escaped = "";
  for (let i = 0; i < character.length; i++) {
    escaped += `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}
function longestRun(text2, character) {
  let longest = 0;
  let run = 0;
  for (const each of text2) {
    run = each === character ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

// src/report/advice-table.ts
var OPEN_CACHE = "memcached asks nobody for a password unless it is told to: whoever reaches its port can read and change all that is cached, and empty it.";
var WHY = {
  MCE101: `${OPEN_CACHE} Open ports on the internet are found by scanners, and over UDP memcached answers a forged request with up to 51,000 times its size.`,
  MCE102: `A rule this wide opens every service behind it, memcached among them. ${OPEN_CACHE}`,
  MCE103: `${OPEN_CACHE} A public address may belong to many people, and changes hands when it is given back.`,
  MCE201: `${OPEN_CACHE} Docker forwards a published port before the packet filter of the host looks at it, so that a rule of ufw or of the INPUT chain does not stop it.`,
  MCE202: `${OPEN_CACHE} What leads out of the cluster also leads around the isolation that the cluster network gives.`,
  MCE301: `${OPEN_CACHE} A server that listens on every interface is as open as the most open network its host is in, now or later.`,
  MCE302: "A UDP request can carry a forged sender. memcached sends its answer, up to 51,000 times the size of the request, to whoever was named: that makes the server a weapon in denial-of-service attacks. UDP has no authentication and no TLS.",
  MCE303: `${OPEN_CACHE} Everyone on the networks that reach it is trusted with all of its content.`,
  MCE304: "What goes to and from the cache, passwords included, can be read and changed by whoever sits on the way.",
  MCE401: "The version has published vulnerabilities. Whoever reaches the port can use them, and tools to do so are public for some of them.",
  MCE501: "The rule looks like protection and is none, so that nobody looks for the open door behind it.",
  MCE502: "Nothing in the repository keeps anyone out: one change of the network around it opens it.",
  MCE901: "What decides whether memcached is reachable is not known from the repository. It may be open; this is not a pass.",
  MCE902: "Findings that are silenced by the change itself are seen by nobody else.",
  MCE903: "A file that cannot be read may hold an open door. Nothing in it was checked."
};
var FIX_BY_RULE = {
  MCE302: {
    kubernetes: [
      "Run memcached 1.5.6 or later and leave `-U` out of `args`, or add `-U 0`.",
      "Remove the UDP port from the Service and the container."
    ],
    compose: [
      "Run memcached 1.5.6 or later and leave `-U` out of `command`, or add `-U 0`.",
      "Remove published ports that end in `/udp`."
    ],
    dockerfile: ["Start from memcached 1.5.6 or later and leave `-U` out of `CMD`, or add `-U 0`."],
    any: [
      "Add `-U 0` to the options of memcached and restart it, or run 1.5.6 or later without `-U`.",
      "Close UDP in the packet filter as well."
    ]
  },
  MCE303: {
    any: [
      "First make it unreachable for all but its own applications; authentication is the second lock.",
      "Turn on SASL with `-S`, or a password file with `-Y` (1.5.15 or later), and give the applications the password from a secret store.",
      "Where there is no authentication to turn on, as with ElastiCache, admit the security group of the applications instead of a network."
    ]
  },
  MCE304: {
    terraform: [
      "Set `transit_encryption_enabled = true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate."
    ],
    cloudformation: [
      "Set `TransitEncryptionEnabled: true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate."
    ],
    pulumi: [
      "Set `transitEncryptionEnabled: true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate."
    ],
    any: [
      "Start memcached with `-Z -o ssl_chain_cert=<file>,ssl_key=<file>` (1.5.13 or later, built with TLS), or keep the traffic inside one private network."
    ]
  },
  MCE401: {
    any: [
      "Raise the version to the fixed one that the finding names, or to the newest release of 1.6.",
      "Restart memcached: its cache will be empty, so do it when the applications can bear that."
    ]
  },
  MCE502: {
    kubernetes: [
      "Add a NetworkPolicy that selects the memcached pods and admits only the pods that use them."
    ],
    any: ["Drop port 11211, TCP and UDP, IPv4 and IPv6, for all but the hosts that use the cache."]
  },
  MCE901: {
    terraform: [
      "Give the variable a safe default, put its value into a `*.auto.tfvars` file, or scan the plan (`terraform show -json`) instead."
    ],
    cloudformation: [
      "Give the parameter a safe `Default`, or narrow what it may be with `AllowedValues`."
    ],
    "azure-templates": [
      "Give the parameter a safe default value, or narrow what it may be with the allowed values."
    ],
    pulumi: ["Give the value a safe `default`, or put it into `Pulumi.<stack>.yaml`."],
    nomad: ["Give the variable of the job a safe default."],
    kubernetes: [
      "Put the value into the values file or overlay of the repository, or scan the rendered manifests instead."
    ],
    compose: ["Give the variable a default as in `${NAME:-127.0.0.1}`, or set it in `.env`."],
    ansible: ["Give the variable a default in the role or in `group_vars`."],
    any: ["Put the value where the repository shows it, or narrow what it can be."]
  },
  MCE902: {
    any: [
      "Correct the exposure instead of silencing it.",
      "If it has to stay, let the owner of the policy approve the change."
    ]
  },
  MCE903: {
    any: [
      "Correct the syntax at the place that is named.",
      "If the file is a template or a test file that nobody deploys, exclude it in the configuration."
    ]
  }
};
var PRIVATE_SERVICE = {
  terraform: [
    'Set `type = "ClusterIP"` on the Service; pods reach it by its name.',
    "If clients outside the cluster need it, make the load balancer internal and name their networks in `load_balancer_source_ranges`."
  ],
  any: [
    "Set `type: ClusterIP` on the Service; pods reach it by its name.",
    "If clients outside the cluster need it, make the load balancer internal and name their networks in `loadBalancerSourceRanges`."
  ]
};
var FIXES = {
  "security-group": {
    "azure-templates": [
      "Set `sourceAddressPrefix` to `VirtualNetwork` or to the subnet of the applications; what no rule allows is denied.",
      "Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6."
    ],
    cloudformation: [
      "Let in only the security group of the applications (`SourceSecurityGroupId`), or their private network, and nothing else.",
      "Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6."
    ],
    terraform: [
      "Let in only the security group of the applications, or their private network, and nothing else.",
      "Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6."
    ],
    any: [
      "Let in only the security group of the applications, or their private network, and nothing else."
    ]
  },
  "network-acl": {
    any: [
      "Narrow the entry to the subnets of the applications; what no entry allows is refused.",
      "Network ACLs are stateless: keep the entries for return traffic."
    ]
  },
  "cloud-firewall": {
    any: [
      "Name the networks or tags of the applications as the source, and nothing else.",
      "Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6."
    ]
  },
  "host-firewall": {
    ansible: [
      "Accept port 11211 from the hosts of the applications only; with firewalld write a `rich_rule`, for `port` and `source` cannot be used in one task.",
      "Drop the rest for TCP and UDP, IPv4 and IPv6."
    ],
    any: [
      "Accept port 11211 from the hosts of the applications only, before a rule that drops the rest, for TCP and UDP, IPv4 and IPv6."
    ]
  },
  "published-port": {
    compose: [
      "Remove the entry from `ports`: services of the same network reach memcached by its service name without it.",
      "If programs on the host need it, publish it on `127.0.0.1:11211:11211` only.",
      "Do not rely on ufw: Docker goes around it. Rules that hold belong into the `DOCKER-USER` chain."
    ],
    nomad: [
      "Remove the `port` block and let the other jobs reach memcached through Consul Connect or the bridge network.",
      "If clients outside of Nomad need it, put `host_network` on a private network of the client."
    ],
    "azure-templates": [
      "Set the type of `ipAddress` to `Private` and put the group into a subnet."
    ],
    terraform: [
      'Remove the `ports` block, or set `ip = "127.0.0.1"` in it.',
      "Do not rely on ufw: Docker goes around it."
    ],
    ansible: [
      "Remove the entry from `published_ports`, or put `127.0.0.1:` before it.",
      "Do not rely on ufw: Docker goes around it."
    ],
    any: [
      "Leave out `-p`, or put `127.0.0.1:` before the port.",
      "Do not rely on ufw: Docker goes around it."
    ]
  },
  service: PRIVATE_SERVICE,
  "node-port": PRIVATE_SERVICE,
  "load-balancer": {
    kubernetes: PRIVATE_SERVICE.any,
    any: [
      "Make the load balancer internal, or remove its listener for memcached.",
      "Let its security group or firewall admit only the networks of the applications."
    ]
  },
  "host-port": {
    any: [
      "Remove `hostPort` from the container; pods reach it through a Service of type `ClusterIP`."
    ]
  },
  "host-network": {
    compose: ["Remove `network_mode: host`; services of the same network reach it by its name."],
    any: [
      "Remove `hostNetwork: true`; pods reach it through a Service of type `ClusterIP`.",
      "If it has to stay, bind memcached to an address with `-l` and close the port on the node."
    ]
  },
  "ingress-controller": {
    any: ["Remove the entry for memcached from the TCP or UDP map of the ingress controller."]
  },
  "gateway-route": {
    any: ["Remove the route to memcached, or bind it to a Gateway with an internal address."]
  },
  "network-policy": {
    any: ["Name the pods that may connect with a `podSelector` in `from`, instead of everyone."]
  },
  proxy: {
    any: [
      "Bind the proxy to `127.0.0.1` or to a private address, or remove its listener for memcached."
    ]
  },
  "listen-address": {
    kubernetes: [
      "Keep the pod inside the cluster network, or bind memcached with `-l 127.0.0.1` where only its own pod uses it."
    ],
    compose: ["Keep the container on an internal network and do not publish its port."],
    dockerfile: [
      "Publish the port nowhere, or bind memcached with `-l 127.0.0.1` where only its own container uses it."
    ],
    any: [
      "Bind memcached to loopback with `-l 127.0.0.1,::1`, or to a private address of the host, and restart it.",
      "If other hosts use it, let the packet filter admit only those."
    ]
  }
};
var ROLLBACK = {
  terraform: "Revert the commit with `git revert`, look at `terraform plan`, then `terraform apply`. That opens the door again: if one application lost its cache, admit its address instead.",
  cloudformation: "Revert the commit with `git revert`, look at the change set (`aws cloudformation create-change-set`), then execute it. That opens the door again: if one application lost its cache, admit its security group instead.",
  "azure-templates": "Revert the commit with `git revert`, look at `az deployment group what-if`, then deploy it. That opens the door again: if one application lost its cache, admit its network instead.",
  "google-templates": "Revert the commit with `git revert` and deploy it again (`gcloud deployment-manager deployments update --preview`, or your delivery of Config Connector). That opens the door again: if one application lost its cache, admit its network instead.",
  heat: "Revert the commit with `git revert`, look at `openstack stack update --dry-run`, then update the stack. That opens the door again: if one application lost its cache, admit its network instead.",
  pulumi: "Revert the commit with `git revert`, look at `pulumi preview`, then `pulumi up`. That opens the door again: if one application lost its cache, admit its address instead.",
  nomad: "Run the former version of the job with `nomad job revert <job> <version>`, and revert the commit with `git revert`. That opens the door again: if one job lost its cache, register that job as a Consul service instead.",
  controllers: "Revert the commit with `git revert` and apply the objects again with `kubectl apply` or by your delivery tool; the controller changes the cloud back. That opens the door again: if one application lost its cache, admit its address instead.",
  kubernetes: "Revert the commit with `git revert` and apply it again with `kubectl apply`, `helm rollback` or by your delivery tool. That opens the door again: if one client lost its cache, admit that client instead.",
  compose: "Revert the commit with `git revert` and run `docker compose up -d`. That opens the door again: if one program lost its cache, connect it to the same network instead.",
  dockerfile: "Revert the commit with `git revert`, build the image again and start it, or start the former image by its digest.",
  ansible: "Revert the commit with `git revert` and run the playbook again for these hosts. That opens the door again: if one host lost its cache, admit that host instead.",
  settings: 'Revert the commit with `git revert` and let the agents of the hosts run again (`puppet agent --test`, `salt "*" state.apply`, `chef-client`). That opens the door again: if one host lost its cache, admit that host instead.',
  programs: "Revert the commit with `git revert` and deploy again.",
  host: "Put the former file back with `git revert`, install it on the host, then restart memcached or reload the packet filter. That opens the door again: if one host lost its cache, admit that host instead."
};
var VAGRANT = {
  why: `${OPEN_CACHE} Vagrant forwards a port on every address of the machine that runs it, unless \`host_ip\` names one.`,
  fix: [
    'Bind the forwarded port to loopback: `host_ip: "127.0.0.1"`.',
    "Leave the forwarding out if only programs in the virtual machine use memcached."
  ],
  rollback: "Revert the commit with `git revert` and run `vagrant reload`. That opens the door again: let the one client that needs it connect through `vagrant ssh -- -L 11211:127.0.0.1:11211` instead."
};

// src/report/advice.ts
function adviceFor(finding) {
  const mechanism = text(finding, "mechanism");
  const platform = text(finding, "platform");
  if (mechanism === "published-port" && /(?:^|\/)vagrantfile[^/]*$/i.test(finding.location.file)) {
    const port = portOf(finding);
    return { ...VAGRANT, verify: [listening(port), tcpFromOutside(port)] };
  }
  const why = own(WHY, finding.ruleId);
  return {
    ...why === void 0 ? {} : { why },
    fix: fixFor(finding.ruleId, mechanism, platform),
    verify: verifyFor(finding, mechanism, platform),
    rollback: own(ROLLBACK, platform) ?? (VERIFIED_BY_SCAN.has(finding.ruleId) ? UNDO_EDIT : ROLLBACK.host)
  };
}
function fixFor(ruleId, mechanism, platform) {
  const byRule = own(FIX_BY_RULE, ruleId);
  if (byRule !== void 0) return pick(byRule, platform);
  const byMechanism = own(FIXES, mechanism);
  return byMechanism === void 0 ? [] : pick(byMechanism, platform);
}
function pick(table, platform) {
  return own(table, platform) ?? table.any;
}
var UNDO_EDIT = "Revert the commit with `git revert`.";
var VERIFIED_BY_SCAN = /* @__PURE__ */ new Set(["MCE901", "MCE902", "MCE903"]);
var RANDOM_PORT_RANGE = 100;
function verifyFor(finding, mechanism, platform) {
  if (VERIFIED_BY_SCAN.has(finding.ruleId)) {
    return [
      {
        where: "in the repository",
        command: "memcached-exposure scan .",
        expect: "The finding is gone, or a definite one stands in its place."
      }
    ];
  }
  const port = portOf(finding);
  if (finding.ruleId === "MCE401") {
    return [versionCheck(platform, port)];
  }
  if (finding.ruleId === "MCE303") return [authenticationCheck(port)];
  if (finding.ruleId === "MCE304") return [tlsCheck(port)];
  const checks = [inside(finding, mechanism, platform, port)];
  const protocols = text(finding, "protocols").toLowerCase();
  const udpOnly = finding.ruleId === "MCE302" || protocols.includes("udp") && !protocols.includes("tcp");
  if (!udpOnly) checks.push(tcpFromOutside(port));
  if (udpOnly || protocols.includes("udp")) checks.push(udpFromOutside(port));
  return checks;
}
function inside(finding, mechanism, platform, port) {
  switch (mechanism) {
    case "security-group":
    case "network-acl":
    case "cloud-firewall":
      return cloudCheck(finding);
    case "published-port":
      return {
        where: "on the Docker host",
        command: port === "<port>" ? `docker ps --format '{{.Names}} {{.Ports}}' | grep -e '->${insideOf(finding)}/'` : `docker ps --filter publish=${port} --format '{{.Names}} {{.Ports}}'`,
        expect: "No container is listed, or only with `127.0.0.1:` or `[::1]:` before the port."
      };
    case "service":
    case "node-port":
    case "load-balancer":
    case "ingress-controller":
    case "gateway-route":
      return {
        where: "with access to the cluster",
        command: `kubectl get services --all-namespaces -o wide | grep -w ${port === "<port>" ? MEMCACHED_PORT : port}`,
        expect: "Every line says `ClusterIP` and has `<none>` as its external address."
      };
    case "host-port":
      return {
        where: "with access to the cluster",
        command: `kubectl get pods --all-namespaces -o yaml | grep -w 'hostPort: ${port}'`,
        expect: "Nothing is printed."
      };
    case "host-network":
      return {
        where: "on the cluster node",
        command: `sudo ss -lntu 'sport = :${port}'`,
        expect: "No socket of the node listens on the port."
      };
    case "network-policy":
      return {
        where: "with access to the cluster",
        command: "kubectl describe networkpolicies --all-namespaces",
        expect: "The policy for memcached names the pods that may connect, and no others."
      };
    case "host-firewall":
      return {
        where: "on the host",
        command: "sudo nft list ruleset; sudo iptables -S; sudo ip6tables -S",
        expect: `Only the trusted sources are accepted on port ${port}, before the rule that drops the rest.`
      };
    default:
      return platform === "kubernetes" || platform === "compose" || platform === "dockerfile" ? inContainer(platform) : listening(port);
  }
}
function listening(port) {
  return {
    where: "on the host",
    command: `sudo ss -lntup 'sport = :${port}'`,
    expect: "Only loopback or private addresses are listed, and no `udp` line."
  };
}
function inContainer(platform) {
  return platform === "kubernetes" ? {
    where: "with access to the cluster",
    command: `kubectl exec <pod> -- cat /proc/1/cmdline | tr '\\0' ' '`,
    expect: "The options of memcached are the ones of the fix."
  } : {
    where: "on the Docker host",
    command: "docker top <container>",
    expect: "The options of memcached are the ones of the fix."
  };
}
function cloudCheck(finding) {
  const resource = `${text(finding, "name")} ${finding.location.address ?? ""}`;
  const platform = text(finding, "platform");
  const expect = "No rule lets an untrusted source reach the port.";
  if (platform === "cloudformation" || /(?:^|[ ."])aws_|AWS::/.test(resource)) {
    return {
      where: "with access to the account",
      command: "aws ec2 describe-security-group-rules --filters Name=group-id,Values=<security-group-id>",
      expect
    };
  }
  if (platform === "google-templates" || /(?:^|[ ."])google_/.test(resource)) {
    return {
      where: "with access to the project",
      command: 'gcloud compute firewall-rules list --format="table(name,direction,sourceRanges.list(),allowed[].map().firewall_rule().list())"',
      expect
    };
  }
  if (platform === "azure-templates" || /(?:^|[ ."])azurerm_/.test(resource)) {
    return {
      where: "with access to the subscription",
      command: "az network nsg rule list --resource-group <resource-group> --nsg-name <nsg> --include-default --output table",
      expect
    };
  }
  if (platform === "heat") {
    return {
      where: "with access to the project",
      command: "openstack security group rule list --ingress <security-group>",
      expect
    };
  }
  if (platform === "pulumi") {
    return {
      where: "with access to the cloud account",
      command: "pulumi preview --diff",
      expect: "No change is left to make, and the rule in the state no longer names an untrusted source."
    };
  }
  return {
    where: "with access to the cloud account",
    command: "terraform plan",
    expect: "No change is left to apply, and the rule in the state no longer names an untrusted source."
  };
}
function tcpFromOutside(port) {
  return {
    where: "from an untrusted host",
    command: `printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect: "Nothing is printed: the connection is refused or times out. `VERSION` means still open."
  };
}
function udpFromOutside(port) {
  return {
    where: "from an untrusted host",
    command: `printf '\\0\\1\\0\\0\\0\\1\\0\\0version\\r\\n' | nc -u -w 3 <address> ${port}`,
    expect: "Nothing is printed. `VERSION` means that UDP still answers."
  };
}
function versionCheck(platform, port) {
  const where = platform === "kubernetes" ? "from a pod of the cluster" : "from a trusted host";
  return {
    where,
    command: `printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect: "The version printed is the fixed one or a later one."
  };
}
function authenticationCheck(port) {
  return {
    where: "from a host that may connect",
    command: `printf 'get x\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect: "Not `END`: with a password file memcached says `CLIENT_ERROR unauthenticated`, with SASL it closes the connection."
  };
}
function tlsCheck(port) {
  return {
    where: "from a host that may connect",
    command: `openssl s_client -connect <address>:${port} </dev/null`,
    expect: "The handshake succeeds and shows the certificate of the server."
  };
}
function portOf(finding) {
  const ranges = rangesOf(text(finding, "ports"));
  if (ranges === void 0) return MEMCACHED_PORT;
  if (ranges.some(([low2, high2]) => low2 <= MEMCACHED_PORT && MEMCACHED_PORT <= high2)) {
    return MEMCACHED_PORT;
  }
  const [low, high] = ranges[0];
  if (high - low >= RANDOM_PORT_RANGE) return "<port>";
  return low > 65535 ? MEMCACHED_PORT : low;
}
function insideOf(finding) {
  const [low] = rangesOf(text(finding, "inside"))?.[0] ?? [MEMCACHED_PORT];
  return low > 65535 ? MEMCACHED_PORT : low;
}
function rangesOf(ports) {
  if (!/^[0-9]{1,5}(?:-[0-9]{1,5})?(?:, [0-9]{1,5}(?:-[0-9]{1,5})?)*$/.test(ports))
    return void 0;
  return ports.split(", ").map((range) => {
    const [low, high = low] = range.split("-").map(Number);
    return [low, high];
  });
}
function text(finding, key) {
  return String(own(finding.data, key) ?? "");
}
function own(table, key) {
  return Object.hasOwn(table, key) ? table[key] : void 0;
}

// src/report/messages.ts
var LONGEST_VALUE = 300;
function describeFinding(finding, rule) {
  const template = rule?.messages[finding.messageId];
  const title = rule === void 0 ? finding.ruleId : fill(rule.title, finding.data);
  const advice = adviceFor(finding);
  const sentence = capitalised(
    template === void 0 ? rule?.description ?? title : fill(template, finding.data)
  );
  return {
    ruleId: finding.ruleId,
    title,
    sentence,
    why: advice.why ?? rule?.description ?? "",
    fix: finding.fix === void 0 ? advice.fix : [
      finding.fix.description,
      ...advice.fix.filter((step) => !repeats(step, finding.fix.description))
    ],
    verify: advice.verify,
    rollback: advice.rollback,
    ...rule?.docsUrl === void 0 ? {} : { docsUrl: rule.docsUrl },
    path: pathLine(finding),
    notes: finding.notes.filter((note) => !says(sentence, note))
  };
}
function says(sentence, note) {
  const reason = / because (.+)$/su.exec(note)?.[1];
  return reason !== void 0 && sentence.endsWith(reason);
}
function repeats(step, text2) {
  const code = step.split("`").filter((_, index) => index % 2 === 1);
  return code.length > 0 && code.every((part) => text2.includes(part));
}
function describer(report) {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  return (finding) => describeFinding(finding, rules.get(finding.ruleId));
}
function pathLine(finding) {
  return pathSteps(finding).map((step) => clip(step.label, 120)).join(" → ");
}
function pathSteps({ path }) {
  return path.filter(({ label }, index) => label !== path[index + 1]?.label);
}
function fill(template, data) {
  return template.split("`").map((part, index) => fillPart(part, data, index % 2 === 1)).join("`");
}
function fillPart(part, data, isCode) {
  return part.replace(/\{([A-Za-z][A-Za-z0-9]{0,40})\}/g, (whole, name) => {
    const value = Object.hasOwn(data, name) ? data[name] : void 0;
    if (value === void 0) return whole;
    const text2 = clip(String(value), LONGEST_VALUE);
    const paired = text2.split("`").length % 2 === 1;
    return isCode || !paired ? text2.replaceAll("`", "'") : text2;
  });
}
function capitalised(sentence) {
  return /^[a-z]+ /.test(sentence) ? sentence[0].toUpperCase() + sentence.slice(1) : sentence;
}

// src/files/patch-path.ts
var ESCAPES = {
  "\n": "\\n",
  "\r": "\\r",
  "	": "\\t",
  '"': '\\"',
  "\\": "\\\\"
};
function patchPath(side, path) {
  const quoted = path.replace(/["\\\u0000-\u001f\u007f]/g, (character) => {
    const octal = character.charCodeAt(0).toString(8).padStart(3, "0");
    return ESCAPES[character] ?? `\\${octal}`;
  });
  return quoted === path ? `${side}/${path}` : `"${side}/${quoted}"`;
}

export {
  visible,
  clip,
  logSafe,
  commandData,
  commandProperty,
  html,
  htmlCode,
  markdownCode,
  markdownProse,
  markdownFence,
  mermaidLabel,
  pathToUri,
  safeJson,
  describeFinding,
  describer,
  pathSteps,
  capitalised,
  patchPath
};
