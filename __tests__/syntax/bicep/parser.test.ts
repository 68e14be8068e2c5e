import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseArmExpression, parseBicep } from '../../../src/syntax/bicep/index.js';

const WHOLE = `targetScope = 'resourceGroup'
metadata m = { a: 1 }
@description('it''s')
param a string = 'x'
param b { c: string, d: int? }[] = []
import * as x from './y.bicep'
type t = 'a' | 'b'
func f(s string) string => '\${s}!'
var v = [for (i, n) in range(0, 3): { n: n, 'q r': i > 1 ? [ 1, 2 ] : null }]
resource r 'A.B/c@2024-01-01' existing = { name: 'n' }
module m1 'br/public:x:1.0' = [for i in v: if (i.n == 1) {
  name: 'm\${i.n}'
  params: { ...a, b: map(v, x => x.n)
    c: a!.b.?c ?? r::child.id }
}]
output o string = r.id
`;

describe('parseBicep', () => {
  it('reads every statement', () => {
    const { statements, errors } = parseBicep(WHOLE.replace("'it''s'", "'it\\'s'"));
    expect(errors).toEqual([]);
    expect(statements.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'param a',
      'param b',
      'var v',
      'resource r',
      'module m1',
      'output o',
    ]);
  });

  it('binds operators as Bicep does', () => {
    const [statement] = parseBicep('var v = 1 + 2 * 3 == 7 && !false || x').statements;
    const shape = (value: unknown): unknown => {
      const each = value as {
        kind: string;
        operator?: string;
        left?: unknown;
        right?: unknown;
        of?: unknown;
        name?: string;
        value?: unknown;
      };
      if (each.kind === 'binary') return [shape(each.left), each.operator, shape(each.right)];
      if (each.kind === 'unary') return [each.operator, shape(each.of)];
      return each.name ?? each.value;
    };
    expect(shape(statement?.kind === 'var' ? statement.value : undefined)).toEqual([
      [[[1, '+', [2, '*', 3]], '==', 7], '&&', ['!', false]],
      '||',
      'x',
    ]);
  });

  it('goes on behind an error', () => {
    const { statements, errors } = parseBicep(
      "var a = \nvar b = 1\nresource r 'A.B/c@1' = {\n  name: 'x'\n  bad: = 1\n  good: 2\n}\nnonsense here\nvar c = 'open\nvar d = 4\n",
    );
    expect(errors.length).toBeGreaterThan(2);
    expect(statements.map(({ name }) => name)).toEqual(expect.arrayContaining(['r', 'd']));
    const resource = statements.find(({ name }) => name === 'r');
    expect(
      resource?.kind === 'resource' && resource.value.kind === 'object'
        ? resource.value.properties.map(({ key }) => key)
        : [],
    ).toEqual(['name', 'good']);
  });

  it.each([
    ['('],
    ['['],
    ['{ a: '],
    ['!'],
    ["'${"],
    ['if (true) '],
    ['f('],
    ['x => '],
    ['a ? '],
    ['1 + ('],
  ])('stands %s a hundred thousand times', (text) => {
    expect(parseBicep(`var a = ${text.repeat(20_000)}`).errors.length).toBeGreaterThan(0);
  });

  it('never throws, and keeps its positions inside the text', () => {
    fc.assert(
      fc.property(fc.nat(WHOLE.length), fc.nat(40), fc.string(), (at, length, text) => {
        const broken = WHOLE.slice(0, at) + text + WHOLE.slice(at + length);
        const { statements, errors } = parseBicep(broken);
        for (const { start, end } of [...statements, ...errors]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(broken.length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads long texts', () => {
    const text = `var a = [\n${"  { name: 'x${concat('a', 'b')}', value: [ 1, 2, 3 ] }\n".repeat(10_000)}]\n`;
    expect(parseBicep(text).errors).toEqual([]);
  });
});

describe('parseArmExpression', () => {
  it('reads calls, texts, members and indexes', () => {
    expect(parseArmExpression(" concat( 'it''s', parameters('a').b[0] , -1 )")).toMatchObject({
      kind: 'call',
      name: 'concat',
      args: [
        { parts: ["it's"] },
        { kind: 'index', of: { kind: 'member', name: 'b' } },
        { value: -1 },
      ],
    });
  });
  it.each(['', 'concat(', "'open", 'a b', 'a..b', 'a[', '1x', 'a,b'])('refuses %s', (text) => {
    expect(parseArmExpression(text)).toBeUndefined();
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab(),.[]\'"-1 $') }), (text) => {
        expect(() => parseArmExpression(text)).not.toThrow();
      }),
    );
  });
});
