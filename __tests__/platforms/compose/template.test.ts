import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doors, publishing } from './helper.js';
import { maskTemplate } from '../../../src/platforms/compose/template.js';

const one = (text: string): string[] => doors({ 'roles/x/templates/docker-compose.yml.j2': text });
const AT = 'roles/x/templates/docker-compose.yml.j2';

describe('templated Compose files', () => {
  it.each([
    [
      'a host port',
      publishing('"{{ port }}:11211"'),
      [`${AT}:5 host tcp all ports->11211 memcached`],
    ],
    [
      'a plain entry',
      publishing('{{ port }}:11211'),
      [`${AT}:5 host tcp all ports->11211 memcached`],
    ],
    [
      'a host address',
      publishing('"{{ bind }}:11211:11211"'),
      [`${AT}:5 host tcp 11211->11211 memcached unresolved`],
    ],
    ['loopback', publishing('"127.0.0.1:{{ port | default("11211") }}:11211"'), []],
    [
      'a prefix',
      publishing('"{{ prefix }}11211:11211"'),
      [`${AT}:5 host tcp all ports->11211 memcached unresolved`],
    ],
    [
      'a whole entry',
      publishing('"{{ mapping }}"'),
      [`${AT}:5 host tcp+udp all ports->? memcached unresolved`],
    ],
    [
      'an image tag',
      publishing('"11211:11211"').replace('1.6', '{{ tag }}'),
      [`${AT}:5 host tcp 11211->11211 memcached`],
    ],
    [
      'statements',
      `{% set a = "b: c" %}\n${publishing('"11211:11211"')}{# done: { #}\n`,
      [`${AT}:6 host tcp 11211->11211 memcached`],
    ],
  ])('%s', (_, text, expected) => {
    expect(one(text)).toEqual(expected);
  });

  it('tells what holds under a condition', () => {
    const text =
      'services:\n  cache:\n    image: memcached\n{% if expose %}\n    ports:\n      - "11211:11211"\n{% endif %}\n';
    expect(one(text)).toEqual([`${AT}:6 host tcp 11211->11211 memcached conditional`]);
    expect(
      one(text.replace('{% endif %}', '').replace('{% if expose %}', '{% if expose %}{% endif %}')),
    ).toEqual([`${AT}:6 host tcp 11211->11211 memcached`]);
  });

  it.each([
    ['Mustache', '{{#expose}}', '{{/expose}}'],
    ['Handlebars', '{{#if expose}}', '{{/if}}'],
    ['Go', '{{- if .Expose }}', '{{- end }}'],
    ['ERB', '<% if expose %>', '<% end %>'],
  ])('%s', (_, open, close) => {
    const text = `services:\n  cache:\n    image: memcached\n${open}\n    ports:\n      - "11211:11211"\n${close}\n`;
    expect(doors({ 'docker-compose.yml': text })).toEqual([
      'docker-compose.yml:6 host tcp 11211->11211 memcached conditional',
    ]);
  });

  it('leaves the format strings of commands alone', () => {
    const text = `${publishing('"11211:11211"')}    healthcheck:\n      test: docker inspect --format '{{.State}}'\n`;
    expect(doors(text)).toHaveLength(1);
  });

  it('keeps every line and offset', () => {
    const parts = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      '<%',
      '%>',
      ' a ',
      '\n',
      'if x',
      'end',
      '"',
      '{{{',
      '}}}',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const masked = maskTemplate(text).text;
        expect(masked).toHaveLength(text.length);
        expect(masked.split('\n').map((line) => line.length)).toEqual(
          text.split('\n').map((line) => line.length),
        );
      }),
    );
  });

  it('comes to an end on text that opens and never closes', () => {
    expect(() => maskTemplate('{{ {% {# <% '.repeat(40_000))).not.toThrow();
    expect(() => maskTemplate('{#'.repeat(200_000))).not.toThrow();
  });
});
