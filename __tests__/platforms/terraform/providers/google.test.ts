import { describe, expect, it } from '@jest/globals';
import { doors, translate } from '../helpers.js';
import { checkTwins, findingsIn, serious } from './twins.js';

/** A rule of a network; arguments replace the usual ones. */
const firewall = (name: string, body: string): string => `
resource "google_compute_firewall" "${name}" {
  name    = "${name}"
  network = google_compute_network.main.id
  ${body}
}
`;

const NETWORK = 'resource "google_compute_network" "main" { name = "main" }\n';

const ALLOW = `allow {
    protocol = "tcp"
    ports    = ["11211"]
  }
  source_ranges = ["0.0.0.0/0"]`;

const DENY = `deny {
    protocol = "tcp"
    ports    = ["11211"]
  }
  source_ranges = ["0.0.0.0/0"]`;

const POLICY = `
resource "google_compute_network_firewall_policy_rule" "cache" {
  firewall_policy = "policy"
  priority        = 1000
  direction       = "INGRESS"
  action          = "allow"
  match {
    src_ip_ranges = ["0.0.0.0/0"]
    layer4_configs {
      ip_protocol = "tcp"
      ports       = ["11211"]
    }
  }
}
`;

const MACHINE = `
resource "google_compute_instance" "cache" {
  name = "cache"
  tags = ["cache"]
  network_interface {
    network = google_compute_network.main.id
    access_config {}
  }
  metadata_startup_script = <<-EOT
    apt-get install -y memcached
    memcached -d -u memcache -l 0.0.0.0 -p 11211 -U 0
  EOT
}
`;

describe('firewall rules of Google Cloud', () => {
  checkTwins([
    {
      name: 'a rule for memcached alone',
      text: NETWORK + firewall('cache', ALLOW),
      line: 10,
      safe: [
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['"11211"', '"11210"'],
        ['allow {', 'deny {'],
        ['"tcp"', '"icmp"'],
        ['source_ranges =', 'disabled = true\n  source_ranges ='],
        ['source_ranges =', 'direction = "EGRESS"\n  destination_ranges ='],
        ['source_ranges = ["0.0.0.0/0"]', 'source_tags = ["web"]'],
        ['source_ranges = ["0.0.0.0/0"]', 'source_service_accounts = ["a@b.c"]'],
      ],
    },
    {
      name: 'a range, a number and halves of the internet',
      text:
        NETWORK +
        firewall(
          'cache',
          `allow {
    protocol = "17"
    ports    = [22, "11000-12000"]
  }
  source_ranges = ["0.0.0.0/1", "128.0.0.0/1"]`,
        ),
      safe: [
        ['11000-12000', '11000-11210'],
        ['"17"', '"58"'],
      ],
    },
    {
      name: 'every protocol',
      text: NETWORK + firewall('cache', 'allow { protocol = "all" }\n  source_ranges = ["::/0"]'),
      safe: [['"all"', '"esp"']],
    },
    {
      name: 'no ports mean all',
      text:
        NETWORK + firewall('cache', 'allow { protocol = "tcp" }\n  source_ranges = ["1.2.3.4/0"]'),
      safe: [['1.2.3.4/0', '192.168.3.4/16']],
    },
    {
      name: 'no source means everyone',
      text:
        NETWORK + firewall('cache', 'allow {\n    protocol = "tcp"\n    ports = ["11211"]\n  }'),
      safe: [['  allow', '  source_tags = ["a"]\n  allow']],
    },
    {
      name: 'a deny that comes later',
      text: NETWORK + firewall('cache', ALLOW) + firewall('no', `priority = 1001\n  ${DENY}`),
      safe: [
        ['priority = 1001', 'priority = 999'],
        // Of the same number, deny decides.
        ['priority = 1001', 'priority = 1000'],
        ['priority = 1001', ''],
      ],
    },
    {
      name: 'a deny for other ports, protocols, networks or machines',
      text:
        NETWORK +
        firewall('cache', ALLOW) +
        firewall('no', `priority = 1\n  ${DENY}`).replace('"11211"', '"11212"'),
      safe: [['"11212"', '"11200-11300"']],
    },
    {
      name: 'a deny for some machines',
      text:
        NETWORK +
        firewall('cache', ALLOW) +
        firewall('no', `priority = 1\n  target_tags = ["web"]\n  ${DENY}`),
      safe: [['target_tags = ["web"]', '']],
    },
    {
      name: 'a deny of another network',
      text:
        NETWORK +
        firewall('cache', ALLOW) +
        firewall('no', `priority = 1\n  ${DENY}`).replace(
          'google_compute_network.main.id',
          '"other"',
        ),
      safe: [['"other"', '"main"']],
    },
    {
      name: 'a deny that leaves a half open',
      text:
        NETWORK +
        firewall('cache', ALLOW) +
        firewall('no', `priority = 1\n  ${DENY.replace('0.0.0.0/0', '0.0.0.0/1')}`),
      safe: [['0.0.0.0/1', '0.0.0.0/0']],
    },
    {
      name: 'a rule of a policy',
      text: POLICY,
      safe: [
        ['"allow"', '"goto_next"'],
        ['"allow"', '"deny"'],
        ['"INGRESS"', '"EGRESS"'],
        ['"11211"', '"11212"'],
        ['"0.0.0.0/0"', '"10.0.0.0/8"'],
        ['match {', 'disabled = true\n  match {'],
        ['match {', 'match {\n    src_network_context = "INTRA_VPC"'],
      ],
    },
    {
      name: 'a policy with rules',
      text: `
resource "google_compute_network_firewall_policy_with_rules" "policy" {
  rule {
    priority  = 20
    direction = "INGRESS"
    action    = "deny"
    match {
      src_ip_ranges = ["10.0.0.0/8"]
      layer4_config { ip_protocol = "all" }
    }
  }
  rule {
    priority  = 30
    direction = "INGRESS"
    action    = "allow"
    match {
      src_network_scope = "INTERNET"
      layer4_config {
        ip_protocol = "tcp"
        ports       = ["11211"]
      }
    }
  }
}
`,
      safe: [['"10.0.0.0/8"', '"0.0.0.0/0", "::/0"']],
    },
    {
      name: 'a forwarding rule',
      text: `
resource "google_compute_forwarding_rule" "cache" {
  name        = "cache"
  ip_protocol = "TCP"
  port_range  = "11211-11211"
}
`,
      safe: [
        ['ip_protocol', 'load_balancing_scheme = "INTERNAL"\n  ip_protocol'],
        ['11211-11211', '80-443'],
        ['ip_protocol', 'source_ip_ranges = ["10.0.0.0/8"]\n  ip_protocol'],
      ],
    },
    {
      name: 'a forwarding rule for all ports',
      text: `
resource "google_compute_forwarding_rule" "cache" {
  name        = "cache"
  ip_protocol = "L3_DEFAULT"
  all_ports   = true
}
`,
      safe: [['true', 'false']],
    },
    {
      name: 'a machine behind its rule',
      text: NETWORK + MACHINE + firewall('cache', `target_tags = ["cache"]\n  ${ALLOW}`),
      safe: [
        ['-l 0.0.0.0', '-l 127.0.0.1'],
        ['["0.0.0.0/0"]', '["10.1.0.0/16"]'],
      ],
    },
  ]);

  it('knows the machines that rules are for', () => {
    const { ingresses, restrictions } = translate(
      NETWORK + MACHINE + firewall('cache', `target_tags = ["cache"]\n  ${ALLOW}`),
    );
    expect(ingresses.map(({ target }) => target)).toEqual([['google_compute_instance.cache']]);
    expect(restrictions).toHaveLength(1);
    // A rule for other machines is a door by itself, and none to this one.
    const other = translate(
      NETWORK + MACHINE + firewall('cache', `target_tags = ["x"]\n  ${ALLOW}`),
    );
    expect(other.ingresses.map(({ target }) => target)).toEqual(['unknown']);
    expect(other.restrictions.map(({ admits }) => String(admits))).toEqual(['']);
  });

  it('is silent about a machine that no rule opens', () => {
    expect(serious(NETWORK + MACHINE)).toEqual([]);
    expect(serious(MACHINE.replace('google_compute_network.main.id', '"default"'))).toEqual([]);
  });

  it('says so when what decides is not known', () => {
    const variable = 'variable "sources" {}\n';
    const open =
      NETWORK + variable + firewall('cache', ALLOW.replace('["0.0.0.0/0"]', 'var.sources'));
    expect(doors(open)[0]).toContain('unresolved');
    const denied =
      NETWORK +
      variable +
      firewall('cache', ALLOW) +
      firewall('no', `priority = 1\n  ${DENY.replace('["0.0.0.0/0"]', 'var.sources')}`);
    expect(doors(denied)).toEqual([
      expect.stringContaining('unresolved (what `google_compute_firewall.no` denies before it'),
    ]);
    expect(findingsIn(denied).map(({ unresolved }) => unresolved)).toEqual([true]);
  });

  it('keeps the condition of a rule that denies', () => {
    const text =
      NETWORK +
      'variable "strict" {}\n' +
      firewall('cache', ALLOW) +
      firewall('no', `count = var.strict ? 1 : 0\n  priority = 1\n  ${DENY}`);
    expect(doors(text).join()).toContain('if `google_compute_firewall.no');
  });

  it('takes managed memcached for private', () => {
    const text = `
resource "google_memcache_instance" "cache" {
  name             = "cache"
  memcache_version = "MEMCACHE_1_6_15"
}
`;
    const { listeners } = translate(text);
    expect(listeners[0]?.version?.version).toEqual({ major: 1, minor: 6, patch: 15 });
    expect(serious(text)).toEqual([]);
  });
});
