import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deployment, doors, EVERYONE, service, stream, translate } from './support.js';

const open = service({ name: 'memcached', type: 'NodePort' });
const opened = `z.yaml:6 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`;

describe('bad input', () => {
  it.each([
    ['a broken file', 'apiVersion: v1\nkind: Service\nmetadata: [memcached\n'],
    ['tabs', 'apiVersion: v1\nkind: Service\nmetadata:\n\tname: memcached\n'],
    ['only an alias', 'apiVersion: *x\nkind: memcached\n'],
    ['a self-reference', '&a [*a, apiVersion, kind, memcached]\n'],
    ['deep nesting', `apiVersion: v1\nkind: memcached\nspec: ${'['.repeat(5000)}`],
    [
      'wrong types',
      'apiVersion: v1\nkind: Service\nmetadata: 5\nspec: { ports: { port: memcached }, selector: [a] }\n',
    ],
    [
      'lists of lists',
      `apiVersion: v1\nkind: List\nitems: ${'[{kind: List, apiVersion: v1, items: '.repeat(30)}[]${'}]'.repeat(30)} # memcached\n`,
    ],
    ['an unclosed action', 'apiVersion: v1\nkind: Service\nname: {{ memcached\n'],
    ['binary', 'apiVersion kind memcached \u0000\u0001\u0002'],
  ])('%s hides no other file', (_, text) => {
    expect(doors({ 'a.yaml': text, 'z.yaml': open })).toEqual([opened]);
  });

  it('a bad document hides no other document', () => {
    expect(doors({ 'z.yaml': `${open}---\nkind: [\n` })).toEqual([opened]);
  });

  it('says what it could not read, when it is about memcached', () => {
    const problems = (text: string): string[] =>
      translate({ 'a.yaml': text, 'z.yaml': open }).problems.map(
        (p) => `${p.kind} ${p.where.file}:${p.where.startLine}`,
      );
    expect(problems('apiVersion: v1\nkind: Service\nmetadata: [memcached\n')).toEqual([
      'unparsed a.yaml:4',
    ]);
    expect(problems('apiVersion: v1\nkind: Service\nmetadata: [redis\n')).toEqual([]);
  });

  it('never throws', () => {
    const words = [
      'apiVersion: v1',
      'kind: Service',
      'kind: NetworkPolicy',
      'kind: List',
      'kind: Template',
      'spec:',
      '  ports: [{port: 11211}]',
      '  type: LoadBalancer',
      '  selector: {a: b}',
      'metadata: {name: memcached}',
      '---',
      '{{ if .x }}',
      '{{ end }}',
      '- a',
      'items:',
      'objects: [{}]',
      '  ingress: [{from: [{ipBlock: {cidr: x}}]}]',
      '  template: {spec: {containers: [{image: memcached, args: 5}]}}',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        translate({
          'a.yaml': `${text}\n# memcached apiVersion kind`,
          'kustomization.yaml': `${text}\nresources: [a.yaml]\n`,
          'c/Chart.yaml': text,
          'c/values.yaml': text,
          'c/templates/memcached.yaml': text,
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('templates of other engines', () => {
  it.each([
    ['a filled-in name', 'metadata:\n  name: {{ name }}\nspec:\n  type: NodePort\n', 6],
    [
      'Jinja statements',
      'metadata: { name: memcached }\n{% if true %}\nspec:\n  type: NodePort\n{% endif %}\n',
      6,
    ],
  ])('%s leaves the rest', (_, middle, line) => {
    const text = `apiVersion: v1\nkind: Service\n${middle}`.replace(
      'NodePort\n',
      'NodePort\n  ports: [{ name: memcached, port: 11211 }]\n',
    );
    expect(doors({ 'a.yaml': text })).toEqual([
      `a.yaml:${line} node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`,
    ]);
    expect(doors({ 'a.yaml': text.replace('NodePort', 'ClusterIP') })).toEqual([]);
  });

  it('a filled-in type is unknown', () => {
    const text = service({ name: 'memcached', type: '{{ service_type }}' });
    expect(doors({ 'a.yaml': text })).toEqual([
      'a.yaml:6 service host memcached tcp 11211->11211 from ? the type of Service/default/memcached is not known: the template is filled in outside the repository',
    ]);
  });

  it('braces in texts are no template', () => {
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  a: |\n    memcached {{ range }} {{\n';
    expect(doors({ 'a.yaml': stream(map, open) })).toHaveLength(1);
  });
});

describe('resources of operators', () => {
  it.each([
    ['serviceType: LoadBalancer', 1],
    ['serviceTemplates: [{ alias: primary, spec: { type: NodePort } }]', 1],
    ['serviceTemplates: [{ alias: primary, spec: { type: ClusterIP } }]', 0],
  ])('%s', (spec, count) => {
    expect(
      doors({
        'a.yaml': `apiVersion: kubedb.com/v1\nkind: Memcached\nmetadata: { name: m }\nspec: { ${spec} }\n`,
      }),
    ).toHaveLength(count);
  });
});

describe('size', () => {
  it('reads a thousand manifests', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 1000; i++) {
      files[`app${i}/all.yaml`] = stream(
        deployment({
          name: `app${i}`,
          labels: `app: app${i}`,
          image: i % 10 === 0 ? 'memcached' : 'nginx',
        }),
        service({
          name: `app${i}`,
          selector: `app: app${i}`,
          type: 'LoadBalancer',
          ports: '[{ port: 80 }]',
        }),
      );
    }
    const { facts, problems } = translate(files);
    expect(problems).toEqual([]);
    expect(facts.length).toBeGreaterThan(0);
  });
});
