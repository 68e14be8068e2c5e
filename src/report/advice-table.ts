import type { Mechanism, PlatformName } from '../facts.js';

/**
 * The wording of advice, as data. Sources: memcached(1) and the memcached advisory on UDP
 * amplification, US-CERT TA14-017A, Docker's "Packet filtering and firewalls", Kubernetes' "Service" and
 * "Network Policies", and the documentation of the providers' resources that are named.
 */

/** Steps for a platform, and for all others under `any`; in order of preference. */
export type FixTable = Readonly<Partial<Record<PlatformName, readonly string[]>>> & {
  readonly any: readonly string[];
};

const OPEN_CACHE =
  'memcached asks nobody for a password unless it is told to: whoever reaches its port can read and change all that is cached, and empty it.';

/** What each rule's findings risk. */
export const WHY: Readonly<Record<string, string>> = {
  MCE101: `${OPEN_CACHE} Open ports on the internet are found by scanners, and over UDP memcached answers a forged request with up to 51,000 times its size.`,
  MCE102: `A rule this wide opens every service behind it, memcached among them. ${OPEN_CACHE}`,
  MCE103: `${OPEN_CACHE} A public address may belong to many people, and changes hands when it is given back.`,
  MCE201: `${OPEN_CACHE} Docker forwards a published port before the packet filter of the host looks at it, so that a rule of ufw or of the INPUT chain does not stop it.`,
  MCE202: `${OPEN_CACHE} What leads out of the cluster also leads around the isolation that the cluster network gives.`,
  MCE301: `${OPEN_CACHE} A server that listens on every interface is as open as the most open network its host is in, now or later.`,
  MCE302:
    'A UDP request can carry a forged sender. memcached sends its answer, up to 51,000 times the size of the request, to whoever was named: that makes the server a weapon in denial-of-service attacks. UDP has no authentication and no TLS.',
  MCE303: `${OPEN_CACHE} Everyone on the networks that reach it is trusted with all of its content.`,
  MCE304:
    'What goes to and from the cache, passwords included, can be read and changed by whoever sits on the way.',
  MCE401:
    'The version has published vulnerabilities. Whoever reaches the port can use them, and tools to do so are public for some of them.',
  MCE501:
    'The rule looks like protection and is none, so that nobody looks for the open door behind it.',
  MCE502:
    'Nothing in the repository keeps anyone out: one change of the network around it opens it.',
  MCE901:
    'What decides whether memcached is reachable is not known from the repository. It may be open; this is not a pass.',
  MCE902: 'Findings that are silenced by the change itself are seen by nobody else.',
  MCE903: 'A file that cannot be read may hold an open door. Nothing in it was checked.',
};

/** What to do when the rule decides it, whatever the mechanism. */
export const FIX_BY_RULE: Readonly<Record<string, FixTable>> = {
  MCE302: {
    kubernetes: [
      'Run memcached 1.5.6 or later and leave `-U` out of `args`, or add `-U 0`.',
      'Remove the UDP port from the Service and the container.',
    ],
    compose: [
      'Run memcached 1.5.6 or later and leave `-U` out of `command`, or add `-U 0`.',
      'Remove published ports that end in `/udp`.',
    ],
    dockerfile: ['Start from memcached 1.5.6 or later and leave `-U` out of `CMD`, or add `-U 0`.'],
    any: [
      'Add `-U 0` to the options of memcached and restart it, or run 1.5.6 or later without `-U`.',
      'Close UDP in the packet filter as well.',
    ],
  },
  MCE303: {
    any: [
      'First make it unreachable for all but its own applications; authentication is the second lock.',
      'Turn on SASL with `-S`, or a password file with `-Y` (1.5.15 or later), and give the applications the password from a secret store.',
      'Where there is no authentication to turn on, as with ElastiCache, admit the security group of the applications instead of a network.',
    ],
  },
  MCE304: {
    terraform: [
      'Set `transit_encryption_enabled = true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate.',
    ],
    cloudformation: [
      'Set `TransitEncryptionEnabled: true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate.',
    ],
    pulumi: [
      'Set `transitEncryptionEnabled: true` on the ElastiCache cluster (memcached 1.6.12 or later), or start memcached with `-Z` and a certificate.',
    ],
    any: [
      'Start memcached with `-Z -o ssl_chain_cert=<file>,ssl_key=<file>` (1.5.13 or later, built with TLS), or keep the traffic inside one private network.',
    ],
  },
  MCE401: {
    any: [
      'Raise the version to the fixed one that the finding names, or to the newest release of 1.6.',
      'Restart memcached: its cache will be empty, so do it when the applications can bear that.',
    ],
  },
  MCE502: {
    kubernetes: [
      'Add a NetworkPolicy that selects the memcached pods and admits only the pods that use them.',
    ],
    any: ['Drop port 11211, TCP and UDP, IPv4 and IPv6, for all but the hosts that use the cache.'],
  },
  MCE901: {
    terraform: [
      'Give the variable a safe default, put its value into a `*.auto.tfvars` file, or scan the plan (`terraform show -json`) instead.',
    ],
    cloudformation: [
      'Give the parameter a safe `Default`, or narrow what it may be with `AllowedValues`.',
    ],
    'azure-templates': [
      'Give the parameter a safe default value, or narrow what it may be with the allowed values.',
    ],
    pulumi: ['Give the value a safe `default`, or put it into `Pulumi.<stack>.yaml`.'],
    nomad: ['Give the variable of the job a safe default.'],
    kubernetes: [
      'Put the value into the values file or overlay of the repository, or scan the rendered manifests instead.',
    ],
    compose: ['Give the variable a default as in `${NAME:-127.0.0.1}`, or set it in `.env`.'],
    ansible: ['Give the variable a default in the role or in `group_vars`.'],
    any: ['Put the value where the repository shows it, or narrow what it can be.'],
  },
  MCE902: {
    any: [
      'Correct the exposure instead of silencing it.',
      'If it has to stay, let the owner of the policy approve the change.',
    ],
  },
  MCE903: {
    any: [
      'Correct the syntax at the place that is named.',
      'If the file is a template or a test file that nobody deploys, exclude it in the configuration.',
    ],
  },
};

const PRIVATE_SERVICE: FixTable = {
  terraform: [
    'Set `type = "ClusterIP"` on the Service; pods reach it by its name.',
    'If clients outside the cluster need it, make the load balancer internal and name their networks in `load_balancer_source_ranges`.',
  ],
  any: [
    'Set `type: ClusterIP` on the Service; pods reach it by its name.',
    'If clients outside the cluster need it, make the load balancer internal and name their networks in `loadBalancerSourceRanges`.',
  ],
};

/** What to do about a door of each kind. */
export const FIXES: Readonly<Record<Mechanism, FixTable>> = {
  'security-group': {
    'azure-templates': [
      'Set `sourceAddressPrefix` to `VirtualNetwork` or to the subnet of the applications; what no rule allows is denied.',
      'Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6.',
    ],
    cloudformation: [
      'Let in only the security group of the applications (`SourceSecurityGroupId`), or their private network, and nothing else.',
      'Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6.',
    ],
    terraform: [
      'Let in only the security group of the applications, or their private network, and nothing else.',
      'Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6.',
    ],
    any: [
      'Let in only the security group of the applications, or their private network, and nothing else.',
    ],
  },
  'network-acl': {
    any: [
      'Narrow the entry to the subnets of the applications; what no entry allows is refused.',
      'Network ACLs are stateless: keep the entries for return traffic.',
    ],
  },
  'cloud-firewall': {
    any: [
      'Name the networks or tags of the applications as the source, and nothing else.',
      'Delete rules for UDP 11211: memcached has UDP off by default since 1.5.6.',
    ],
  },
  'host-firewall': {
    ansible: [
      'Accept port 11211 from the hosts of the applications only; with firewalld write a `rich_rule`, for `port` and `source` cannot be used in one task.',
      'Drop the rest for TCP and UDP, IPv4 and IPv6.',
    ],
    any: [
      'Accept port 11211 from the hosts of the applications only, before a rule that drops the rest, for TCP and UDP, IPv4 and IPv6.',
    ],
  },
  'published-port': {
    compose: [
      'Remove the entry from `ports`: services of the same network reach memcached by its service name without it.',
      'If programs on the host need it, publish it on `127.0.0.1:11211:11211` only.',
      'Do not rely on ufw: Docker goes around it. Rules that hold belong into the `DOCKER-USER` chain.',
    ],
    nomad: [
      'Remove the `port` block and let the other jobs reach memcached through Consul Connect or the bridge network.',
      'If clients outside of Nomad need it, put `host_network` on a private network of the client.',
    ],
    'azure-templates': [
      'Set the type of `ipAddress` to `Private` and put the group into a subnet.',
    ],
    terraform: [
      'Remove the `ports` block, or set `ip = "127.0.0.1"` in it.',
      'Do not rely on ufw: Docker goes around it.',
    ],
    ansible: [
      'Remove the entry from `published_ports`, or put `127.0.0.1:` before it.',
      'Do not rely on ufw: Docker goes around it.',
    ],
    any: [
      'Leave out `-p`, or put `127.0.0.1:` before the port.',
      'Do not rely on ufw: Docker goes around it.',
    ],
  },
  service: PRIVATE_SERVICE,
  'node-port': PRIVATE_SERVICE,
  'load-balancer': {
    kubernetes: PRIVATE_SERVICE.any,
    any: [
      'Make the load balancer internal, or remove its listener for memcached.',
      'Let its security group or firewall admit only the networks of the applications.',
    ],
  },
  'host-port': {
    any: [
      'Remove `hostPort` from the container; pods reach it through a Service of type `ClusterIP`.',
    ],
  },
  'host-network': {
    compose: ['Remove `network_mode: host`; services of the same network reach it by its name.'],
    any: [
      'Remove `hostNetwork: true`; pods reach it through a Service of type `ClusterIP`.',
      'If it has to stay, bind memcached to an address with `-l` and close the port on the node.',
    ],
  },
  'ingress-controller': {
    any: ['Remove the entry for memcached from the TCP or UDP map of the ingress controller.'],
  },
  'gateway-route': {
    any: ['Remove the route to memcached, or bind it to a Gateway with an internal address.'],
  },
  'network-policy': {
    any: ['Name the pods that may connect with a `podSelector` in `from`, instead of everyone.'],
  },
  proxy: {
    any: [
      'Bind the proxy to `127.0.0.1` or to a private address, or remove its listener for memcached.',
    ],
  },
  'listen-address': {
    kubernetes: [
      'Keep the pod inside the cluster network, or bind memcached with `-l 127.0.0.1` where only its own pod uses it.',
    ],
    compose: ['Keep the container on an internal network and do not publish its port.'],
    dockerfile: [
      'Publish the port nowhere, or bind memcached with `-l 127.0.0.1` where only its own container uses it.',
    ],
    any: [
      'Bind memcached to loopback with `-l 127.0.0.1,::1`, or to a private address of the host, and restart it.',
      'If other hosts use it, let the packet filter admit only those.',
    ],
  },
};

/** How to undo a fix that broke something. */
export const ROLLBACK: Readonly<Record<PlatformName, string>> = {
  terraform:
    'Revert the commit with `git revert`, look at `terraform plan`, then `terraform apply`. That opens the door again: if one application lost its cache, admit its address instead.',
  cloudformation:
    'Revert the commit with `git revert`, look at the change set (`aws cloudformation create-change-set`), then execute it. That opens the door again: if one application lost its cache, admit its security group instead.',
  'azure-templates':
    'Revert the commit with `git revert`, look at `az deployment group what-if`, then deploy it. That opens the door again: if one application lost its cache, admit its network instead.',
  'google-templates':
    'Revert the commit with `git revert` and deploy it again (`gcloud deployment-manager deployments update --preview`, or your delivery of Config Connector). That opens the door again: if one application lost its cache, admit its network instead.',
  heat: 'Revert the commit with `git revert`, look at `openstack stack update --dry-run`, then update the stack. That opens the door again: if one application lost its cache, admit its network instead.',
  pulumi:
    'Revert the commit with `git revert`, look at `pulumi preview`, then `pulumi up`. That opens the door again: if one application lost its cache, admit its address instead.',
  nomad:
    'Run the former version of the job with `nomad job revert <job> <version>`, and revert the commit with `git revert`. That opens the door again: if one job lost its cache, register that job as a Consul service instead.',
  controllers:
    'Revert the commit with `git revert` and apply the objects again with `kubectl apply` or by your delivery tool; the controller changes the cloud back. That opens the door again: if one application lost its cache, admit its address instead.',
  kubernetes:
    'Revert the commit with `git revert` and apply it again with `kubectl apply`, `helm rollback` or by your delivery tool. That opens the door again: if one client lost its cache, admit that client instead.',
  compose:
    'Revert the commit with `git revert` and run `docker compose up -d`. That opens the door again: if one program lost its cache, connect it to the same network instead.',
  dockerfile:
    'Revert the commit with `git revert`, build the image again and start it, or start the former image by its digest.',
  ansible:
    'Revert the commit with `git revert` and run the playbook again for these hosts. That opens the door again: if one host lost its cache, admit that host instead.',
  settings:
    'Revert the commit with `git revert` and let the agents of the hosts run again (`puppet agent --test`, `salt "*" state.apply`, `chef-client`). That opens the door again: if one host lost its cache, admit that host instead.',
  programs: 'Revert the commit with `git revert` and deploy again.',
  host: 'Put the former file back with `git revert`, install it on the host, then restart memcached or reload the packet filter. That opens the door again: if one host lost its cache, admit that host instead.',
};

/** A port that Vagrant forwards, which looks like a published one: no engine of containers has a hand in it. */
export const VAGRANT = {
  why: `${OPEN_CACHE} Vagrant forwards a port on every address of the machine that runs it, unless \`host_ip\` names one.`,
  fix: [
    'Bind the forwarded port to loopback: `host_ip: "127.0.0.1"`.',
    'Leave the forwarding out if only programs in the virtual machine use memcached.',
  ],
  rollback:
    'Revert the commit with `git revert` and run `vagrant reload`. That opens the door again: let the one client that needs it connect through `vagrant ssh -- -L 11211:127.0.0.1:11211` instead.',
} as const;
