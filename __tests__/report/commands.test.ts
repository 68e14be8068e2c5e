import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderCommands, workflowCommand } from '../../src/report/commands.js';
import type { ReportedFinding } from '../../src/report/model.js';
import { commandsIn } from './runner.js';
import { HOSTILE, hostileFinding, hostileReport, openGroup, openPort, reportOf } from './sample.js';

const named = (output: string): string[] => commandsIn(output).map(({ name }) => name);

const many = (count: number, severity: ReportedFinding['severity']): ReportedFinding[] =>
  Array.from({ length: count }, () => ({ ...openGroup, severity }));

describe('renderCommands', () => {
  it('annotates the place with the sentence, the way, the fix and the page', () => {
    const [command] = commandsIn(renderCommands(reportOf([openGroup])));
    expect(command).toEqual({
      name: 'error',
      properties: {
        file: 'infra/main.tf',
        line: '8',
        endLine: '8',
        col: '19',
        endColumn: '31',
        title: 'critical: The internet can reach memcached (MCE101)',
      },
      data: [
        'The internet can reach memcached on port 11211 (TCP) through aws_security_group.cache.',
        'Path: internet → aws_security_group.cache → aws_elasticache_cluster.main → memcached on tcp 0.0.0.0:11211',
        'The version is not known; the defaults of 1.6 are taken.',
        'Fix: Let in only the security group of the applications, or their private network, and nothing else.',
        'https://github.com/example/check/blob/main/docs/rules/MCE101.md',
      ].join('\n'),
    });
  });

  it('names files from the workspace and gives no columns over several lines', () => {
    const where = { ...openGroup.location, endLine: 9 };
    const [command] = commandsIn(
      renderCommands(reportOf([{ ...openGroup, location: where }]), { prefix: 'deploy/' }),
    );
    expect(command!.properties['file']).toBe('deploy/infra/main.tf');
    expect(command!.properties).not.toHaveProperty('col');
  });

  it('raises errors only when the check fails, and only for what makes it fail', () => {
    const report = reportOf([
      openGroup,
      { ...openPort, state: 'existing' },
      { ...openPort, severity: 'medium' },
      { ...openPort, severity: 'low' },
      { ...openPort, suppressed: { by: 'inline', reason: 'x' } },
    ]);
    expect(named(renderCommands(report))).toEqual(['error', 'warning', 'notice']);
    expect(
      named(renderCommands({ ...report, failOn: 'none', conclusion: 'passed' })),
    ).not.toContain('error');
    expect(named(renderCommands(reportOf([], { problems: [] })))).toEqual([]);
  });

  it('keeps within ten of a level, worst first, and says how many there are', () => {
    const output = renderCommands(
      reportOf([...many(14, 'critical'), ...many(12, 'medium'), ...many(12, 'low')]),
    );
    const names = named(output);
    for (const level of ['error', 'warning', 'notice']) {
      expect(names.filter((name) => name === level)).toHaveLength(10);
    }
    expect(names.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'error'));
    expect(commandsIn(output).at(-1)!.data).toBe(
      '29 of 38 findings are annotated; all are in the summary.',
    );
  });

  it('says nothing about the number when all are annotated', () => {
    expect(renderCommands(reportOf(many(3, 'critical')))).not.toContain('are annotated');
  });

  it('says why the check could not run', () => {
    const report = reportOf([], { conclusion: 'could-not-run', reasons: ['No such folder.'] });
    expect(commandsIn(renderCommands(report))).toEqual([
      { name: 'error', properties: { title: 'The check could not run' }, data: 'No such folder.' },
    ]);
  });

  it('keeps messages shorter than what GitHub cuts', () => {
    const long = 'word '.repeat(5000);
    const finding = { ...openGroup, notes: Array.from({ length: 50 }, () => long) };
    for (const { data } of commandsIn(renderCommands(reportOf([finding])))) {
      expect(data.length).toBeLessThan(4096);
    }
  });

  it.each(HOSTILE)('takes %j for text', (text) => {
    const commands = commandsIn(renderCommands(hostileReport(text)));
    expect(commands.map(({ name }) => name)).toEqual(['error']);
    expect(Object.keys(commands[0]!.properties)).toEqual([
      'file',
      'line',
      'endLine',
      'col',
      'endColumn',
      'title',
    ]);
  });

  it('takes any text for text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const output = renderCommands(reportOf([hostileFinding(text)]));
        expect(named(output)).toEqual(['error']);
        expect(output.endsWith('\n')).toBe(true);
      }),
    );
  });
});

describe('workflowCommand', () => {
  it('writes a command without properties', () => {
    expect(workflowCommand('notice', {}, 'a\nb')).toBe('::notice::a%0Ab');
  });
});
