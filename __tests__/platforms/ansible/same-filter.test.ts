import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../../src/facts.js';
import { SourceFile } from '../../../src/files/source.js';
import type { Listening } from '../../../src/platforms/ansible/firewall-facts.js';
import { judgedOnce } from '../../../src/platforms/ansible/same-filter.js';
import type { FilterStep } from '../../../src/platforms/ansible/state.js';
import { PortSet } from '../../../src/network/ports.js';
import { AddressSet } from '../../../src/network/addresses.js';
import { RenderedText } from '../../../src/syntax/jinja/index.js';

const nothing: Listening = {
  listens: [],
  portReasons: new Set(),
  listeners: [],
  runs: false,
};

function step(file: string, line: number, ...words: string[]): FilterStep {
  const where = { file, startLine: line, startColumn: 3, endLine: line, endColumn: 9 };
  return { words: words.map((text) => ({ text, where })), where };
}

/** A judge that counts how often it is asked and says something about everything it is given. */
function counting(): { judge: typeof judge; asked: () => number } {
  let asked = 0;
  function judge(variants: readonly (readonly FilterStep[])[], workload: string): Fact[] {
    asked++;
    return variants.flat().map((one) => ({
      kind: 'restriction',
      platform: 'ansible',
      where: one.where,
      mechanism: 'host-firewall',
      name: `the packet filter of ${workload}, from ${one.where.file}`,
      target: [workload],
      protocols: ['tcp'],
      ports: PortSet.of(11211),
      admits: AddressSet.allIPv4,
    }));
  }
  return { judge, asked: () => asked };
}

describe('equal packet filters', () => {
  it('are evaluated once, and told with the names of each host and file', () => {
    const { judge, asked } = counting();
    const told = (file: string, host: string): Fact[] =>
      judgedOnce(
        judge,
        [[step(file, 4, 'ufw', 'allow', '80'), step('b.yml', 1, 'x')]],
        host,
        nothing,
      );
    const first = told('one.yml', 'host a');
    const second = told('two.yml', 'host b');
    expect(asked()).toBe(1);
    expect(first).toEqual(judge([[step('one.yml', 4, 'ufw'), step('b.yml', 1, 'x')]], 'host a'));
    expect(second).toEqual(judge([[step('two.yml', 4, 'ufw'), step('b.yml', 1, 'x')]], 'host b'));
  });

  const base = [step('one.yml', 4, 'ufw', 'deny', '80'), step('one.yml', 6, 'ufw', 'enable')];
  const [first, last] = base as [FilterStep, FilterStep];

  it.each<[string, readonly FilterStep[], Partial<Listening>]>([
    ['a word', [step('one.yml', 4, 'ufw', 'deny', '81'), last], {}],
    ['a word that is not known', [{ ...first, words: [] }, last], {}],
    ['a place', [step('one.yml', 5, 'ufw', 'deny', '80'), last], {}],
    ['which rules share a file', [first, { ...last, where: { ...last.where, file: 'b.yml' } }], {}],
    ['a condition', [first, { ...last, onlyIf: 'x' }], {}],
    ['whether memcached runs', base, { runs: true }],
    ['a port', base, { listens: [{ protocol: 'tcp', port: 11212 }] }],
    ['a reason', base, { portReasons: new Set(['it is not known']) }],
    ['a socket', base, { listeners: [{ sockets: [] }] }],
  ])('that differ in %s are not equal', (_what, steps, more) => {
    const { judge, asked } = counting();
    judgedOnce(judge, [base], 'h', nothing);
    const before = asked();
    const told = judgedOnce(judge, [steps], 'h', { ...nothing, ...more });
    expect(asked()).toBe(before + 1);
    expect(told).toEqual(judge([steps], 'h'));
  });

  it('are evaluated each by itself when they load a file, or a name could be taken for a mark', () => {
    const { judge, asked } = counting();
    const file = new SourceFile('rules.v4', '*filter\nCOMMIT\n');
    const loads: FilterStep = {
      ...step('one.yml', 1, 'iptables-restore'),
      file: { path: '/etc/iptables/rules.v4', text: new RenderedText([]) },
    };
    for (const steps of [[loads], [step('\ue000f0\ue001', 1, 'x')], [step('a', 1, '\ue000')]]) {
      const before = asked();
      judgedOnce(judge, [steps], file.path, nothing);
      expect(judgedOnce(judge, [steps], file.path, nothing)).toEqual(judge([steps], file.path));
      expect(asked() - before).toBe(3);
    }
  });
});
