import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { DiskTree } from '../src/files/disk.js';
import { listFiles } from '../src/files/list.js';
import { MemoryTree } from '../src/files/memory.js';
import { scanTree } from '../src/scan.js';
import { SHAPES } from '../scripts/lib/shapes.mjs';

// Which files and documents are read closely is chosen by looking for words. A comment that holds all of
// those words makes everything be chosen, and must change nothing: what it takes to see an exposure is
// then chosen without the comment too.

const WORDS = [
  'memcached 11211 ufw: iptables -A docker run firewall-cmd -- nft add apt: template: src:',
  'type: LoadBalancer NodePort externalIPs kind: NetworkPolicy AWS::EC2::SecurityGroup',
  'aws_security_group google_compute_firewall azurerm_network_security_rule etc/iptables',
].join(' ');

const HASH =
  /\.(?:ya?ml|tf|tofu|tfvars|hcl|nomad|sh|bash|service|container|conf|env)$|(?:Dockerfile|Containerfile|Makefile|Vagrantfile|Procfile)[^/]*$/;

type Files = Readonly<Record<string, string>>;

/** The files with the comment at the end, where their format has one. */
function withWords(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const mark = HASH.test(path) ? '#' : /\.bicep(?:param)?$/.test(path) ? '//' : undefined;
      if (mark === undefined) return [path, text];
      return [path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${mark} ${WORDS}\n`];
    }),
  );
}

function filesIn(folder: string): Files {
  const tree = new DiskTree(folder, listFiles(folder).paths);
  return Object.fromEntries(
    tree.paths.flatMap((path) => {
      const file = tree.read(path);
      return file === undefined ? [] : [[path, file.text]];
    }),
  );
}

/** What was found; problems of files that nobody needs are told by how much they sound like memcached. */
function found(files: Files): string[] {
  return scanTree(new MemoryTree(files))
    .findings.filter(({ ruleId }) => ruleId !== 'MCE901' && ruleId !== 'MCE903')
    .map(
      ({ ruleId, severity, reach, location }) =>
        `${ruleId} ${severity} ${reach} ${location.file}:${location.startLine}:${location.startColumn}`,
    )
    .sort();
}

const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));
const examples = fileURLToPath(new URL('../examples/', import.meta.url));

describe('the choice of what is read closely changes nothing', () => {
  it.each(readdirSync(fixtures))('in the fixture %s', (name) => {
    const files = filesIn(`${fixtures}${name}/repo`);
    expect(found(files)).toEqual(found(withWords(files)));
  });

  it('in the examples', () => {
    const files = filesIn(examples);
    const all = found(files);
    expect(all.length).toBeGreaterThan(5);
    expect(found(withWords(files))).toEqual(all);
  });

  it.each(Object.keys(SHAPES))('in a generated tree: %s', (name) => {
    const files = SHAPES[name]!(3);
    expect(found(files)).toEqual(found(withWords(files)));
  });

  // Constructs that reach 11211 without writing it; each is found in a tree that never names memcached.
  it.each<[string, Files]>([
    [
      'Terraform: a sum',
      {
        'main.tf':
          'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 11000 + 211\n    to_port = 11000 + 211\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
      },
    ],
    [
      'Terraform: a port of a module far away',
      {
        'main.tf': 'module "g" {\n  source = "./g"\n  ports  = { a = 112, b = 11 }\n}\n',
        'g/main.tf':
          'variable "ports" {}\nlocals {\n  port = tonumber("${var.ports.a}${var.ports.b}")\n}\nresource "aws_security_group" "g" {\n  ingress {\n    from_port = local.port\n    to_port = local.port\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
      },
    ],
    [
      'Compose: the image and the port from a file of variables',
      {
        'compose.yaml': 'services:\n  c:\n    image: ${IMAGE}\n    ports: ["${PORT}:${PORT}"]\n',
        '.env': 'IMAGE=memcached:1.6.45\nPORT=11211\n',
      },
    ],
    [
      'Ansible: what is installed and edited from a variable',
      {
        'site.yml':
          '- hosts: all\n  tasks:\n    - apt: { name: "{{ what }}" }\n    - lineinfile: { path: "/etc/{{ what }}.conf", regexp: "^-l", line: "-l 0.0.0.0" }\n',
        'group_vars/all.yml': 'what: memcached\n',
      },
    ],
    [
      'Helm: the port from the values of another file',
      {
        'Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
        'values.yaml': 'port: 11211\nkind: LoadBalancer\nimage: memcached:1.6.45\n',
        'templates/s.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  type: {{ .Values.kind }}\n  selector: {app: c}\n  ports: [{port: {{ .Values.port }}}]\n',
        'templates/d.yaml':
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  selector: {matchLabels: {app: c}}\n  template:\n    metadata: {labels: {app: c}}\n    spec:\n      containers: [{name: c, image: "{{ .Values.image }}"}]\n',
      },
    ],
    [
      'Kustomize: the type from a patch',
      {
        'base/kustomization.yaml': 'resources: [s.yaml]\n',
        'base/s.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: memcached}\nspec:\n  selector: {app: c}\n  ports: [{port: 11211}]\n',
        'o/kustomization.yaml':
          'resources: [../base]\npatches:\n  - target: {kind: Service}\n    patch: |-\n      - {op: add, path: /spec/type, value: LoadBalancer}\n',
      },
    ],
    [
      'CloudFormation: the port from a mapping',
      {
        't.yaml':
          'Mappings: {M: {a: {p: "11211"}}}\nResources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: !FindInMap [M, a, p], ToPort: !FindInMap [M, a, p], CidrIp: 0.0.0.0/0}\n',
      },
    ],
  ])('and nothing that is not named is lost: %s', (_title, files) => {
    const all = found(files);
    expect(all).not.toEqual([]);
    expect(found(withWords(files))).toEqual(all);
  });
});
