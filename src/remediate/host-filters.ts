import {
  chainOf,
  chainRules,
  ensureFirst,
  kernelLog,
  listening,
  loader,
  LOG_PREFIX,
  pathOf,
  portJumps,
  removeAll,
  restoreText,
} from './guard.js';
import type { Draft, Request } from './model.js';
import { lines, writeFile } from './shell.js';

/** Services that write the whole packet filter when they start. */
const FILTER_UNITS = [
  'netfilter-persistent.service',
  'iptables.service',
  'ip6tables.service',
  'nftables.service',
  'ufw.service',
  'firewalld.service',
];

const FAMILIES = [
  { program: 'iptables', family: 'v4' },
  { program: 'ip6tables', family: 'v6' },
] as const;

/** A chain of its own at the top of INPUT, in both families. */
export function iptables(request: Request): Draft {
  const { port } = request;
  const chain = chainOf(port);
  const load = loader(request, {
    files: FAMILIES.map(({ family }) => ({
      suffix: family,
      content: restoreText([{ name: chain, rules: chainRules(chain, request[family], 'ACCEPT') }]),
    })),
    script: lines(
      '# The chain is whole before the first packet is sent to it.',
      FAMILIES.flatMap(({ program, family }) => [
        `${program}-restore --noflush < ${pathOf(port, family)}`,
        ...portJumps(port).map((jump) => ensureFirst(program, 'INPUT', jump)),
      ]),
    ),
    after: FILTER_UNITS,
  });
  return {
    notes: [
      'No change window is needed for the trusted: their rules stand before the first packet is sent to them, and the chain is replaced in one step when it is applied again.',
      'Published ports of Docker containers never pass INPUT: use `--for docker` on a Docker host.',
      `Untrusted clients that use the cache today are cut off at once; look for them first (step before).`,
    ],
    files: load.files,
    before: lines(
      listening(port),
      '# Who is connected now: every sender that is not trusted loses the cache.',
      `ss -tnH state established 'sport = :${port}'`,
      'iptables-save; ip6tables-save',
    ),
    apply: load.apply,
    verify: lines(
      listening(port),
      '# The jumps stand at the top of INPUT; the chain ends with DROP.',
      FAMILIES.flatMap(({ program }) => [
        `${program} -S INPUT | sed -n 1,6p`,
        `${program} -nvL ${chain}`,
      ]),
    ),
    blocked: kernelLog(),
    rollback: lines(
      FAMILIES.flatMap(({ program }) => [
        ...portJumps(port).map((jump) => removeAll(program, 'INPUT', jump)),
        `${program} --wait -F ${chain} 2>/dev/null || true`,
        `${program} --wait -X ${chain} 2>/dev/null || true`,
      ]),
      load.forget,
    ),
  };
}

/** A table of its own, loaded in one transaction. */
export function nftables(request: Request): Draft {
  const { port } = request;
  const table = `memcached_${port}`;
  const load = loader(request, {
    files: [{ suffix: 'nft', content: nftTable(request) }],
    script: `nft -f ${pathOf(port, 'nft')}`,
    after: FILTER_UNITS,
  });
  return {
    notes: [
      'No change window is needed for the trusted: the table is loaded in one transaction.',
      'The table only takes away: where another table refuses the trusted today, it still does; allow them there too.',
      'Published ports of Docker containers never pass the input hook: use `--for docker` on a Docker host.',
    ],
    files: load.files,
    before: lines(
      listening(port),
      '# Who is connected now: every sender that is not trusted loses the cache.',
      `ss -tnH state established 'sport = :${port}'`,
      'nft list ruleset',
    ),
    apply: load.apply,
    verify: lines(listening(port), `nft list table inet ${table}`),
    blocked: kernelLog(),
    rollback: lines(`nft delete table inet ${table} 2>/dev/null || true`, load.forget),
  };
}

/** The text of nft(8) that replaces the table of the port. */
export function nftTable({ v4, v6, port }: Request): string {
  const table = `inet memcached_${port}`;
  const set = (name: string, type: string, networks: readonly string[]): string[] => [
    `  set ${name} {`,
    `    type ${type}`,
    '    flags interval',
    ...(networks.length === 0 ? [] : [`    elements = { ${networks.join(', ')} }`]),
    '  }',
  ];
  return `${lines(
    `table ${table}`,
    `delete table ${table}`,
    `table ${table} {`,
    set('trusted4', 'ipv4_addr', v4),
    set('trusted6', 'ipv6_addr', v6),
    '  chain guard {',
    '    ip saddr @trusted4 accept',
    '    ip6 saddr @trusted6 accept',
    `    limit rate 6/minute burst 10 packets log prefix "${LOG_PREFIX}"`,
    '    drop',
    '  }',
    '  chain input {',
    '    type filter hook input priority -10; policy accept;',
    '    iif "lo" accept',
    `    tcp dport ${port} jump guard`,
    `    udp dport ${port} jump guard`,
    '  }',
    '}',
  )}\n`;
}

/** A chain in ufw's own before.rules: loaded with ufw, ahead of every rule of `ufw allow`. */
export function ufw(request: Request): Draft {
  const { port } = request;
  const chain = chainOf(port);
  const families = [
    { program: 'iptables', family: 'v4', hook: 'ufw-before-input', path: '/etc/ufw/before.rules' },
    {
      program: 'ip6tables',
      family: 'v6',
      hook: 'ufw6-before-input',
      path: '/etc/ufw/before6.rules',
    },
  ] as const;
  const begin = `# BEGIN memcached ${port}`;
  const end = `# END memcached ${port}`;
  const remove = (path: string): string => `sed -i '/^${begin}$/,/^${end}$/d' ${path}`;
  const files = families.map(({ family, hook, path }) => {
    const jumps = portJumps(port).map((jump) => `-I ${hook} 1 ${jump}`);
    const text = restoreText(
      [{ name: chain, rules: chainRules(chain, request[family], 'ACCEPT') }],
      jumps,
    );
    return { path, content: `${begin}\n${text}${end}\n` };
  });
  return {
    notes: [
      'No change window is needed for the trusted: the chain is whole before the first packet is sent to it. ufw is not reloaded.',
      'The rules stand in ufw’s before.rules and before6.rules: they are loaded whenever ufw is, and no later `ufw allow` goes around them. `ufw status` does not list them, `ufw show before-rules` does.',
      'Docker goes around ufw: use `--for docker` for ports that containers publish.',
    ],
    files,
    before: lines(
      listening(port),
      '# Who is connected now: every sender that is not trusted loses the cache.',
      `ss -tnH state established 'sport = :${port}'`,
      'ufw status verbose',
    ),
    apply: lines(
      '# Nothing is changed unless ufw filters both families.',
      families.flatMap(({ program, hook }) => [
        `if ! ${program} -nL ${hook} >/dev/null 2>&1; then`,
        `  echo "ufw has not set up ${program}: allow your own access (ufw allow OpenSSH), set IPV6=yes in /etc/default/ufw, and run ufw enable first." >&2`,
        '  return 1',
        'fi',
      ]),
      '# For every start of ufw:',
      files.flatMap((file) => [remove(file.path), writeFile(file, true)]),
      '# And now:',
      families.flatMap(({ program, family, hook }) => [
        `${program}-restore --noflush <<'END_OF_RULES'\n${restoreText([
          { name: chain, rules: chainRules(chain, request[family], 'ACCEPT') },
        ])}END_OF_RULES`,
        ...portJumps(port).map((jump) => ensureFirst(program, hook, jump)),
      ]),
    ),
    verify: lines(
      listening(port),
      families.flatMap(({ program, hook }) => [
        `${program} -S ${hook} | sed -n 1,4p`,
        `${program} -nvL ${chain}`,
      ]),
      '# Rules that the chain makes pointless, to be deleted with `ufw delete`:',
      `ufw status numbered | grep -w ${port} || true`,
    ),
    blocked: kernelLog(),
    rollback: lines(
      families.flatMap(({ program, hook, path }) => [
        remove(path),
        ...portJumps(port).map((jump) => removeAll(program, hook, jump)),
        `${program} --wait -F ${chain} 2>/dev/null || true`,
        `${program} --wait -X ${chain} 2>/dev/null || true`,
      ]),
    ),
  };
}

/** Rich rules ahead of everything else in every zone that is in use. */
export function firewalld({ v4, v6, port }: Request): Draft {
  const allowed = [
    ...v4.map((cidr) => `family="ipv4" source address="${cidr}"`),
    ...v6.map((cidr) => `family="ipv6" source address="${cidr}"`),
  ];
  const rules = ['tcp', 'udp'].flatMap((protocol) => {
    const element = `port port="${port}" protocol="${protocol}"`;
    return [
      ...allowed.map((source) => `rule priority="-110" ${source} ${element} accept`),
      ...['ipv4', 'ipv6'].map(
        (family) =>
          `rule priority="-100" family="${family}" ${element} log prefix="${LOG_PREFIX}" level="warning" limit value="6/m" drop`,
      ),
    ];
  });
  const zones =
    'zones="$(firewall-cmd --get-active-zones | sed -n \'s/^\\([^ ]*\\).*/\\1/p\' | sort -u) $(firewall-cmd --get-default-zone)"';
  const each = (...body: string[]): string =>
    lines(
      'for zone in ${ZONES:-$zones}; do',
      body.map((line) => `  ${line}`),
      'done',
    );
  return {
    notes: [
      'No change window is needed for the trusted: the rules that let them in stand before the one that drops, and a reload keeps connections.',
      'The rules go into every active zone and the default one; ZONES="public internal" in the environment names others. A zone that an interface joins later needs them too: run apply again.',
      'It needs firewalld 0.7 or later (priorities of rich rules). Docker goes around firewalld: use `--for docker` for ports that containers publish.',
    ],
    files: [],
    before: lines(
      listening(port),
      '# Who is connected now: every sender that is not trusted loses the cache.',
      `ss -tnH state established 'sport = :${port}'`,
      'firewall-cmd --list-all-zones',
    ),
    apply: lines(
      'firewall-cmd --state',
      zones,
      '# Now, the trusted first …',
      each(...rules.map((rule) => `firewall-cmd --zone="$zone" --add-rich-rule='${rule}'`)),
      '# … and at every start.',
      each(
        ...rules.map((rule) => `firewall-cmd --permanent --zone="$zone" --add-rich-rule='${rule}'`),
      ),
    ),
    verify: lines(
      listening(port),
      zones,
      each('echo "$zone:"', `firewall-cmd --zone="$zone" --list-rich-rules | grep -w ${port}`),
    ),
    blocked: kernelLog(),
    rollback: lines(
      zones,
      each(
        ...[...rules]
          .reverse()
          .flatMap((rule) => [
            `firewall-cmd --zone="$zone" --remove-rich-rule='${rule}' || true`,
            `firewall-cmd --permanent --zone="$zone" --remove-rich-rule='${rule}' || true`,
          ]),
      ),
    ),
  };
}

/** Published ports of containers through DOCKER-USER, and what docker-proxy takes through INPUT. */
export function docker(request: Request): Draft {
  const { port } = request;
  const host = chainOf(port);
  const container = `${host}-DOCKER`;
  const jumps = ['tcp', 'udp'].map(
    (protocol) =>
      `-p ${protocol} -m conntrack --ctstate DNAT --ctorigdstport ${port} --ctdir ORIGINAL -j ${container}`,
  );
  const load = loader(request, {
    files: FAMILIES.map(({ family }) => ({
      suffix: family,
      content: restoreText([
        { name: host, rules: chainRules(host, request[family], 'ACCEPT') },
        { name: container, rules: chainRules(container, request[family], 'RETURN') },
      ]),
    })),
    script: lines(
      '# Docker keeps the chain DOCKER-USER that it finds, so that the rules can be there before it starts.',
      FAMILIES.flatMap(({ program, family }) => [
        `${program}-restore --noflush < ${pathOf(port, family)}`,
        `${program} --wait -N DOCKER-USER 2>/dev/null || true`,
        ...jumps.map((jump) => ensureFirst(program, 'DOCKER-USER', jump)),
        ...portJumps(port).map((jump) => ensureFirst(program, 'INPUT', jump)),
      ]),
    ),
    after: FILTER_UNITS,
    before: ['docker.service'],
  });
  return {
    notes: [
      'No change window is needed for the trusted: the chains are whole before the first packet is sent to them. Docker is not restarted.',
      `Here ${port} is the port on the host. Docker rewrites destinations before DOCKER-USER is asked; the rules look at the port that the client asked for.`,
      'Containers of the same network reach each other without passing these rules.',
      'If only containers of the host use the cache, do not publish the port at all; it needs no rule then.',
    ],
    files: load.files,
    before: lines(
      `docker ps --filter publish=${port} --format '{{.Names}} {{.Ports}}'`,
      listening(port),
      'iptables-save; ip6tables-save',
    ),
    apply: load.apply,
    verify: lines(
      listening(port),
      FAMILIES.flatMap(({ program }) => [
        `${program} -S DOCKER-USER`,
        `${program} -S INPUT | sed -n 1,6p`,
        `${program} -nvL ${container}`,
        `${program} -nvL ${host}`,
      ]),
    ),
    blocked: kernelLog(),
    rollback: lines(
      FAMILIES.flatMap(({ program }) => [
        ...jumps.map((jump) => removeAll(program, 'DOCKER-USER', jump)),
        ...portJumps(port).map((jump) => removeAll(program, 'INPUT', jump)),
        ...[container, host].flatMap((chain) => [
          `${program} --wait -F ${chain} 2>/dev/null || true`,
          `${program} --wait -X ${chain} 2>/dev/null || true`,
        ]),
      ]),
      load.forget,
    ),
  };
}
