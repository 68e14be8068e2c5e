import { AddressSet } from '../network/addresses.js';
import type { Draft, Request } from './model.js';
import { lines } from './shell.js';

/**
 * Windows Firewall: a rule that blocks wins over every rule that allows, so all senders but the trusted
 * are blocked by ranges, whatever other rules allow.
 */
export function windows({ v4, v6, port }: Request): Draft {
  const trusted = [...v4, ...v6];
  const name = (what: string, protocol: string): string => `memcached ${port} ${protocol} ${what}`;
  const list = (networks: readonly string[]): string =>
    networks.map((network) => `'${network}'`).join(', ');
  const rule = (what: 'trusted' | 'others', protocol: string): string => {
    const action = what === 'trusted' ? 'Allow' : 'Block';
    return `New-NetFirewallRule -DisplayName '${name(what, protocol)}' -Group '${groupOf(port)}' -Direction Inbound -Profile Any -Protocol ${protocol} -LocalPort ${port} -Action ${action} -RemoteAddress $${what} | Out-Null`;
  };
  return {
    shell: 'powershell',
    where: 'on the host, as administrator',
    notes: [
      'No change window is needed for the trusted: what blocks names every address but theirs.',
      'Windows Firewall keeps its rules; there is nothing to do for the next start. Rules set by group policy count besides these.',
    ],
    files: [],
    before: lines(
      `Get-NetTCPConnection -LocalPort ${port} -ErrorAction SilentlyContinue | Format-Table LocalAddress, RemoteAddress, State, OwningProcess`,
      `Get-NetUDPEndpoint -LocalPort ${port} -ErrorAction SilentlyContinue | Format-Table LocalAddress, OwningProcess`,
      'Get-NetFirewallProfile | Format-Table Name, Enabled, DefaultInboundAction, LogBlocked, LogFileName',
      `Get-NetFirewallPortFilter | Where-Object { $_.LocalPort -eq '${port}' } | Get-NetFirewallRule | Format-Table DisplayName, Enabled, Action, Direction`,
    ),
    apply: lines(
      `$trusted = @(${list(trusted)})`,
      `$others = @(${list(otherRanges(trusted))})`,
      `Get-NetFirewallRule -Group '${groupOf(port)}' -ErrorAction SilentlyContinue | Remove-NetFirewallRule`,
      rule('trusted', 'TCP'),
      rule('trusted', 'UDP'),
      rule('others', 'TCP'),
      rule('others', 'UDP'),
      'Set-NetFirewallProfile -All -Enabled True -LogBlocked True',
    ),
    verify: lines(
      `netstat -ano | Select-String ':${port}\\s'`,
      `Get-NetFirewallRule -Group '${groupOf(port)}' | Format-Table DisplayName, Enabled, Action`,
    ),
    blocked: `Select-String -Path "$env:SystemRoot\\System32\\LogFiles\\Firewall\\pfirewall.log" -Pattern ' DROP (TCP|UDP) \\S+ \\S+ \\d+ ${port} ' | Select-Object -Last 50`,
    rollback: `Get-NetFirewallRule -Group '${groupOf(port)}' -ErrorAction SilentlyContinue | Remove-NetFirewallRule`,
  };
}

const groupOf = (port: number): string => `memcached ${port}`;

/** Every address that is neither trusted nor loopback, as ranges `low-high`. */
export function otherRanges(trusted: readonly string[]): string[] {
  const kept = AddressSet.of(...trusted, '127.0.0.0/8', '::1');
  const others = kept.complement();
  const text = (set: AddressSet): string => set.toCidrs()[0]!.split('/')[0]!;
  return [
    ...others.v4.map(([low, high]) =>
      [low, high].map((at) => text(AddressSet.fromIntervals([[at, at]], []))).join('-'),
    ),
    ...others.v6.map(([low, high]) =>
      [low, high].map((at) => text(AddressSet.fromIntervals([], [[at, at]]))).join('-'),
    ),
  ];
}
