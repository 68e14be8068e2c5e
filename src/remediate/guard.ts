import type { RemediationFile, Request } from './model.js';
import { lines, writeFile } from './shell.js';

/** Where the rules lie from which the host loads them when it starts. */
const FOLDER = '/etc/memcached-firewall';
export const LOG_PREFIX = 'memcached-refused: ';
/** An attack must not fill the disk with log lines. */
export const LOG_LIMIT = '6/min';
const LOG_BURST = 10;

export const chainOf = (port: number): string => `MEMCACHED-${port}`;
const unitOf = (port: number): string => `memcached-firewall-${port}.service`;

/**
 * The rules of a chain that takes a verdict on every packet: loopback and the trusted come through, the
 * rest is logged and dropped. With `RETURN` what comes through is left to the rules behind it.
 */
export function chainRules(
  chain: string,
  trusted: readonly string[],
  verdict: 'ACCEPT' | 'RETURN',
): string[] {
  return [
    `-A ${chain} -i lo -j ${verdict}`,
    ...trusted.map((cidr) => `-A ${chain} -s ${cidr} -j ${verdict}`),
    `-A ${chain} -m limit --limit ${LOG_LIMIT} --limit-burst ${LOG_BURST} -j LOG --log-prefix "${LOG_PREFIX}"`,
    `-A ${chain} -j DROP`,
  ];
}

/** Input of iptables-restore that makes or replaces chains in one step and leaves all others alone. */
export function restoreText(
  chains: readonly { readonly name: string; readonly rules: readonly string[] }[],
  extra: readonly string[] = [],
): string {
  return lines(
    '*filter',
    chains.map(({ name }) => `:${name} - [0:0]`),
    chains.flatMap(({ rules }) => rules),
    extra,
    'COMMIT\n',
  );
}

/** Puts a rule at the top of a chain unless the chain has it. */
export function ensureFirst(program: string, chain: string, rule: string): string {
  return `${program} --wait -C ${chain} ${rule} 2>/dev/null || ${program} --wait -I ${chain} 1 ${rule}`;
}

/** Takes a rule out as often as it is there. */
export function removeAll(program: string, chain: string, rule: string): string {
  return `while ${program} --wait -D ${chain} ${rule} 2>/dev/null; do :; done`;
}

/** The jumps that send both protocols to the chain of the port. */
export function portJumps(port: number): string[] {
  return ['tcp', 'udp'].map((protocol) => `-p ${protocol} --dport ${port} -j ${chainOf(port)}`);
}

export interface Loader {
  readonly files: readonly RemediationFile[];
  /** Loads the rules now and at every start. */
  readonly apply: string;
  /** No longer loads them. */
  readonly forget: string;
  readonly scriptPath: string;
}

/** The script that loads the rules, and the systemd unit that runs it ahead of memcached. */
export function loader(
  { port }: Request,
  options: {
    readonly files: readonly { readonly suffix: string; readonly content: string }[];
    readonly script: string;
    /** Units that replace the packet filter when they start: it is loaded after them, and again with them. */
    readonly after: readonly string[];
    /** Units that must not run without it. */
    readonly before?: readonly string[];
  },
): Loader {
  const scriptPath = `${FOLDER}/${port}.sh`;
  const unit = unitOf(port);
  const before = ['memcached.service', ...(options.before ?? [])].join(' ');
  const files: RemediationFile[] = [
    ...options.files.map(({ suffix, content }) => ({
      path: `${FOLDER}/${port}.${suffix}`,
      content,
    })),
    { path: scriptPath, content: `${lines('#!/bin/sh', 'set -eu', options.script)}\n` },
    {
      path: `/etc/systemd/system/${unit}`,
      content: `${lines(
        '[Unit]',
        `Description=Who may reach memcached at port ${port}`,
        `After=local-fs.target systemd-modules-load.service ${options.after.join(' ')}`,
        `Before=${before}`,
        `PartOf=${options.after.join(' ')}`,
        `ReloadPropagatedFrom=${options.after.join(' ')}`,
        '',
        '[Service]',
        'Type=oneshot',
        'RemainAfterExit=yes',
        `ExecStart=/bin/sh ${scriptPath}`,
        `ExecReload=/bin/sh ${scriptPath}`,
        '',
        '[Install]',
        // A filter that is stopped and started by hand takes the rules away and brings them back.
        `WantedBy=multi-user.target ${options.after.join(' ')}`,
      )}\n`,
    },
  ];
  return {
    files,
    scriptPath,
    apply: lines(
      `mkdir -p ${FOLDER}`,
      files.map((file) => writeFile(file)),
      '# Now:',
      `sh ${scriptPath}`,
      '# And at every start:',
      'if [ -d /run/systemd/system ]; then',
      '  systemctl daemon-reload',
      `  systemctl enable --now ${unit}`,
      'else',
      `  echo "This host does not run systemd: have it run ${scriptPath} when it starts." >&2`,
      'fi',
    ),
    forget: lines(
      `if [ -d /run/systemd/system ]; then systemctl disable --now ${unit} || true; fi`,
      `rm -f ${files.map(({ path }) => path).join(' ')}`,
      `rmdir ${FOLDER} 2>/dev/null || true`,
      'if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi',
    ),
  };
}

export const pathOf = (port: number, suffix: string): string => `${FOLDER}/${port}.${suffix}`;

/** A query for refused attempts in the kernel's log. */
export function kernelLog(): string {
  return lines(
    '# By sender, most attempts first; the log rule takes at most 6 lines a minute.',
    `{ journalctl -k --no-pager --since -7d 2>/dev/null || dmesg; } | grep -F '${LOG_PREFIX.trim()}' | sed -n 's/.* SRC=\\([^ ]*\\).*/\\1/p' | sort | uniq -c | sort -rn | head -n 50`,
  );
}

/** The sockets of the port with their process. */
export function listening(port: number): string {
  return lines(
    '# Loopback or private addresses are right; no udp line unless clients need UDP.',
    `ss -tulnp 'sport = :${port}'`,
  );
}
