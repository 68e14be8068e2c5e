import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Data } from '../../../src/syntax/data.js';
import {
  Budget,
  Evaluator,
  JinjaSyntaxError,
  RenderedText,
  UNKNOWN_MARK,
  unknown,
  truth,
} from '../../../src/syntax/jinja/index.js';
import { fromPlain, plainOf, WHERE } from './helpers.js';

function evaluator(
  values: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, Data>> = {},
  decide?: (condition: string) => boolean | undefined,
): Evaluator {
  const variables = new Map(
    Object.entries(values).map(([name, value]) => [name, fromPlain(value)]),
  );
  for (const [name, value] of Object.entries(more)) variables.set(name, value);
  return new Evaluator({
    lookup: (name) => variables.get(name),
    ...(decide === undefined ? {} : { decide }),
    budget: new Budget(50_000, 200_000),
  });
}

const fact = unknown('only the running host knows', WHERE);
const family = unknown('only the running host knows', WHERE, { oneOf: ['Debian', 'Ubuntu'] });

describe('unknown values', () => {
  it.each([
    ['fact', undefined],
    ['fact is defined', true],
    ['nothing is defined', false],
    ['fact | default("x")', undefined],
    ['nothing | default("x")', 'x'],
    ['fact.sub | default("x")', undefined],
    ['fact and false', false],
    ['false and fact', false],
    ['true or fact', true],
    ['fact or true', true],
    ['fact or false', undefined],
    ['not fact', undefined],
    ['fact == fact', undefined],
    ['"a" if fact else "a"', 'a'],
    ['"a" if fact else "b"', undefined],
    ['fact | ternary("a", "a")', 'a'],
    ['family == "CentOS"', false],
    ['family == "Debian"', undefined],
    ['family in ["Debian", "Ubuntu"]', true],
    ['family in ["Fedora"]', false],
    ['family not in ["Fedora"]', true],
    ['family in ["Debian"]', undefined],
    ['family | lower in ["debian", "ubuntu"]', true],
    ['1 in [fact, 1]', true],
    ['1 in [fact, 2]', undefined],
    ['[1, fact] | length', 2],
    ['[1, fact] | first', 1],
    ['[fact] | select("equalto", 1) | list', undefined],
    ['fact | int', undefined],
    ['no_such_filter_on | nonsense', undefined],
    ['"x" is nonsense', undefined],
    ['"127.0.0.1" | ipaddr("public")', undefined],
  ])('%s', (expression, expected) => {
    const result = plainOf(evaluator({}, { fact, family }).expression(expression, () => WHERE));
    expect(result).toEqual(expected === undefined ? { unknown: true } : { value: expected });
  });

  it('says what was missing', () => {
    const result = evaluator().expression('a.b', () => WHERE);
    expect(result).toMatchObject({ type: 'unknown', reason: '"a" is not defined' });
  });

  it('keeps the known parts of a text around an unknown one', () => {
    const rendered = evaluator({}, { fact }).render('-p 1 -l {{ fact }}\n', () => WHERE);
    expect((rendered as RenderedText).text).toBe(`-p 1 -l ${UNKNOWN_MARK}\n`);
    expect((rendered as RenderedText).reason()).toBe('only the running host knows');
  });

  it('makes one unknown part of branches that differ, and none of branches that agree', () => {
    const differ = evaluator({}, { fact }).render(
      '{% if fact %}a{% else %}b{% endif %}',
      () => WHERE,
    );
    expect((differ as RenderedText).text).toBe(UNKNOWN_MARK);
    const agree = evaluator({}, { fact }).render(
      '{% if fact %}a{% else %}a{% endif %}',
      () => WHERE,
    );
    expect((agree as RenderedText).text).toBe('a');
  });

  it('forgets what an undecided branch sets', () => {
    const text = '{% set x = 1 %}{% if fact %}{% set x = 2 %}{% endif %}{{ x }}';
    const rendered = evaluator({}, { fact }).render(text, () => WHERE) as RenderedText;
    expect(rendered.isKnown).toBe(false);
  });

  it('takes the side it is told', () => {
    const text = '{% if fact %}a{% else %}b{% endif %}';
    const yes = evaluator({}, { fact }, () => true).render(text, () => WHERE);
    const no = evaluator({}, { fact }, () => false).render(text, () => WHERE);
    expect([(yes as RenderedText).text, (no as RenderedText).text]).toEqual(['a', 'b']);
  });
});

describe('positions', () => {
  it('points at the value of a variable and not at its use', () => {
    const there = { ...WHERE, file: 'defaults/main.yml', startLine: 5 };
    const rendered = evaluator({}, { ip: fromPlain('0.0.0.0', there) }).render(
      '-l {{ ip }}\n',
      (start, end) => ({
        ...WHERE,
        startColumn: start + 1,
        endColumn: end + 1,
      }),
    ) as RenderedText;
    expect(rendered.locate(3, 10)).toEqual(there);
    expect(rendered.locate(0, 2)).toMatchObject({ file: 'vars.yml', startColumn: 1, endColumn: 3 });
  });

  it('sees through a variable that is put together from others', () => {
    const there = { ...WHERE, file: 'group_vars/all.yml', startLine: 9 };
    const rendered = evaluator(
      { options: '-v -l {{ ip }}' },
      { ip: fromPlain('0.0.0.0', there) },
    ).render('{{ options }}', () => WHERE) as RenderedText;
    expect(rendered.text).toBe('-v -l 0.0.0.0');
    expect(rendered.locate(6, 13)).toEqual(there);
  });
});

describe('bounds', () => {
  it.each([
    ['a variable that refers to itself', { a: '{{ a }}' }, '{{ a }}'],
    ['variables in a circle', { a: '{{ b }}', b: '{{ a }}' }, '{{ a }}'],
    ['a macro that calls itself', {}, '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
    [
      'a loop over loops',
      {},
      '{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}',
    ],
    ['a huge range', {}, '{{ range(10 ** 9) | list }}'],
    ['a huge text', {}, '{{ "x" * 10 ** 9 }}'],
    [
      'a text that doubles',
      {},
      '{% set ns = namespace(x="xxxxxxxxxx") %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}',
    ],
    ['deep brackets', {}, `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`],
    ['deep blocks', {}, `${'{% if true %}'.repeat(5000)}${'{% endif %}'.repeat(5000)}`],
    [
      'a pattern that would back-track',
      { t: 'a'.repeat(5000) },
      "{{ t | regex_search('(a+)+$b') }}",
    ],
  ])('%s', (_title, values, template) => {
    const rendered = evaluator(values).render(template, () => WHERE);
    expect(rendered instanceof JinjaSyntaxError || rendered.text.length < 1_000_000).toBe(true);
  });

  it('reaches nothing of the engine it runs in', () => {
    for (const expression of [
      "''.constructor",
      "''.constructor.constructor('return process')()",
      'range.constructor',
      '{}.__class__',
      '[].__proto__',
      "({})['__proto__']",
      "'x' | attr('constructor')",
      'self._TemplateReference__context',
      "lookup('pipe', 'id')",
      "'x' | constructor",
      "'x' is constructor",
      "'x'.toString()",
    ]) {
      const value = evaluator().expression(expression, () => WHERE);
      expect([expression, value.type]).toEqual([expression, 'unknown']);
    }
  });

  it('never throws, whatever the text', () => {
    const bits = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '-',
      ' if ',
      ' for ',
      ' in ',
      'endif',
      'endfor',
      'set',
      'raw',
      'endraw',
      'x',
      '=',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '|',
      '.',
      ',',
      ':',
      "'",
      '"',
      '1',
      ' is ',
      ' not ',
      'else',
      'elif',
      'macro',
      '\n',
      ' ',
      '\\',
      '~',
      '%',
      '*',
      'default',
      'join',
      'map',
      'é',
      '\u{1F600}',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const subject = evaluator({ x: ['a', { b: 1 }] });
        const rendered = subject.render(text, () => WHERE);
        if (rendered instanceof RenderedText) rendered.locate(0, rendered.text.length);
        truth(subject.expression(text, () => WHERE));
        truth(subject.string(text, () => WHERE, WHERE));
      }),
      { numRuns: 2000 },
    );
  });
});
