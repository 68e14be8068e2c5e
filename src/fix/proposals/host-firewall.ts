import type { Fix } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Finding } from '../../findings.js';
import {
  endOf,
  fileOf,
  insertion,
  NEEDS_TRUSTED,
  oneEdit,
  startOf,
  textAt,
  trustedCidrs,
  type Context,
  type Proposer,
} from './context.js';

/** Gives a rule of a host's packet filter the trusted networks as its source. */
export const narrowHostFirewall: Proposer = (finding, context) => {
  if (finding.data['mechanism'] !== 'host-firewall' || finding.ruleId !== 'MCE101') {
    return undefined;
  }
  if (context.trusted.isEmpty) return { fixes: [], reason: NEEDS_TRUSTED };
  const file = fileOf(context, finding.location);
  if (file === undefined) return undefined;
  const text = textAt(file, finding.location);
  const fixes = [
    ...ufwCommand(file, finding, text, context),
    ...firewalldCommand(finding, text, context),
    ...iptablesCommand(file, finding, text, context),
    ...ansibleTask(file, finding, text, context),
  ];
  return fixes.length > 0
    ? { fixes }
    : {
        fixes,
        reason:
          'The rule is not of a form that takes the trusted networks as they are; `memcached-exposure remediate` writes complete rules.',
      };
};

const describe = (cidrs: readonly string[]): string =>
  `Let only ${cidrs.join(', ')} come in through this rule.`;

/** `ufw allow 11211/tcp`: one rule for each network. */
function ufwCommand(file: SourceFile, finding: Finding, text: string, context: Context): Fix[] {
  const match =
    /^((?:sudo\s+)?(?:\/usr\/sbin\/)?ufw\s+)allow\s+(?:in\s+)?([0-9]+)(?:\/(tcp|udp))?$/.exec(text);
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const proto = match[3] === undefined ? '' : ` proto ${match[3]}`;
  const rules = all.map((cidr) => `${match[1]}allow from ${cidr} to any port ${match[2]}${proto}`);
  const line = file.line(finding.location.startLine);
  const indent = line.slice(0, finding.location.startColumn - 1);
  const alone = indent.trim() === '' && line.slice(indent.length).trim() === text;
  if (rules.length > 1 && !alone) return [];
  return [oneEdit(describe(all), finding.location, rules.join(`\n${indent}`))];
}

/** `firewall-cmd --add-port=11211/tcp`: a rich rule for each network, for a port has no source. */
function firewalldCommand(finding: Finding, text: string, context: Context): Fix[] {
  const match =
    /^((?:sudo\s+)?firewall-cmd(?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*\s+)--add-port=([0-9]+)\/(tcp|udp)((?:\s+--[a-z]+(?:=[a-z0-9_-]+)?)*)$/.exec(
      text,
    );
  if (match === null) return [];
  const { all } = trustedCidrs(context);
  const rules = all.map((cidr) => {
    const family = cidr.includes(':') ? 'ipv6' : 'ipv4';
    return `--add-rich-rule='rule family="${family}" source address="${cidr}" port port="${match[2]}" protocol="${match[3]}" accept'`;
  });
  return [oneEdit(describe(all), finding.location, `${match[1]}${rules.join(' ')}${match[4]}`)];
}

/** `iptables -A INPUT -p tcp --dport 11211 -j ACCEPT`, `-A …` in a file of iptables-save. */
function iptablesCommand(
  file: SourceFile,
  finding: Finding,
  text: string,
  context: Context,
): Fix[] {
  // In a file that iptables-restore reads, the finding can point at the port alone.
  const line = file.line(finding.location.startLine);
  const rule = text.includes(' ') ? text : /^-A\s/.test(line) ? line : undefined;
  if (rule === undefined || /\n|\s(?:-s|--source|--src)\s|--dports|[;|&`]/.test(rule)) return [];
  const port = /\s--d(?:estination-)?port\s+(?:[0-9]+|\{\{ *[a-z0-9_]+ *\}\})(?=\s)/.exec(rule);
  const jump = /\s(?:-j|--jump)\s+ACCEPT(?=\s|$)/.exec(rule);
  if (port === null || jump === null || !/(?:^|\s)-[AI]\s/.test(rule)) return [];
  const six = /ip6tables/.test(rule) || /v6|ip6/.test(file.path);
  const { v4, v6 } = trustedCidrs(context);
  const cidrs = six ? v6 : v4;
  if (cidrs.length === 0) return [];
  const start =
    rule === text ? startOf(file, finding.location) : file.offset(finding.location.startLine);
  const edit = insertion(file, start + jump.index, ` -s ${cidrs.join(',')}`);
  return [{ description: describe(cidrs), edits: [edit] }];
}

/** The name of the source in Ansible's modules, by the module's short name. */
const SOURCE_KEYS: Readonly<Record<string, string>> = { ufw: 'from_ip', iptables: 'source' };

/** `port: 11211` of a task gets a sibling with the source; one task takes only one network. */
function ansibleTask(file: SourceFile, finding: Finding, text: string, context: Context): Fix[] {
  const { all } = trustedCidrs(context);
  if (all.length !== 1 || !/^["']?[0-9]+["']?$/.test(text)) return [];
  const number = finding.location.startLine;
  const line = file.line(number);
  if (/\bufw: /.test(line) && /\brule=/.test(line) && !/\b(?:src|from_ip|from)=/.test(line)) {
    const edit = insertion(file, endOf(file, finding.location), ` src=${all[0]!}`);
    return [{ description: describe(all), edits: [edit] }];
  }
  const key = /^(\s*)(?:to_port|port|destination_port):\s/.exec(line);
  const module = key === null ? undefined : moduleAbove(file, number, key[1]!.length);
  if (key === null || module === undefined) return [];
  const offset = startOf(file, file.location(file.offset(number)));
  return [
    {
      description: describe(all),
      edits: [insertion(file, offset, `${key[1]}${SOURCE_KEYS[module]}: ${all[0]!}\n`)],
    },
  ];
}

/** The module whose block a line stands in; not when that names a source already. */
function moduleAbove(file: SourceFile, number: number, indent: number): string | undefined {
  for (let above = number - 1; above > Math.max(0, number - 30); above--) {
    const match = /^(\s*(?:- )?)([a-z_.]+):(.*)$/.exec(file.line(above));
    if (match === null) continue;
    if (match[1]!.length === indent && Object.values(SOURCE_KEYS).includes(match[2]!))
      return undefined;
    if (match[1]!.length >= indent) continue;
    const name = match[2]!.slice(match[2]!.lastIndexOf('.') + 1);
    return Object.hasOwn(SOURCE_KEYS, name) && match[3]!.trim() === '' ? name : undefined;
  }
  return undefined;
}
