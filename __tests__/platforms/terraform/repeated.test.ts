import { describe, expect, it } from '@jest/globals';
import { findingsIn, serious } from './providers/twins.js';
import { doors, translate } from './helpers.js';

const rule = (
  name: string,
  sources: string,
): string => `resource "aws_security_group_rule" "${name}" {
  type        = "ingress"
  from_port   = 11211
  to_port     = 11211
  protocol    = "tcp"
${sources}
}
`;
const cidrs = (source: string): string => `  cidr_blocks = ["${source}"]`;

describe('an attribute that is set twice in one body', () => {
  const text = `${rule('twice', `${cidrs('10.0.0.0/8')}\n${cidrs('0.0.0.0/0')}`)}${rule('other', cidrs('0.0.0.0/0'))}`;

  it('is told of as an error of the syntax, at the second', () => {
    const { problems } = translate(text);
    expect(problems.map(({ kind, where, message }) => [kind, where.startLine, message])).toEqual([
      [
        'unparsed',
        7,
        'main.tf:7: the attribute "cidr_blocks" is set more than once. Correct the syntax.',
      ],
    ]);
  });

  it('hides nothing else, and both of its values are judged', () => {
    expect(
      findingsIn(text).map(({ severity, location }) => `${severity} ${location.startLine}`),
    ).toEqual(['high 14', 'medium 7', 'low 7']);
  });

  it('opens nothing when both values are closed', () => {
    const closed = rule('twice', `${cidrs('10.0.0.0/8')}\n${cidrs('10.1.0.0/16')}`);
    expect(serious(closed)).toEqual([]);
  });

  it('is no error in an object, whose last value counts', () => {
    const { problems } = translate('locals {\n a = { x = 1, x = 2 }\n}\n');
    expect(problems).toEqual([]);
  });
});

describe('names that repeat in the JSON syntax', () => {
  const port = (number: number): string =>
    `{"from_port": ${number}, "to_port": ${number}, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}`;

  it('are several blocks when they are objects', () => {
    const text = `{"resource": {"aws_security_group": {"a": {"ingress": ${port(22)},\n"ingress": ${port(11211)},\n"ingress": ${port(443)}}}}}`;
    expect(translate({ 'main.tf.json': text }).problems).toEqual([]);
    expect(doors({ 'main.tf.json': text }).filter((each) => each.includes(' 11211'))).toHaveLength(
      1,
    );
  });

  it('are an error when they are values', () => {
    const text = '{"resource": {"aws_security_group": {"a": {"name": "a", "name": "b"}}}}';
    expect(translate({ 'main.tf.json': text }).problems.map(({ message }) => message)).toEqual([
      'main.tf.json:1: the attribute "name" is set more than once. Correct the syntax.',
    ]);
  });
});
