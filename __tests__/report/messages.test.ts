import { describe, expect, it } from '@jest/globals';
import type { Mechanism, PlatformName } from '../../src/facts.js';
import { FIXES, FIX_BY_RULE, WHY } from '../../src/report/advice-table.js';
import { adviceFor } from '../../src/report/advice.js';
import { describeFinding, fill } from '../../src/report/messages.js';
import { RULES } from '../../src/rules/index.js';
import { HOSTILE, hostileFinding, openGroup, openPort, rules } from './sample.js';

const PLATFORMS: readonly PlatformName[] = [
  'terraform',
  'kubernetes',
  'compose',
  'dockerfile',
  'ansible',
  'host',
];

describe('fill', () => {
  it('puts values in and leaves names without a value', () => {
    expect(fill('{a} and {b}, {c}', { a: 'x', b: 2 })).toBe('x and 2, {c}');
  });

  it('reads no value as a template and lets none end code', () => {
    expect(fill('`{a}`', { a: '{b}`', b: 'no' })).toBe("`{b}'`");
    expect(fill('{a} x', { a: '`b`' })).toBe('`b` x');
    expect(fill('{a} `x`', { a: 'b`' })).toBe("b' `x`");
    expect(fill('{constructor}', {})).toBe('{constructor}');
  });

  it('cuts very long values', () => {
    expect(fill('{a}', { a: 'x'.repeat(10_000) }).length).toBeLessThanOrEqual(300);
  });
});

describe('describeFinding', () => {
  it('says what can reach what', () => {
    const text = describeFinding(
      openGroup,
      rules.find(({ id }) => id === 'MCE101'),
    );
    expect(text.title).toBe('The internet can reach memcached');
    expect(text.sentence).toBe(
      'The internet can reach memcached on port 11211 (TCP) through aws_security_group.cache.',
    );
    expect(text.path).toBe(
      'internet → aws_security_group.cache → aws_elasticache_cluster.main → memcached on tcp 0.0.0.0:11211',
    );
    expect(text.docsUrl).toMatch(/MCE101\.md$/);
  });

  it('puts the certain correction before the advice', () => {
    const text = describeFinding(
      openPort,
      rules.find(({ id }) => id === 'MCE201'),
    );
    expect(text.fix[0]).toBe('Publish the port on the loopback interface only.');
    expect(text.fix.length).toBeGreaterThan(1);
  });

  it('says neither a step of the way nor a correction twice', () => {
    const restricted = {
      ...openPort,
      path: [
        openPort.path[0]!,
        { ...openPort.path[1]!, kind: 'restriction' as const },
        ...openPort.path.slice(1),
      ],
      fix: { description: 'Use `127.0.0.1:11211:11211`.', edits: [] },
    };
    const text = describeFinding(restricted, undefined);
    expect(text.path).toBe(describeFinding(openPort, undefined).path);
    expect(text.fix.filter((step) => step.includes('127.0.0.1'))).toHaveLength(1);
    expect(text.fix.length).toBe(3);
  });

  it('can do without the rule', () => {
    const text = describeFinding({ ...openGroup, ruleId: 'X1' }, undefined);
    expect(text.title).toBe('X1');
    expect(text.why).toBe('');
  });
});

describe('adviceFor', () => {
  it('has reasons, steps, a verification and a way back for every rule, mechanism and platform', () => {
    for (const { meta } of RULES) {
      expect(WHY).toHaveProperty(meta.id);
      for (const mechanism of Object.keys(FIXES) as Mechanism[]) {
        for (const platform of PLATFORMS) {
          const finding = {
            ...openGroup,
            ruleId: meta.id,
            data: { ...openGroup.data, mechanism, platform },
          };
          const advice = adviceFor(finding);
          expect(advice.fix.length).toBeGreaterThan(0);
          expect(advice.verify.length).toBeGreaterThan(0);
          expect(advice.rollback).toContain('git revert');
          for (const check of advice.verify) {
            expect(check.command).not.toBe('');
            expect(check.expect).toMatch(/\.$/);
          }
        }
      }
    }
  });

  it('speaks of each platform in its own words', () => {
    const fixOn = (platform: PlatformName): string =>
      adviceFor({ ...openPort, data: { ...openPort.data, platform } }).fix.join(' ');
    expect(fixOn('compose')).toContain('`ports`');
    expect(fixOn('ansible')).toContain('`published_ports`');
    expect(fixOn('host')).toContain('`-p`');
  });

  it('tests over the protocols that are open', () => {
    const commands = (protocols: string): string[] =>
      adviceFor({ ...openGroup, data: { ...openGroup.data, protocols } })
        .verify.slice(1)
        .map(({ command }) => (command.includes('nc -u') ? 'udp' : 'tcp'));
    expect(commands('TCP')).toEqual(['tcp']);
    expect(commands('UDP')).toEqual(['udp']);
    expect(commands('TCP and UDP')).toEqual(['tcp', 'udp']);
  });

  it.each([
    ['11311', 'nc -w 3 <address> 11311'],
    ['11000-12000', 'nc -w 3 <address> 11211'],
    ['22, 11211', 'nc -w 3 <address> 11211'],
    ['11311, 11411', 'nc -w 3 <address> 11311'],
    ['all ports', 'nc -w 3 <address> 11211'],
    ['1; rm -rf /', 'nc -w 3 <address> 11211'],
    ['99999', 'nc -w 3 <address> 11211'],
  ])('tests port %j', (ports, ending) => {
    const { verify } = adviceFor({ ...openGroup, data: { ...openGroup.data, ports } });
    expect(verify[1]!.command.endsWith(ending)).toBe(true);
  });

  it('leaves a port to be looked up that nobody wrote down', () => {
    const at = (ports: string, inside: string, mechanism: string): string[] =>
      adviceFor({
        ...openPort,
        data: { ...openPort.data, ports, inside, mechanism },
      }).verify.map(({ command }) => command);
    expect(at('32768-60999', '11311', 'published-port')).toEqual([
      "docker ps --format '{{.Names}} {{.Ports}}' | grep -e '->11311/'",
      "printf 'version\\r\\nquit\\r\\n' | nc -w 3 <address> <port>",
    ]);
    expect(at('32768', '11211', 'published-port')[1]).toMatch(/ 32768$/);
    expect(at('30000-32767', '11211', 'node-port')[0]).toMatch(/grep -w 11211$/);
    expect(at('30000', '11211', 'node-port')[0]).toMatch(/grep -w 30000$/);
    expect(at('32768-60999', '$(id)', 'published-port')[0]).toMatch(/->11211\/'$/);
  });

  it('speaks of Vagrant where Vagrant forwards the port', () => {
    const { fix, why } = adviceFor({
      ...openPort,
      location: { ...openPort.location, file: 'dev/Vagrantfile' },
    });
    expect([why, ...fix].join(' ')).not.toMatch(/docker/i);
    expect(fix[0]).toContain('host_ip');
    expect(adviceFor(openPort).why).toMatch(/Docker/);
  });

  it('takes nothing of the scanned repository into a command', () => {
    const trusted = new Set(
      [openPort, openGroup].flatMap((finding) =>
        adviceFor({ ...finding, data: {} }).verify.map(({ command }) => command),
      ),
    );
    for (const text of HOSTILE) {
      const finding = hostileFinding(text, openGroup);
      for (const key of ['mechanism', 'platform']) {
        const { verify } = adviceFor({ ...finding, data: { ...finding.data, [key]: text } });
        for (const { command } of verify) expect(command).not.toContain(text);
      }
    }
    expect(trusted.size).toBeGreaterThan(0);
    expect(() =>
      adviceFor({ ...openGroup, data: { mechanism: 'constructor', platform: '__proto__' } }),
    ).not.toThrow();
  });

  it('names only rules that exist or are announced', () => {
    const known = new Set([
      ...RULES.map(({ meta }) => meta.id),
      'MCE304',
      'MCE501',
      'MCE502',
      'MCE902',
    ]);
    for (const id of [...Object.keys(WHY), ...Object.keys(FIX_BY_RULE)])
      expect(known).toContain(id);
  });
});
