import type { Kind } from './claim.js';

/** What is read of one kind of file, for the documents. */
interface KindRow {
  /** The names the files go by. */
  readonly files: string;
  readonly judged: string;
}

/** Every kind of file of this platform; the compiler demands that none is left out. */
export const HOST_KINDS: Readonly<Record<Kind, KindRow>> = {
  debian: {
    files: '`/etc/memcached.conf`, `memcached_*.conf`',
    judged:
      "read as Debian's start scripts read it: comments, quotes, lines they drop, values on the next line",
  },
  sysconfig: {
    files: '`/etc/sysconfig/memcached`, `/etc/default/memcached`',
    judged: '`PORT`, `OPTIONS`, `MEMCACHED_PARAMS`, put together as the unit of the package does',
  },
  openrc: {
    files: '`/etc/conf.d/memcached`',
    judged: '`LISTENON`, `PORT`, `UDPPORT`, `MISC_OPTS`',
  },
  'rc.conf': {
    files: '`rc.conf`, `rc.conf.d/memcached`',
    judged: '`memcached_enable`, `memcached_flags`',
  },
  variables: {
    files: 'other files of variables named after memcached',
    judged: 'variables that hold a listen address or options, for a start script that is not known',
  },
  unit: {
    files: '`*.service`, `*.socket`, `*.container`, drop-ins in `*.service.d/`',
    judged:
      '`ExecStart=` with resets, `Environment=`, `EnvironmentFile=`, specifiers, `IPAddressAllow=`, `PrivateNetwork=`; sockets in front of `systemd-socket-proxyd`; Quadlet containers and pods',
  },
  supervisor: {
    files: '`supervisord.conf`, `supervisor/conf.d/*`',
    judged: '`command=` of programs that start by themselves',
  },
  procfile: { files: '`Procfile`', judged: 'the command of each process' },
  upstart: { files: 'jobs of upstart', judged: '`exec` and `script`' },
  cron: { files: '`crontab`, `cron.d/*`', judged: 'commands, also `@reboot`' },
  script: {
    files: 'shell scripts, init scripts, `run` files of runit and daemontools, user data',
    judged:
      'the commands they would run, in order: memcached, containers, `sed -i` and here-documents on configuration, units and scripts they write, packet filters, cloud tools, relays',
  },
  makefile: { files: '`Makefile`, `*.mk`', judged: 'recipes, with simple variables' },
  windows: {
    files: '`*.ps1`, `*.bat`, `*.cmd`, `<powershell>` and `<script>` in user data',
    judged:
      '`sc create`, `nssm`, `New-Service`, `schtasks`, containers, `netsh advfirewall`, `New-NetFirewallRule` and what changes or removes rules, profiles, port proxies, cloud tools; variables, splatting, conditions, loops and functions as far as they are known',
  },
  'port-list': {
    files: '`csf.conf`, `csf.allow`, `csf.deny`, `conf.apf`, `allow_hosts.rules`',
    judged:
      'the ports that ConfigServer Firewall and APF open to everybody, and to those they name',
  },
  shorewall: {
    files: '`shorewall/rules`, `shorewall6/rules`',
    judged: 'rules in their order: zones, addresses, ports, DNAT; macros only of memcached',
  },
  'cloud-init': {
    files: '`#cloud-config`',
    judged: '`bootcmd`, `write_files`, `runcmd`, as one script',
  },
  vagrant: { files: '`Vagrantfile`', judged: 'forwarded ports, bridged networks, inline scripts' },
  packer: {
    files: '`*.pkr.hcl`, `*.pkr.json`, `packer*.json`',
    judged:
      'shell, PowerShell, `windows-shell` and file provisioners of a build together, in their order',
  },
  nix: {
    files: '`*.nix`',
    judged:
      "`services.memcached`, `networking.firewall` with NixOS' own chains, `virtualisation.oci-containers`; modules together with those they import",
  },
  workflow: {
    files: '`.github/workflows/*`, composite actions',
    judged:
      "service containers and steps; a machine of GitHub's own is nobody's door, what a step tells a cloud or a cluster counts",
  },
  haproxy: {
    files: '`haproxy.cfg`',
    judged: '`bind` in front of servers on port 11211, `tcp-request connection reject`',
  },
  nginx: {
    files: '`nginx.conf` and parts of it',
    judged: '`stream` servers in front of port 11211, `allow` and `deny`',
  },
  firewall: {
    files: '`rules.v4`, `rules.v6`, `iptables-save` files, `*.nft`, `etc/ufw/*`, `etc/firewalld/*`',
    judged: 'the filter as the kernel would evaluate it, one host for each folder',
  },
};
