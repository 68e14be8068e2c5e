import type { Mechanism, PlatformName } from '../facts.js';
import type { Finding } from '../findings.js';
import { MEMCACHED_PORT } from '../network/ports.js';
import { FIXES, FIX_BY_RULE, ROLLBACK, VAGRANT, WHY, type FixTable } from './advice-table.js';

/** One step of making sure that a fix works. */
export interface Check {
  /** Where to do it: "on the host", "from an untrusted host". */
  readonly where: string;
  /** A command line with `<placeholders>`; it never holds text of the scanned repository. */
  readonly command: string;
  /** What to see when the door is closed. */
  readonly expect: string;
}

export interface Advice {
  readonly why?: string;
  readonly fix: readonly string[];
  readonly verify: readonly Check[];
  readonly rollback: string;
}

/** Why it matters, what to do, how to verify it and how to go back, for the finding's mechanism. */
export function adviceFor(finding: Finding): Advice {
  const mechanism = text(finding, 'mechanism') as Mechanism;
  const platform = text(finding, 'platform') as PlatformName;
  if (mechanism === 'published-port' && /(?:^|\/)vagrantfile[^/]*$/i.test(finding.location.file)) {
    const port = portOf(finding);
    return { ...VAGRANT, verify: [listening(port), tcpFromOutside(port)] };
  }
  const why = own(WHY, finding.ruleId);
  return {
    ...(why === undefined ? {} : { why }),
    fix: fixFor(finding.ruleId, mechanism, platform),
    verify: verifyFor(finding, mechanism, platform),
    rollback:
      own(ROLLBACK, platform) ?? (VERIFIED_BY_SCAN.has(finding.ruleId) ? UNDO_EDIT : ROLLBACK.host),
  };
}

function fixFor(ruleId: string, mechanism: Mechanism, platform: PlatformName): readonly string[] {
  const byRule = own(FIX_BY_RULE, ruleId);
  if (byRule !== undefined) return pick(byRule, platform);
  const byMechanism = own(FIXES, mechanism);
  return byMechanism === undefined ? [] : pick(byMechanism, platform);
}

function pick(table: FixTable, platform: PlatformName): readonly string[] {
  return own(table, platform) ?? table.any;
}

/** Going back after an edit that changes nothing of what is deployed. */
const UNDO_EDIT = 'Revert the commit with `git revert`.';

/** Rules about what a file says, not about who gets in: the scan itself is the verification. */
const VERIFIED_BY_SCAN = new Set(['MCE901', 'MCE902', 'MCE903']);

/** A port, or that one has to be looked up: the engine or the cluster picks it. */
type Port = number | '<port>';

/** Wider than this on the outside of a mapping, and the port is one that nobody wrote down. */
const RANDOM_PORT_RANGE = 100;

function verifyFor(finding: Finding, mechanism: Mechanism, platform: PlatformName): Check[] {
  if (VERIFIED_BY_SCAN.has(finding.ruleId)) {
    return [
      {
        where: 'in the repository',
        command: 'memcached-exposure scan .',
        expect: 'The finding is gone, or a definite one stands in its place.',
      },
    ];
  }
  const port = portOf(finding);
  if (finding.ruleId === 'MCE401') {
    return [versionCheck(platform, port)];
  }
  if (finding.ruleId === 'MCE303') return [authenticationCheck(port)];
  if (finding.ruleId === 'MCE304') return [tlsCheck(port)];
  const checks = [inside(finding, mechanism, platform, port)];
  const protocols = text(finding, 'protocols').toLowerCase();
  const udpOnly =
    finding.ruleId === 'MCE302' || (protocols.includes('udp') && !protocols.includes('tcp'));
  if (!udpOnly) checks.push(tcpFromOutside(port));
  if (udpOnly || protocols.includes('udp')) checks.push(udpFromOutside(port));
  return checks;
}

/** What to look at where memcached or the door to it runs. */
function inside(finding: Finding, mechanism: Mechanism, platform: PlatformName, port: Port): Check {
  switch (mechanism) {
    case 'security-group':
    case 'network-acl':
    case 'cloud-firewall':
      return cloudCheck(finding);
    case 'published-port':
      return {
        where: 'on the Docker host',
        command:
          port === '<port>'
            ? `docker ps --format '{{.Names}} {{.Ports}}' | grep -e '->${insideOf(finding)}/'`
            : `docker ps --filter publish=${port} --format '{{.Names}} {{.Ports}}'`,
        expect: 'No container is listed, or only with `127.0.0.1:` or `[::1]:` before the port.',
      };
    case 'service':
    case 'node-port':
    case 'load-balancer':
    case 'ingress-controller':
    case 'gateway-route':
      return {
        where: 'with access to the cluster',
        command: `kubectl get services --all-namespaces -o wide | grep -w ${port === '<port>' ? MEMCACHED_PORT : port}`,
        expect: 'Every line says `ClusterIP` and has `<none>` as its external address.',
      };
    case 'host-port':
      // The network plugin forwards the port, and no process of the node listens on it.
      return {
        where: 'with access to the cluster',
        command: `kubectl get pods --all-namespaces -o yaml | grep -w 'hostPort: ${port}'`,
        expect: 'Nothing is printed.',
      };
    case 'host-network':
      return {
        where: 'on the cluster node',
        command: `sudo ss -lntu 'sport = :${port}'`,
        expect: 'No socket of the node listens on the port.',
      };
    case 'network-policy':
      return {
        where: 'with access to the cluster',
        command: 'kubectl describe networkpolicies --all-namespaces',
        expect: 'The policy for memcached names the pods that may connect, and no others.',
      };
    case 'host-firewall':
      return {
        where: 'on the host',
        command: 'sudo nft list ruleset; sudo iptables -S; sudo ip6tables -S',
        expect: `Only the trusted sources are accepted on port ${port}, before the rule that drops the rest.`,
      };
    default:
      return platform === 'kubernetes' || platform === 'compose' || platform === 'dockerfile'
        ? inContainer(platform)
        : listening(port);
  }
}

function listening(port: Port): Check {
  return {
    where: 'on the host',
    command: `sudo ss -lntup 'sport = :${port}'`,
    expect: 'Only loopback or private addresses are listed, and no `udp` line.',
  };
}

function inContainer(platform: PlatformName): Check {
  return platform === 'kubernetes'
    ? {
        where: 'with access to the cluster',
        command: `kubectl exec <pod> -- cat /proc/1/cmdline | tr '\\0' ' '`,
        expect: 'The options of memcached are the ones of the fix.',
      }
    : {
        where: 'on the Docker host',
        command: 'docker top <container>',
        expect: 'The options of memcached are the ones of the fix.',
      };
}

/** The provider's own listing; which provider follows from the platform or the resource's type. */
function cloudCheck(finding: Finding): Check {
  const resource = `${text(finding, 'name')} ${finding.location.address ?? ''}`;
  const platform = text(finding, 'platform') as PlatformName;
  const expect = 'No rule lets an untrusted source reach the port.';
  if (platform === 'cloudformation' || /(?:^|[ ."])aws_|AWS::/.test(resource)) {
    return {
      where: 'with access to the account',
      command:
        'aws ec2 describe-security-group-rules --filters Name=group-id,Values=<security-group-id>',
      expect,
    };
  }
  if (platform === 'google-templates' || /(?:^|[ ."])google_/.test(resource)) {
    return {
      where: 'with access to the project',
      command:
        'gcloud compute firewall-rules list --format="table(name,direction,sourceRanges.list(),allowed[].map().firewall_rule().list())"',
      expect,
    };
  }
  if (platform === 'azure-templates' || /(?:^|[ ."])azurerm_/.test(resource)) {
    return {
      where: 'with access to the subscription',
      command:
        'az network nsg rule list --resource-group <resource-group> --nsg-name <nsg> --include-default --output table',
      expect,
    };
  }
  if (platform === 'heat') {
    return {
      where: 'with access to the project',
      command: 'openstack security group rule list --ingress <security-group>',
      expect,
    };
  }
  if (platform === 'pulumi') {
    return {
      where: 'with access to the cloud account',
      command: 'pulumi preview --diff',
      expect:
        'No change is left to make, and the rule in the state no longer names an untrusted source.',
    };
  }
  return {
    where: 'with access to the cloud account',
    command: 'terraform plan',
    expect:
      'No change is left to apply, and the rule in the state no longer names an untrusted source.',
  };
}

function tcpFromOutside(port: Port): Check {
  return {
    where: 'from an untrusted host',
    command: `printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect:
      'Nothing is printed: the connection is refused or times out. `VERSION` means still open.',
  };
}

/** The request is preceded by memcached's 8-byte UDP frame header (memcached, doc/protocol.txt). */
function udpFromOutside(port: Port): Check {
  return {
    where: 'from an untrusted host',
    command: `printf '\\0\\1\\0\\0\\0\\1\\0\\0version\\r\\n' | nc -u -w 3 <address> ${port}`,
    expect: 'Nothing is printed. `VERSION` means that UDP still answers.',
  };
}

function versionCheck(platform: PlatformName, port: Port): Check {
  const where = platform === 'kubernetes' ? 'from a pod of the cluster' : 'from a trusted host';
  return {
    where,
    command: `printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect: 'The version printed is the fixed one or a later one.',
  };
}

function authenticationCheck(port: Port): Check {
  return {
    where: 'from a host that may connect',
    command: `printf 'get x\\r\\nquit\\r\\n' | nc -w 3 <address> ${port}`,
    expect:
      'Not `END`: with a password file memcached says `CLIENT_ERROR unauthenticated`, with SASL it closes the connection.',
  };
}

function tlsCheck(port: Port): Check {
  return {
    where: 'from a host that may connect',
    command: `openssl s_client -connect <address>:${port} </dev/null`,
    expect: 'The handshake succeeds and shows the certificate of the server.',
  };
}

/** The port to test: the only number that may go from a finding into a command. */
function portOf(finding: Finding): Port {
  const ranges = rangesOf(text(finding, 'ports'));
  if (ranges === undefined) return MEMCACHED_PORT;
  if (ranges.some(([low, high]) => low <= MEMCACHED_PORT && MEMCACHED_PORT <= high)) {
    return MEMCACHED_PORT;
  }
  const [low, high] = ranges[0]!;
  if (high - low >= RANDOM_PORT_RANGE) return '<port>';
  return low > 65535 ? MEMCACHED_PORT : low;
}

/** The port that memcached has behind a door of another number. */
function insideOf(finding: Finding): number {
  const [low] = rangesOf(text(finding, 'inside'))?.[0] ?? [MEMCACHED_PORT];
  return low > 65535 ? MEMCACHED_PORT : low;
}

function rangesOf(ports: string): [number, number][] | undefined {
  if (!/^[0-9]{1,5}(?:-[0-9]{1,5})?(?:, [0-9]{1,5}(?:-[0-9]{1,5})?)*$/.test(ports))
    return undefined;
  return ports.split(', ').map((range) => {
    const [low, high = low] = range.split('-').map(Number);
    return [low!, high!];
  });
}

function text(finding: Finding, key: string): string {
  return String(own(finding.data, key) ?? '');
}

/** A property of the object itself: keys come from findings and may be `constructor`. */
function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
