import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceFile } from '../../../src/files/source.js';
import { at } from '../../../src/syntax/data.js';
import {
  copyOfData,
  mapEntry,
  mapping,
  parseTemplate,
  readRendered,
  render,
  TemplateSet,
} from '../../../src/syntax/gotemplate/index.js';
import { readYaml } from '../../../src/syntax/yaml.js';

const VALUES = new SourceFile(
  'values.yaml',
  `name: cache
port: 11211
enabled: true
disabled: false
empty: ""
nothing:
list: [b, a, c]
map: { z: 1, a: text }
nested:
  deep: { value: found }
template: "{{ .Values.name }}-tpl"
multi: |
  one
  two
`,
);

function dot(where = VALUES.location(0)): ReturnType<typeof mapping> {
  const values = copyOfData(readYaml(VALUES, { version: '1.1' }).documents[0]!.data);
  return mapping([mapEntry('Values', values, where)], where);
}

function rendered(text: string): { text: string; failed: string | undefined } {
  const file = new SourceFile('t.yaml', text);
  const set = new TemplateSet();
  set.add(file);
  const { output, failed } = render(file, set, dot());
  return { text: output.pieces.map((piece) => piece.text).join(''), failed };
}

/** Checked against Helm 3.14 (`helm template`), which prints the right-hand side. */
const printed: readonly [string, string][] = [
  ['{{ .Values.name }}', 'cache'],
  ['{{.Values.port}}', '11211'],
  ['{{ .Values.nothing }}', ''],
  ['{{ .Values.no.such.thing }}', ''],
  ['{{ .Values.name | quote }}', '"cache"'],
  ['{{ .Values.name | squote }}', "'cache'"],
  ['{{ .Values.empty | default "x" }}', 'x'],
  ['{{ default "x" .Values.disabled }}', 'x'],
  ['{{ default 5 .Values.port }}', '11211'],
  ['a  {{- .Values.name -}}  b', 'acacheb'],
  ['a {{/* a comment with }} */}} b', 'a  b'],
  ['{{ if .Values.enabled }}y{{ else }}n{{ end }}', 'y'],
  ['{{ if .Values.disabled }}y{{ else if .Values.port }}p{{ else }}n{{ end }}', 'p'],
  ['{{ if and .Values.enabled (not .Values.disabled) }}y{{ end }}', 'y'],
  ['{{ if or .Values.disabled .Values.nothing }}y{{ else }}n{{ end }}', 'n'],
  ['{{ if eq .Values.name "cache" }}y{{ end }}', 'y'],
  ['{{ if eq .Values.name "a" "cache" }}y{{ end }}', 'y'],
  ['{{ if ne .Values.name "cache" }}y{{ end }}', ''],
  ['{{ if gt (int .Values.port) 11210 }}y{{ end }}', 'y'],
  ['{{ with .Values.nested.deep }}{{ .value }}{{ $.Values.name }}{{ end }}', 'foundcache'],
  ['{{ range .Values.list }}[{{ . }}]{{ end }}', '[b][a][c]'],
  ['{{ range $i, $e := .Values.list }}{{ $i }}{{ $e }}{{ end }}', '0b1a2c'],
  ['{{ range $k, $v := .Values.map }}{{ $k }}={{ $v }};{{ end }}', 'a=text;z=1;'],
  ['{{ range .Values.nothing }}x{{ else }}none{{ end }}', 'none'],
  ['{{ range .Values.list }}{{ if eq . "a" }}{{ break }}{{ end }}{{ . }}{{ end }}', 'b'],
  ['{{ range .Values.list }}{{ if eq . "a" }}{{ continue }}{{ end }}{{ . }}{{ end }}', 'bc'],
  ['{{ $x := "a" }}{{ if true }}{{ $x = "b" }}{{ end }}{{ $x }}', 'b'],
  ['{{ $x := "a" }}{{ if true }}{{ $x := "b" }}{{ end }}{{ $x }}', 'a'],
  ['{{ define "t" }}<{{ . }}>{{ end }}{{ include "t" .Values.name | upper }}', '<CACHE>'],
  ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" "x" }}', '<x>'],
  ['{{ tpl .Values.template . }}', 'cache-tpl'],
  ['{{ toYaml .Values.map }}', 'a: text\nz: 1'],
  ['{{ toYaml .Values.list | nindent 2 }}', '\n  - b\n  - a\n  - c'],
  ['{{ toYaml .Values.nested }}', 'deep:\n  value: found'],
  ['{{ .Values.multi | indent 2 }}', '  one\n  two\n  '],
  ['{{ printf "%s-%d%%" .Values.name 5 }}', 'cache-5%'],
  ['{{ printf "%s:%v" .Values.name .Values.port | trunc 7 | trimSuffix ":1" }}', 'cache'],
  ['{{ ternary "a" "b" .Values.enabled }}', 'a'],
  ['{{ .Values.disabled | ternary "a" "b" }}', 'b'],
  ['{{ join "," .Values.list }}', 'b,a,c'],
  ['{{ has "a" .Values.list }}', 'true'],
  ['{{ (dict "k" "v").k }}', 'v'],
  ['{{ get (dict "k" "v") "k" }}', 'v'],
  ['{{ $d := dict "k" "v" }}{{ $_ := set $d "k" "w" }}{{ $d.k }}', 'w'],
  ['{{ hasKey .Values.map "z" }}', 'true'],
  ['{{ index .Values.list 1 }}', 'a'],
  ['{{ index .Values.map "a" }}', 'text'],
  ['{{ len .Values.list }}', '3'],
  ['{{ list 1 2 | first }}', '1'],
  ['{{ coalesce .Values.nothing .Values.empty "z" }}', 'z'],
  ['{{ kindIs "map" .Values.map }}', 'true'],
  ['{{ add 1 2 | int }}', '3'],
  ['{{ semverCompare ">=1.20-0" "v1.30.0" }}', 'true'],
  ['{{ dig "deep" "value" "none" .Values.nested }}', 'found'],
  ['{{ dig "deep" "other" "none" .Values.nested }}', 'none'],
  ['{{ replace "c" "k" .Values.name }}', 'kakhe'],
  ['{{ contains "ach" .Values.name }}', 'true'],
  ['{{ (merge (dict "a" 1) (dict "a" 2 "b" 3)).b }}', '3'],
  ['{{ (mergeOverwrite (dict "a" 1) (dict "a" 2)).a }}', '2'],
  ['{{ `raw {{ text` }}', 'raw {{ text'],
  ['{{ "\\u0041\\x42" }}', 'AB'],
  ['{{ .Values.name | trunc 3 | }}', 'cac'],
];

describe('templates', () => {
  it.each(printed)('%s', (template, expected) => {
    expect(rendered(template)).toEqual({ text: expected, failed: undefined });
  });

  it('keeps what is not known unknown', () => {
    for (const template of [
      '{{ env "HOME" }}',
      '{{ now }}',
      '{{ randAlphaNum 5 }}',
      '{{ noSuchFunction }}',
      '{{ include "absent" . }}',
      '{{ ternary "a" "b" (env "X") }}',
      '{{ env "X" | quote }}',
      '{{ regexMatch "(a{1,900}){1,900}$" .Values.name }}',
      '{{ join "," (list "a" now) }}',
      '{{ list "a" now | toJson }}',
      '{{ until 30000 | len }}',
    ]) {
      const file = new SourceFile('t.yaml', `key: ${template}\n`);
      const set = new TemplateSet();
      const { output } = render(file, set, dot());
      const [document] = readRendered('t.yaml', output, file.location(0)).documents;
      expect([template, at(document, 'key')?.type]).toEqual([template, 'unknown']);
    }
  });

  it('decides conditions that one known side decides', () => {
    expect(rendered('{{ if or (env "X") .Values.enabled }}y{{ end }}').text).toBe('y');
    expect(rendered('{{ if and .Values.disabled (env "X") }}y{{ else }}n{{ end }}').text).toBe('n');
  });

  it('stops where the template says so, and at its limits', () => {
    expect(rendered('a{{ fail "no" }}b')).toEqual({ text: 'a', failed: 'no' });
    expect(
      rendered('{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}').failed,
    ).toMatch(/too deeply/);
    expect(
      rendered('{{ define "t" }}{{ include "t" . }}{{ include "t" . }}{{ end }}{{ include "t" . }}')
        .failed,
    ).toBeDefined();
    expect(
      rendered(`${'{{ range until 5000 }}'.repeat(4)}x${'{{ end }}'.repeat(4)}`).failed,
    ).toMatch(/too long/);
    expect(rendered('{{ repeat 1000000 "xxxxxxxxxx" }}').failed).toBeDefined();
  });

  it.each([
    '{{ $d }}',
    '{{ toYaml $d }}',
    '{{ toJson $d }}',
    '{{ deepCopy $d }}',
    '{{ merge (dict) $d | toYaml }}',
  ])('values that hold themselves do not go on for ever: %s', (use) => {
    const self = '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" $d }}{{ $_ := set $d "c" $d }}';
    expect(rendered(self + use).failed).toBe('a value is too big');
  });

  it('reports broken actions with their place and renders the rest', () => {
    const parsed = parseTemplate('a {{ if }} b {{ ) }} {{ end }} {{ end }} {{ "open');
    expect(parsed.errors.map((error) => error.start).sort((a, b) => a - b)).toEqual([
      2, 13, 31, 41,
    ]);
    expect(rendered('a{{ ) }}b').text).toBe('aUNKNOWNb');
  });

  it('never throws and always ends', () => {
    const pieces = [
      '{{',
      '}}',
      '{{-',
      '-}}',
      'if',
      'range',
      'end',
      'else',
      'define "a"',
      'include "a" .',
      '.Values.list',
      '$x',
      ':=',
      '|',
      '(',
      ')',
      '"',
      '`',
      ' ',
      '\n',
      'quote',
      '.',
      '/*',
      '*/',
      'with',
      'template "a" .',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        rendered(parts.join(' '));
        rendered(parts.join(''));
      }),
      { numRuns: 500 },
    );
  });
});

describe('positions', () => {
  const read = (template: string): ReturnType<typeof readRendered> => {
    const file = new SourceFile('t.yaml', template);
    const set = new TemplateSet();
    set.add(file);
    return readRendered('t.yaml', render(file, set, dot()).output, file.location(0));
  };

  it('lead to the values and, on the way, to the template', () => {
    const [document] = read(
      'first: 1\nport: {{ .Values.port }}\nquoted: {{ .Values.name | quote }}\n',
    ).documents;
    const port = at(document, 'port')!;
    expect(port.where).toMatchObject({
      file: 'values.yaml',
      startLine: 2,
      startColumn: 7,
      endColumn: 12,
    });
    expect(port.through).toMatchObject([{ file: 't.yaml', startLine: 2, startColumn: 7 }]);
    expect(at(document, 'quoted')!.where).toMatchObject({
      file: 'values.yaml',
      startLine: 1,
      startColumn: 7,
    });
    expect(at(document, 'first')!.where).toMatchObject({
      file: 't.yaml',
      startLine: 1,
      startColumn: 8,
    });
  });

  it('lead to the template for what it puts together', () => {
    const [document] = read('a: 1\nimage: "{{ .Values.name }}:{{ .Values.port }}"\n').documents;
    expect(at(document, 'image')!.where).toMatchObject({ file: 't.yaml', startLine: 2 });
  });

  it('lead into maps printed by toYaml', () => {
    const [document] = read('m:\n  {{- toYaml .Values.nested | nindent 2 }}\n').documents;
    expect(at(document, 'm', 'deep', 'value')!.where).toMatchObject({
      file: 'values.yaml',
      startLine: 10,
    });
  });
});
