import type { Location } from '../../files/source.js';
import { HostFirewall } from '../../network/filter/host-firewall.js';
import { entry, textOf, type Data } from '../../syntax/data.js';
import { readScript } from '../../syntax/shell/script.js';
import type { Module } from './nix-modules.js';

const FIREWALL = ['networking', 'firewall'];

/** `networking.firewall.enable = false`. */
export function isFirewallOff(modules: readonly Module[]): boolean {
  const enable = modules.flatMap(({ file, set }) => file.read(set, [...FIREWALL, 'enable'])).at(-1);
  return enable?.type === 'scalar' && enable.value === false;
}

/**
 * The packet filter that NixOS makes of `networking.firewall`: the same chains in the same order as its
 * own start script (nixos/modules/services/networking/firewall-iptables.nix), with `extraCommands` where
 * it puts them. Both of its back ends admit the same packets for these options.
 */
export function nixFirewall(modules: readonly Module[], where: Location): HostFirewall {
  const firewall = new HostFirewall(undefined, { partial: true });
  const both = (argv: readonly string[], at = where): void => {
    for (const program of ['iptables', 'ip6tables'])
      firewall.run({ argv: [program, ...argv.map(accepted)], where: at });
  };
  const options = (...path: string[]): Data[] =>
    modules.flatMap(({ file, set }) => file.read(set, [...FIREWALL, ...path]));
  const rule = (...argv: string[]): string[] => ['-A', 'nixos-fw', ...argv];
  both(['-N', 'nixos-fw']);
  both(rule('-i', 'lo', '-j', 'nixos-fw-accept'));
  for (const name of texts(options('trustedInterfaces'))) {
    both(rule('-i', name.text, '-j', 'nixos-fw-accept'), name.where);
  }
  both(rule('-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', '-j', 'nixos-fw-accept'));
  const interfaces = new Set(
    modules.flatMap(({ file, set }) => file.names(set, [...FIREWALL, 'interfaces'])),
  );
  for (const name of [undefined, ...interfaces]) {
    const from = name === undefined ? [] : ['interfaces', name];
    const input = name === undefined ? [] : ['-i', name];
    for (const [protocol, key] of [
      ['tcp', 'TCP'],
      ['udp', 'UDP'],
    ] as const) {
      const open = (ports: string, at: Location): void =>
        both(rule('-p', protocol, '--dport', ports, '-j', 'nixos-fw-accept', ...input), at);
      for (const port of texts(options(...from, `allowed${key}Ports`))) open(port.text, port.where);
      for (const range of items(options(...from, `allowed${key}PortRanges`))) {
        const [low, high] = ['from', 'to'].map((side) => textOf(entry(range, side)?.value));
        if (low !== undefined && high !== undefined) open(`${low}:${high}`, range.where);
      }
    }
  }
  for (const script of options('extraCommands')) extraCommands(firewall, script);
  both(rule('-j', 'DROP'));
  both(['-A', 'INPUT', '-j', 'nixos-fw']);
  return firewall;
}

/** What NixOS' own chain for accepted packets does; the rule that goes there is the one to point to. */
function accepted(word: string): string {
  return word === 'nixos-fw-accept' ? 'ACCEPT' : word;
}

/** A script of the administrator's own; `ip46tables` runs both programs. */
function extraCommands(firewall: HostFirewall, script: Data): void {
  if (script.type !== 'scalar' || typeof script.value !== 'string') return;
  const { where, value } = script;
  const lines = value.split('\n');
  readScript(value, {
    run: ({ words, start }) => {
      const argv = words.map(({ text }) => accepted(text ?? ''));
      const unknown = new Map(
        words.flatMap((word, i) =>
          word.text === undefined ? [[i, word.reason ?? 'the word is not known'] as const] : [],
        ),
      );
      const line = value.slice(0, start).split('\n').length - 1;
      // An indented string begins on the line behind its quotes.
      const first = where.endLine - where.startLine >= lines.length - 1 ? 1 : 0;
      const at =
        where.startLine === where.endLine
          ? where
          : {
              ...where,
              startLine: where.startLine + first + line,
              startColumn: 1,
              endLine: where.startLine + first + line,
              endColumn: (lines[line] ?? '').length + 1,
            };
      const programs = argv[0] === 'ip46tables' ? ['iptables', 'ip6tables'] : [argv[0] ?? ''];
      let done: boolean | undefined;
      for (const program of programs) {
        done = firewall.run({
          argv: [program, ...argv.slice(1)],
          where: at,
          ...(unknown.size === 0 ? {} : { unknown }),
        });
      }
      return done;
    },
  });
}

function items(values: readonly Data[]): Data[] {
  return values.flatMap((value) => (value.type === 'list' ? [...value.items] : []));
}

function texts(values: readonly Data[]): { readonly text: string; readonly where: Location }[] {
  return items(values).flatMap((item) =>
    item.type === 'scalar' && item.value !== null
      ? [{ text: String(item.value), where: item.where }]
      : [],
  );
}
