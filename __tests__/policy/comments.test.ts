import { describe, expect, it } from '@jest/globals';
import { MemoryTree } from '../../src/files/memory.js';
import { SourceFile } from '../../src/files/source.js';
import { applyExceptions } from '../../src/policy/apply.js';
import { inlineSuppressions } from '../../src/policy/policy.js';
import { covers, readSuppressions } from '../../src/policy/suppress.js';
import { scanTree } from '../../src/scan.js';

/** Findings of some rules that are left once the comments of the files count. */
function left(files: Readonly<Record<string, string>>, rule: string): string[] {
  const result = scanTree(new MemoryTree(files));
  const { inline, problems } = inlineSuppressions(result.sources);
  expect(problems).toEqual([]);
  const { byFinding } = applyExceptions(result.findings, { inline, paths: [] }, '2026-06-15');
  return result.findings
    .filter((finding) => finding.ruleId === rule && !byFinding.has(finding))
    .map(({ location }) => `${location.file}:${location.startLine}`);
}

/** `@` is where the comment goes; without one the finding is there. */
const FORMATS: readonly [string, string, string, string, string][] = [
  [
    'YAML',
    'compose.yaml',
    'MCE201',
    '# %',
    'services:\n  cache:\n    image: memcached:1.6.45\n    ports:\n      <here>\n      - "11211:11211"\n',
  ],
  ...['# %', '// %', '/* % */'].map((comment): [string, string, string, string, string] => [
    `Terraform, ${comment}`,
    'main.tf',
    'MCE101',
    comment,
    'resource "aws_security_group" "a" {\n  ingress {\n    from_port   = 11211\n    to_port     = 11211\n    protocol    = "tcp"\n    <here>\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n',
  ]),
  [
    'Dockerfile',
    'Dockerfile',
    'MCE302',
    '# %',
    'FROM memcached:1.6.45\n<here>\nCMD ["memcached", "-U", "11211"]\n',
  ],
  [
    'a unit of systemd',
    'memcached.service',
    'MCE301',
    '; %',
    '[Service]\n<here>\nExecStart=/usr/bin/memcached -u memcache -l 0.0.0.0\n',
  ],
  [
    'memcached.conf',
    'etc/memcached.conf',
    'MCE301',
    '# %',
    '-m 64\n-u memcache\n<here>\n-l 0.0.0.0\n',
  ],
  [
    'a shell script',
    'run.sh',
    'MCE201',
    '# %',
    '#!/bin/sh\n<here>\ndocker run -d -p 11211:11211 memcached:1.6.45\n',
  ],
  [
    'a command over several lines',
    'run.sh',
    'MCE201',
    '# %',
    '#!/bin/sh\n<here>\ndocker run -d \\\n  --name cache \\\n  -p 11211:11211 \\\n  memcached:1.6.45\n',
  ],
  [
    'a template of Jinja',
    'roles/memcached/templates/memcached.conf.j2',
    'MCE301',
    '{# % #}',
    '-m 64\n-u memcache\n<here>\n-l 0.0.0.0\n',
  ],
  [
    'Bicep',
    'main.bicep',
    'MCE101',
    '// %',
    "resource nsg 'Microsoft.Network/networkSecurityGroups/securityRules@2023-04-01' = {\n  name: 'nsg/cache'\n  properties: {\n    priority: 100\n    direction: 'Inbound'\n    access: 'Allow'\n    protocol: 'Tcp'\n    sourcePortRange: '*'\n    destinationPortRange: '11211'\n    <here>\n    sourceAddressPrefix: '*'\n    destinationAddressPrefix: '*'\n  }\n}\n",
  ],
  [
    'rules of iptables-save',
    'etc/iptables/rules.v4',
    'MCE101',
    '# %',
    '*filter\n:INPUT DROP [0:0]\n<here>\n-A INPUT -p tcp -m tcp --dport 11211 -j ACCEPT\nCOMMIT\n',
  ],
  [
    'XML',
    'etc/firewalld/zones/public.xml',
    'MCE101',
    '<!-- % -->',
    '<?xml version="1.0" encoding="utf-8"?>\n<zone>\n  <short>Public</short>\n  <here>\n  <port protocol="tcp" port="11211"/>\n</zone>\n',
  ],
  [
    'a chart of Helm',
    'chart/templates/service.yaml',
    'MCE202',
    '{{- /* % */}}',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: memcached\nspec:\n  <here>\n  type: LoadBalancer\n  selector:\n    app: memcached\n  ports:\n    - port: 11211\n',
  ],
];

/** What makes a file part of something, by its folder. */
const MORE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chart: {
    'chart/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
    'chart/values.yaml': '',
  },
  roles: {
    'site.yml': '- hosts: all\n  roles:\n    - memcached\n',
    'roles/memcached/tasks/main.yml':
      '- ansible.builtin.apt:\n    name: memcached\n- ansible.builtin.template:\n    src: memcached.conf.j2\n    dest: /etc/memcached.conf\n',
  },
};

describe('suppressions in comments', () => {
  it.each(FORMATS)('%s', (format, path, rule, comment, text) => {
    const dash = comment.startsWith('<!--') ? '-' : '--';
    const words = `memcached-exposure: ignore[${rule}] until=2027-01-31 ${dash} the lab`;
    const more = MORE[path.split('/')[0]!] ?? {};
    const files = (line: string): Record<string, string> => ({
      ...more,
      [path]: text.replace('<here>', line),
    });
    expect([format, left(files(comment.replace('%', 'nothing')), rule).length]).toEqual([
      format,
      1,
    ]);
    expect(left(files(comment.replace('%', words)), rule)).toEqual([]);
    const other = words.replace(rule, rule === 'MCE103' ? 'MCE101' : 'MCE103');
    expect(left(files(comment.replace('%', other)), rule)).toHaveLength(1);
  });

  const lines = (text: string): (readonly [number, number])[] =>
    readSuppressions(new SourceFile('f', text), new Set(['MCE201', 'MCE302'])).valid.map(
      (suppression) => suppression.lines,
    );
  const MARK = '# memcached-exposure: ignore[MCE201] -- x';
  const OTHER = MARK.replace('MCE201', 'MCE302');

  it('are about their own line behind something, and not about the next', () => {
    expect(lines(`a\nb ${MARK}\nc\n`)).toEqual([[2, 2]]);
    const two = `services:\n  a:\n    image: memcached:1.6.45\n    ports:\n      - "11211:11211" ${MARK}\n      - "11212:11211"\n`;
    expect(left({ 'compose.yaml': two }, 'MCE201')).toEqual(['compose.yaml:6']);
  });

  it('are about the next line on a line of their own', () => {
    expect(lines(`a\n  ${MARK}\nb\nc\n`)).toEqual([[3, 3]]);
  });

  it('may stand above one another', () => {
    expect(lines(`${MARK}\n${OTHER}\nb\n`)).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(lines(`${MARK}\n# why\nb\n`)).toEqual([[2, 2]]);
  });

  it('are about a whole command, and no more of it than there is', () => {
    expect(lines(`${MARK}\na \\\n b \\\n c\nd\n`)).toEqual([[2, 4]]);
    expect(lines(`${MARK}\na \\`)).toEqual([[2, 3]]);
    expect(lines(`${MARK}`)).toEqual([[2, 2]]);
    expect(lines(`${MARK}\n${'a \\\n'.repeat(500)}b\n`)[0]![1]).toBeLessThan(300);
  });

  it('need a reason in XML, too, and one that may stand there', () => {
    const read = (text: string) => {
      const { valid, problems } = readSuppressions(new SourceFile('f', text), new Set(['MCE201']));
      return [...valid.map(({ reason }) => reason), ...problems.map(({ message }) => message)];
    };
    expect(read('<!-- memcached-exposure: ignore[MCE201] - a lab -->')).toEqual(['a lab']);
    expect(read('<!-- memcached-exposure: ignore[MCE201] until=2027-01-31 - a - b -->')).toEqual([
      'a - b',
    ]);
    expect(read('<!-- memcached-exposure: ignore[MCE201] -->')).toEqual([
      expect.stringContaining('no reason after " - "'),
    ]);
    // Elsewhere one dash is none.
    expect(read('# memcached-exposure: ignore[MCE201] - a lab')).toEqual([
      expect.stringContaining('no reason after "--"'),
    ]);
  });

  it('name the file they are about', () => {
    const [suppression] = readSuppressions(
      new SourceFile('a', `${MARK}\nb\n`),
      new Set(['MCE201']),
    ).valid;
    const finding = (file: string, startLine: number) =>
      ({ ruleId: 'MCE201', location: { file, startLine } }) as Parameters<typeof covers>[1];
    expect(covers(suppression!, finding('a', 2))).toBe(true);
    expect(covers(suppression!, finding('b', 2))).toBe(false);
    expect(covers(suppression!, finding('a', 1))).toBe(false);
    expect(covers(suppression!, finding('a', 3))).toBe(false);
  });
});
