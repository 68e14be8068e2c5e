import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { compareFindings } from '../../src/policy/compare.js';
import { scanTree } from '../../src/scan.js';
import type { Finding } from '../../src/findings.js';

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly path: string;
  readonly text: string;
  readonly comment: string;
  /** The same in another form. */
  readonly reformatted: string;
  /** The same resources in a file of another name. */
  readonly renamed: string;
  /** Each another opening than before. */
  readonly changed: Readonly<Record<string, string>>;
}

const TERRAFORM = `resource "aws_security_group" "cache" {
  ingress {
    from_port   = 11211
    to_port     = 11211
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;
const COMPOSE = `services:
  cache:
    image: memcached:1.6.45
    ports:
      - "11211:11211"
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: memcached
spec:
  type: LoadBalancer
  selector:
    app: memcached
  ports:
    - port: 11211
`;
const DOCKERFILE = 'FROM memcached:1.6.45\nCMD ["memcached", "-U", "11211"]\n';
const PLAY = `- hosts: cache
  tasks:
    - ansible.builtin.apt:
        name: memcached
    - ansible.builtin.command: memcached -d -u memcache -l 0.0.0.0
`;
const CLOUDFORMATION = `Resources:
  Cache:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: cache
      SecurityGroupIngress:
        - IpProtocol: tcp
          FromPort: 11211
          ToPort: 11211
          CidrIp: 0.0.0.0/0
`;
const UNIT = '[Service]\nExecStart=/usr/bin/memcached -u memcache -l 0.0.0.0\n';
const SCRIPT = '#!/bin/sh\ndocker run -d --name cache -p 11211:11211 memcached:1.6.45\n';

const CASES: Readonly<Record<string, Case>> = {
  Terraform: {
    path: 'main.tf',
    text: TERRAFORM,
    comment: '# a comment\n',
    reformatted:
      'resource "aws_security_group" "cache" {\n  ingress {\n    protocol = "tcp"\n    cidr_blocks = [\n      "0.0.0.0/0", // everyone\n    ]\n    to_port = 11211\n    from_port = 11211\n  }\n}\n',
    renamed: 'network/groups.tf',
    changed: {
      sources: TERRAFORM.replace('0.0.0.0/0', '203.0.113.0/24'),
      ports: TERRAFORM.replace('= 11211\n    protocol', '= 11212\n    protocol'),
      protocol: TERRAFORM.replace('"tcp"', '"udp"'),
      resource: TERRAFORM.replace('"cache"', '"other"'),
    },
  },
  Compose: {
    path: 'compose.yaml',
    text: COMPOSE,
    comment: '# a comment\n',
    reformatted: "services: {cache: {image: 'memcached:1.6.45', ports: [ '11211:11211/tcp' ]}}\n",
    renamed: 'deploy/docker-compose.yml',
    changed: {
      port: COMPOSE.replace('"11211:', '"11299:'),
      service: COMPOSE.replace('  cache:', '  sessions:'),
    },
  },
  Kubernetes: {
    path: 'cache.yaml',
    text: SERVICE,
    comment: '# a comment\n',
    reformatted: JSON.stringify({
      kind: 'Service',
      apiVersion: 'v1',
      spec: { ports: [{ port: 11211 }], selector: { app: 'memcached' }, type: 'LoadBalancer' },
      metadata: { name: 'memcached' },
    }),
    renamed: 'k8s/service.yaml',
    changed: {
      type: SERVICE.replace('LoadBalancer', 'NodePort'),
      name: SERVICE.replace('name: memcached', 'name: memcached-2'),
      sources: SERVICE.replace(
        '  selector',
        '  loadBalancerSourceRanges: [203.0.113.0/24]\n  selector',
      ),
    },
  },
  Dockerfile: {
    path: 'Dockerfile',
    text: DOCKERFILE,
    comment: '# a comment\n',
    reformatted: 'FROM   memcached:1.6.45\n\nCMD [ "memcached", \\\n  "-U", \\\n  "11211" ]\n',
    renamed: 'cache.Dockerfile',
    changed: { port: DOCKERFILE.replace('"11211"', '"11299"') },
  },
  Ansible: {
    path: 'site.yml',
    text: PLAY,
    comment: '# a comment\n',
    reformatted: PLAY.replace(
      'ansible.builtin.command: memcached -d -u memcache -l 0.0.0.0',
      'ansible.builtin.command:\n        cmd: memcached -d   -u memcache   -l 0.0.0.0',
    ),
    renamed: 'cache.yml',
    changed: { socket: PLAY.replace('-l 0.0.0.0', '-l 0.0.0.0 -p 11299') },
  },
  CloudFormation: {
    path: 'stack.yaml',
    text: CLOUDFORMATION,
    comment: '# a comment\n',
    reformatted: JSON.stringify({
      Resources: {
        Cache: {
          Properties: {
            SecurityGroupIngress: [
              { CidrIp: '0.0.0.0/0', ToPort: '11211', FromPort: '11211', IpProtocol: '6' },
            ],
            GroupDescription: 'cache',
          },
          Type: 'AWS::EC2::SecurityGroup',
        },
      },
    }),
    renamed: 'infra/cache.yaml',
    changed: {
      sources: CLOUDFORMATION.replace('0.0.0.0/0', '203.0.113.0/24'),
      resource: CLOUDFORMATION.replace('  Cache:', '  Other:'),
    },
  },
  'a unit of systemd': {
    path: 'units/memcached.service',
    text: UNIT,
    comment: '# a comment\n',
    reformatted: '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0 \\\n  -u memcache\n',
    renamed: 'etc/systemd/system/memcached.service',
    changed: { socket: UNIT.replace('-l 0.0.0.0', '-l 0.0.0.0 -p 11299') },
  },
  'a script': {
    path: 'run.sh',
    text: SCRIPT,
    comment: '# a comment\n',
    reformatted:
      '#!/bin/sh\ndocker run --detach \\\n  --publish=11211:11211 \\\n  --name=cache memcached:1.6.45\n',
    renamed: 'bin/start.sh',
    changed: { port: SCRIPT.replace('-p 11211:', '-p 11299:') },
  },
};

/** What is found of openings, by the rules that speak about them. */
function openings(files: Files): readonly Finding[] {
  return scanTree(new MemoryTree(files)).findings.filter(({ ruleId }) =>
    /^MCE(?:1|2|301|302)/.test(ruleId),
  );
}

const printsOf = (files: Files): string[] => openings(files).map(({ fingerprint }) => fingerprint);

describe.each(Object.entries(CASES))('a finding in %s', (_, each) => {
  const { path, text, comment, reformatted, renamed, changed } = each;
  const before = openings({ [path]: text });
  const prints = before.map(({ fingerprint }) => fingerprint);

  it('is there to begin with, and the same twice', () => {
    expect(prints.length).toBeGreaterThan(0);
    expect(new Set(prints).size).toBe(prints.length);
    expect(printsOf({ [path]: text })).toEqual(prints);
  });

  it('is the same on other lines, with other line ends, and beside other files', () => {
    const at = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
    const moved = text.slice(0, at) + comment.repeat(7) + text.slice(at);
    expect(printsOf({ [path]: moved })).toEqual(prints);
    expect(printsOf({ [path]: text.replaceAll('\n', '\r\n') })).toEqual(prints);
    expect(printsOf({ [path]: text, 'README.md': 'x' })).toEqual(prints);
  });

  it('is the same in another form', () => {
    expect(reformatted).not.toBe(text);
    expect(printsOf({ [path]: reformatted })).toEqual(prints);
  });

  it('is known again in a file of another name, while the file it was in is gone', () => {
    const after = openings({ [renamed]: text });
    expect(after.map(({ fingerprint }) => fingerprint)).not.toEqual(prints);
    const gone = compareFindings(after, before, () => false);
    expect(gone.existing.size).toBe(after.length);
    expect(gone.fixed).toEqual([]);
    // A copy opens another door.
    const copied = compareFindings(after, before, () => true);
    expect(copied.existing.size).toBe(0);
  });

  it.each(Object.entries(changed))('is another one with another meaning: %s', (__, other) => {
    expect(other).not.toBe(text);
    const after = printsOf({ [path]: other });
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((print) => prints.includes(print))).toEqual([]);
  });
});

it('tells repeated blocks of one file apart', () => {
  const twice = TERRAFORM.replace(/( {2}ingress \{[^]*?\n {2}\}\n)/, '$1$1');
  const prints = printsOf({ 'main.tf': twice });
  expect(prints).toHaveLength(2);
  expect(new Set(prints).size).toBe(2);
});
