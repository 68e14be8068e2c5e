import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/platforms/ansible/names.ts
var TASK_KEYWORDS = /* @__PURE__ */ new Set([
  "action",
  "any_errors_fatal",
  "args",
  "async",
  "become",
  "become_exe",
  "become_flags",
  "become_method",
  "become_user",
  "changed_when",
  "check_mode",
  "collections",
  "connection",
  "debugger",
  "delay",
  "delegate_facts",
  "delegate_to",
  "diff",
  "environment",
  "failed_when",
  "ignore_errors",
  "ignore_unreachable",
  "listen",
  "local_action",
  "loop",
  "loop_control",
  "module_defaults",
  "name",
  "no_log",
  "notify",
  "poll",
  "port",
  "register",
  "remote_user",
  "retries",
  "run_once",
  "sudo",
  "sudo_user",
  "tags",
  "throttle",
  "timeout",
  "until",
  "vars",
  "when",
  "always",
  "block",
  "rescue",
  "static",
  "first_available_file"
]);
var FREE_FORM = /* @__PURE__ */ new Set([
  "command",
  "shell",
  "raw",
  "script",
  "win_command",
  "win_shell",
  "win_powershell",
  "include",
  "include_tasks",
  "import_tasks",
  "import_playbook",
  "include_vars",
  "meta",
  "include_role",
  "import_role"
]);
var KNOWN_MODULES = /* @__PURE__ */ new Set([
  "firewall_rule",
  "vultr_firewall_rule",
  "oci_network_security_list",
  "exo_security_group_rule",
  "ali_security_group",
  "lightsail",
  "gce_net",
  "cs_firewall",
  "cs_securitygroup_rule",
  "podman_play",
  "nomad_job",
  "elasticache",
  "ecs_taskdefinition",
  "win_command",
  "win_shell",
  "win_powershell",
  "script",
  "azure_rm_securitygroup",
  "blockinfile",
  "command",
  "copy",
  "debconf",
  "digital_ocean_firewall",
  "docker_compose",
  "docker_compose_v2",
  "docker_container",
  "docker_service",
  "docker_stack",
  "docker_swarm_service",
  "ec2_group",
  "ec2_security_group",
  "ec2_instance",
  "ec2",
  "ec2_vpc_nacl",
  "file",
  "firewalld",
  "gcp_compute_firewall",
  "helm",
  "hcloud_firewall",
  "firewall",
  "hcloud_firewall",
  "iptables",
  "iptables_raw",
  "iptables_state",
  "k8s",
  "lineinfile",
  "nftables",
  "os_security_group_rule",
  "podman_container",
  "podman_pod",
  "raw",
  "replace",
  "script",
  "security_group",
  "security_group_rule",
  "service",
  "shell",
  "systemd",
  "systemd_service",
  "template",
  "ufw",
  "win_firewall_rule",
  "apt",
  "yum",
  "dnf",
  "dnf5",
  "package",
  "zypper",
  "apk",
  "pacman",
  "pkgng",
  "homebrew",
  "ini_file"
]);
var COLLECTIONS = /* @__PURE__ */ new Set([
  "ansible.builtin",
  "ansible.legacy",
  "ansible.posix",
  "ansible.windows",
  "amazon.aws",
  "azure.azcollection",
  "community.aws",
  "community.digitalocean",
  "community.docker",
  "community.general",
  "community.kubernetes",
  "community.windows",
  "containers.podman",
  "google.cloud",
  "hetzner.hcloud",
  "kubernetes.core",
  "openstack.cloud",
  "netways.elasticstack",
  "linode.cloud",
  "vultr.cloud",
  "ngine_io.vultr",
  "ngine_io.exoscale",
  "ngine_io.cloudstack",
  "oracle.oci"
]);
function shortName(name) {
  return name.slice(name.lastIndexOf(".") + 1);
}
function isModuleKey(key) {
  const dot = key.lastIndexOf(".");
  if (dot < 0) return KNOWN_MODULES.has(key) || FREE_FORM.has(key);
  return COLLECTIONS.has(key.slice(0, dot));
}

// src/platforms/ansible/claim.ts
var ansibleClaim = {
  name: "ansible",
  title: "Ansible",
  mayClaim(path) {
    return /\.ya?ml$/i.test(path) && !/(^|\/)\.(github|gitlab|circleci)\//.test(path);
  },
  claims(file) {
    return isPlaybookOrTasks(file);
  }
};
function isPlaybookOrTasks(file) {
  const { path, text } = file;
  if (!startsAsList(text)) return false;
  if (/(^|\/)(tasks|handlers)\/[^/]+(\/[^/]+)*\.ya?ml$/i.test(path)) return true;
  if (/^(?:- +| {2,8})["']?(?:hosts|import_playbook|ansible\.builtin\.import_playbook)["']?[ \t]*:/m.test(
    text
  ))
    return true;
  for (const match of text.matchAll(
    /^(?:[ ]*- +| {2,12})["']?([A-Za-z_][\w.]{1,80})["']?[ \t]*:/gm
  )) {
    if (isModuleKey(match[1]) && !NOT_ALONE.has(match[1])) return true;
  }
  return false;
}
var NOT_ALONE = /* @__PURE__ */ new Set([
  "command",
  "file",
  "service",
  "package",
  "script",
  "include",
  "template",
  "raw",
  "shell",
  "copy",
  "replace",
  "helm",
  "firewall",
  "ec2",
  "security_group",
  "meta",
  "systemd",
  "homebrew",
  "apk"
]);
function startsAsList(text) {
  for (let at = 0; at < text.length && at < 2e4; ) {
    const newline = text.indexOf("\n", at);
    const line = text.slice(at, newline < 0 ? text.length : newline).trim();
    at = newline < 0 ? text.length : newline + 1;
    if (line === "" || line.startsWith("#") || line === "---" || line.startsWith("%") || line.startsWith("--- #"))
      continue;
    return line.startsWith("- ") || line === "-" || line.startsWith("[");
  }
  return false;
}

// src/platforms/programs/kinds.ts
var SOURCE = /\.(?:[cm]?[jt]sx?|py|go|java|kt|cs|fs|vb)$/;
var KINDS = [
  {
    title: "what this AWS CDK program deploys",
    advice: "Scan what `cdk synth` writes (cdk.out/*.template.json), for instance in the step before the deployment.",
    marks: (path) => /(^|\/)cdk\.json$/.test(path),
    isProject: () => true,
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /aws-cdk|aws_cdk|awscdk|software\.amazon\.awscdk|Amazon\.CDK/,
    isEvaluatedElsewhere: (root, tree) => tree.paths.some(
      (path) => path.startsWith(root === "" ? "cdk.out/" : `${root}/cdk.out/`) && path.endsWith(".template.json")
    )
  },
  {
    title: "what this CDK for Terraform program deploys",
    advice: "Scan what `cdktf synth` writes (cdktf.out/stacks/*/cdk.tf.json).",
    marks: (path) => /(^|\/)cdktf\.json$/.test(path),
    isProject: () => true,
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /cdktf/,
    isEvaluatedElsewhere: (root, tree) => tree.paths.some(
      (path) => path.startsWith(root === "" ? "cdktf.out/" : `${root}/cdktf.out/`) && path.endsWith(".tf.json")
    )
  },
  {
    title: "what this Pulumi program deploys",
    advice: "Only programs in YAML are evaluated; look at the security groups and published ports of this one by hand.",
    marks: (path) => /(^|\/)Pulumi\.ya?ml$/.test(path),
    isProject: ({ text }) => /^runtime\s*:/m.test(text) && !/^runtime\s*:\s*["']?yaml\b/m.test(text),
    rootOf: (mark) => mark.folder,
    source: SOURCE,
    uses: /pulumi/i
  },
  {
    title: "what this Puppet code sets up",
    advice: "Parameters of the class memcached that stand in Hiera are evaluated; look at the resources of the manifest by hand.",
    marks: (path) => /\.pp$/.test(path) && !/(^|\/)(spec|tests?|examples)\//.test(path),
    isProject: () => true,
    rootOf: ({ folder }) => folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ""),
    isWhole: true
  },
  {
    title: "what this Chef cookbook sets up",
    advice: "Attributes of the memcached cookbook that stand in roles, environments and nodes in JSON are evaluated; look at the recipe by hand.",
    marks: (path) => /(^|\/)(recipes|attributes|resources|providers)\/[^/]+\.rb$/.test(path),
    isProject: ({ path, text }) => !/(^|\/)(spec|tests?)\//.test(path) && /^\s*(?:include_recipe|package|service|template|firewall_rule|memcached_instance|node\.|(?:default|override|normal|node)\[)/m.test(
      text
    ),
    rootOf: ({ folder }) => folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ""),
    isWhole: true
  },
  {
    title: "what these Salt states set up",
    advice: "Pillars of the memcached formula are evaluated; look at the state, and at the files that it writes, by hand.",
    marks: (path) => /\.sls$/.test(path),
    isProject: ({ text }) => /^\s+(?:-\s+)?(?:pkg|service|iptables|firewalld|nftables|file|cmd|docker_container)\.[a-z_]+\s*:/m.test(
      text
    ),
    rootOf: ({ folder }) => folder.replace(/(^|\/)(?:manifests|recipes|attributes|resources|providers)(\/.*)?$/, ""),
    isWhole: true
  },
  {
    title: "what this packet filter lets in",
    advice: "Scan what `ferm --noexec --lines` or `firehol debug` writes, as a file of iptables-save (rules.v4), or look at its rules by hand.",
    marks: (path) => /(^|\/)(?:ferm\.conf|ferm(?:\.d)?\/[^/]+\.(?:conf|ferm)|[^/]+\.ferm|firehol\.conf)$/.test(
      path
    ),
    isProject: ({ text }) => /\b(?:dport|chain|table|domain|interface|server|client)\b/.test(text),
    rootOf: ({ path }) => path,
    isWhole: true
  }
];

// src/platforms/programs/claim.ts
var programsClaim = {
  name: "programs",
  title: "Programs (Puppet, Chef, Salt, CDK, CDKTF, Pulumi, ferm and FireHOL; only named, not evaluated)",
  mayClaim: (path) => KINDS.some((kind) => kind.marks(path)),
  claims: (file) => KINDS.some((kind) => kind.marks(file.path) && kind.isProject(file))
};

// src/platforms/settings/claim.ts
var HIERA = /^\s*["']?(?:::)?memcached::[a-z_]/m;
var CHEF = /"(?:(?:default|override)_attributes|default|override|normal)"\s*:/;
var PILLAR = /^["']?memcached["']?\s*:/m;
var settingsClaim = {
  name: "settings",
  title: "Puppet, Salt and Chef data",
  mayClaim: (path) => /\.(e?ya?ml|json|sls)$/i.test(path),
  claims: ({ path, text }) => /\.sls$/i.test(path) ? PILLAR.test(text) : HIERA.test(text) || /\.json$/i.test(path) && isChef(text)
};
function isChef(text) {
  return text.includes('"memcached"') && CHEF.test(text) && /"(?:json_class|chef_type|run_list|chef_environment)"/.test(text);
}

export {
  TASK_KEYWORDS,
  FREE_FORM,
  KNOWN_MODULES,
  shortName,
  isModuleKey,
  ansibleClaim,
  KINDS,
  programsClaim,
  HIERA,
  settingsClaim
};
