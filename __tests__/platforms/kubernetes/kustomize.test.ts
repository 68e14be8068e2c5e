import { describe, expect, it } from '@jest/globals';
import { matchesPattern } from '../../../src/platforms/kubernetes/kustomize/pattern.js';
import { deployment, doors, EVERYONE, listeners, service, stream, translate } from './support.js';

const base = {
  'base/kustomization.yaml': 'resources: [app.yaml]\n',
  'base/app.yaml': stream(deployment(), service({ type: 'LoadBalancer' })),
};
const open = [`base/app.yaml:19 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`];

const overlay = (rest: string, files: Record<string, string> = {}): Record<string, string> => ({
  ...base,
  'prod/kustomization.yaml': `resources: [../base]\n${rest}`,
  ...files,
});

describe('Kustomize', () => {
  it('judges a base nobody refers to by itself', () => {
    expect(doors(base)).toEqual(open);
  });

  it.each([
    [
      'an inline strategic merge patch',
      'patches:\n- patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata: { name: cache }\n    spec: { type: ClusterIP }\n',
      {},
    ],
    [
      'a patch file',
      'patches: [{ path: close.yaml }]\n',
      {
        'prod/close.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: cache }\nspec: { type: ClusterIP }\n',
      },
    ],
    [
      'the old form',
      'patchesStrategicMerge: [close.yaml]\n',
      {
        'prod/close.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: cache }\nspec: { type: ClusterIP }\n',
      },
    ],
    [
      'a removed key',
      'patchesStrategicMerge:\n- |-\n  apiVersion: v1\n  kind: Service\n  metadata: { name: cache }\n  spec: { type: null }\n',
      {},
    ],
    [
      'a deleted object',
      'patchesStrategicMerge:\n- |-\n  $patch: delete\n  apiVersion: v1\n  kind: Service\n  metadata: { name: cache }\n',
      {},
    ],
    [
      'a JSON patch',
      'patches:\n- target: { kind: Service, name: cache }\n  patch: |-\n    - { op: replace, path: /spec/type, value: ClusterIP }\n',
      {},
    ],
    [
      'a JSON patch that removes',
      'patches:\n- target: { kind: Service }\n  patch: |-\n    - { op: remove, path: /spec/type }\n',
      {},
    ],
    [
      'a JSON patch file',
      'patchesJson6902: [{ target: { version: v1, kind: Service, name: cache }, path: p.json }]\n',
      { 'prod/p.json': '[{ "op": "replace", "path": "/spec/type", "value": "ClusterIP" }]' },
    ],
    [
      'a patch for all Services',
      'patches:\n- target: { kind: Service, name: ".*" }\n  patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata: { name: any }\n    spec: { type: ClusterIP }\n',
      {},
    ],
    [
      'a component',
      'components: [../closed]\n',
      {
        'closed/kustomization.yaml':
          'kind: Component\npatches: [{ target: { kind: Service }, patch: "[{op: remove, path: /spec/type}]" }]\n',
      },
    ],
  ])('an overlay closes the base with %s', (_, rest, files) => {
    expect(doors(overlay(rest, files))).toEqual([]);
  });

  it.each([
    [
      'for another object',
      'patches:\n- patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata: { name: other }\n    spec: { type: ClusterIP }\n',
    ],
    [
      'for another kind',
      'patches:\n- target: { kind: Deployment }\n  patch: |-\n    - { op: remove, path: /spec/type }\n',
    ],
    [
      'for other labels',
      'patches:\n- target: { kind: Service, labelSelector: "app=web" }\n  patch: |-\n    - { op: remove, path: /spec/type }\n',
    ],
  ])('a patch %s leaves it open', (_, rest) => {
    expect(doors(overlay(rest))).toEqual(open);
  });

  it('reports one opening once for all overlays that leave it open', () => {
    expect(
      doors({ ...overlay(''), 'stage/kustomization.yaml': 'bases: [../base]\nnamespace: stage\n' }),
    ).toHaveLength(2);
    expect(doors({ ...overlay(''), 'stage/kustomization.yaml': 'bases: [../base]\n' })).toEqual(
      open,
    );
  });

  it('reports an overlay that opens a closed base on its own line', () => {
    const files = overlay(
      'patches:\n- patch: |-\n    apiVersion: v1\n    kind: Service\n    metadata:\n      name: cache\n    spec:\n      type: NodePort\n',
    );
    const closed = { ...files, 'base/app.yaml': stream(deployment(), service()) };
    expect(doors(closed)).toEqual([
      `prod/kustomization.yaml:9 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`,
    ]);
  });

  it('does not judge patch files as manifests', () => {
    const patch =
      'apiVersion: v1\nkind: Service\nmetadata: { name: memcached }\nspec: { type: LoadBalancer, ports: [{ port: 11211 }] }\n';
    expect(doors({ 'memcached.yaml': patch })).toHaveLength(1);
    expect(
      doors({
        'kustomization.yaml': 'resources: [d.yaml]\npatchesStrategicMerge: [memcached.yaml]\n',
        'memcached.yaml': patch,
        'd.yaml': deployment(),
      }),
    ).toEqual([]);
  });

  it('merges lists by their keys', () => {
    const files = overlay(
      'patchesStrategicMerge:\n- |-\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata: { name: cache }\n  spec: { template: { spec: { containers: [{ name: cache, args: [-l, 127.0.0.1] }] } } }\n',
    );
    expect(listeners(translate(files)).map((l) => l.sockets)).toMatchObject([
      [{ scope: 'loopback' }],
    ]);
    expect(doors(files)).toEqual([]);
  });

  it('adds a network policy, labels and a namespace', () => {
    const files = overlay('namespace: prod\ncommonLabels: { env: prod }\nnamePrefix: x-\n', {
      'prod/kustomization.yaml':
        'namespace: prod\ncommonLabels: { env: prod }\nnamePrefix: x-\nresources: [../base, policy.yaml]\n',
      'prod/policy.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: { matchLabels: { app: cache } }, ingress: [] }\n',
    });
    const output = translate(files);
    const target = listeners(output).map((l) => l.workload);
    expect(target).toEqual(['Deployment/prod/x-cache']);
    expect(output.facts.filter((f) => f.kind === 'ingress').map((f) => f.target)).toEqual([target]);
    expect(output.facts.filter((f) => f.kind === 'restriction').map((f) => f.target)).toEqual([
      target,
      target,
    ]);
  });

  it('does not let the policy of one overlay protect another', () => {
    const output = translate({
      ...overlay(''),
      'safe/kustomization.yaml': 'resources: [../base, policy.yaml]\n',
      'safe/policy.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: {}, ingress: [] }\n',
    });
    const [first, second] = listeners(output).map((l) => l.workload);
    expect(first).not.toBe(second);
    const restricted = output.facts.flatMap((f) => (f.kind === 'restriction' ? [...f.target] : []));
    expect(new Set(restricted)).toEqual(new Set([second]));
    const doorTargets = output.facts.flatMap((f) => (f.kind === 'ingress' ? [...f.target] : []));
    expect(doorTargets).toContain(first);
  });

  it('changes images', () => {
    const files = {
      ...base,
      'base/kustomization.yaml':
        'resources: [app.yaml]\nimages:\n- name: placeholder\n  newName: memcached\n  newTag: 1.4.33\n',
      'base/app.yaml': deployment({ image: 'placeholder:latest' }),
    };
    expect(
      listeners(translate(files)).map((l) => [l.version?.text, l.where.file, l.where.startLine]),
    ).toEqual([['memcached:1.4.33', 'base/kustomization.yaml', 4]]);
    const others = { ...files, 'base/app.yaml': deployment({ image: 'other:latest' }) };
    expect(listeners(translate(others))).toEqual([]);
  });

  it('reads the literals of a generated port map', () => {
    const files = {
      ...base,
      'base/app.yaml': stream(deployment(), service()),
      'base/kustomization.yaml':
        'resources: [app.yaml]\nconfigMapGenerator:\n- name: tcp-services\n  literals:\n  - 11211=default/cache:11211\n',
    };
    expect(doors(files)).toEqual([
      `base/kustomization.yaml:5 ingress-controller host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('says what it could not follow, and survives circles', () => {
    const output = translate({
      'kustomization.yaml': 'resources: [github.com/example/memcached//deploy?ref=v1]\n',
    });
    expect(output.problems.map((p) => [p.kind, p.where.startLine])).toEqual([['unresolved', 1]]);
    expect(
      doors({
        'a/kustomization.yaml': 'resources: [../b, memcached.yaml]\n',
        'b/kustomization.yaml': 'resources: [../a]\n',
        'a/memcached.yaml': deployment(),
      }),
    ).toEqual([]);
  });

  it.each([
    ['cache', 'cache', true],
    ['cache', 'cache2', false],
    ['^(a|cache)$', 'cache', true],
    ['cache.*', 'cache-2', true],
    ['.*-cache', 'my-cache', true],
    ['a.*b.*c', 'a1b2c', true],
    ['a.*a', 'a', false],
    ['(a|b)+[0-9]?', 'abba7', true],
    ['(a|b)+[0-9]?', 'abba77', false],
    ['[^-]+-cache', 'my-cache', true],
    ['[^-]+-cache', 'my-own-cache', false],
    ['c\\.d', 'c.d', true],
    ['c\\.d', 'cxd', false],
    ['(', '(', true],
    ['(', 'x', false],
  ])('pattern %s on %s: %s', (pattern, value, expected) => {
    expect(matchesPattern(pattern, value)).toBe(expected);
  });

  it('comes to an end with patterns made to run away', () => {
    expect(matchesPattern('(a*)*(a*)*(a*)*b', 'a'.repeat(1000))).toBe(false);
    expect(matchesPattern(`${'('.repeat(400)}a`, 'a')).toBe(false);
  });

  it('follows a replacement to the value that opens the door', () => {
    const replacing = (type: string): Record<string, string> =>
      overlay(
        `configMapGenerator:\n  - name: settings\n    literals:\n      - type=${type}\nreplacements:\n  - source: {kind: ConfigMap, name: settings, fieldPath: data.type}\n    targets:\n      - select: {kind: Service}\n        fieldPaths: [spec.type]\n`,
      );
    expect(doors(replacing('ClusterIP'))).toEqual([]);
    expect(doors(replacing('NodePort'))[0]).toMatch(/^prod\/kustomization.yaml:5 node-port host/);
  });

  it('follows the name of a generated ConfigMap into the environment', () => {
    const listening = (address: string): readonly unknown[] => {
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: c}\nspec:\n  containers:\n    - name: c\n      image: bitnami/memcached:1.6\n      envFrom: [{configMapRef: {name: conf}}]\n`;
      const output = translate({
        'kustomization.yaml': `namePrefix: p-\nresources: [pod.yaml]\nconfigMapGenerator:\n  - name: conf\n    literals: [MEMCACHED_LISTEN_ADDRESS=${address}]\n`,
        'pod.yaml': pod,
      });
      return listeners(output).map(({ sockets }) => sockets);
    };
    expect(listening('127.0.0.1')).toMatchObject([[{ scope: 'loopback' }]]);
    expect(listening('0.0.0.0')).toMatchObject([[{ scope: 'all' }]]);
  });

  it('says that a chart it does not know was not judged', () => {
    const problems = (name: string): string[] =>
      translate({
        'kustomization.yaml': `resources: [x.yaml]\nhelmCharts:\n  - name: ${name}\n    repo: https://charts.example.com\n`,
        'x.yaml': deployment(),
      }).problems.map(({ kind, where }) => `${kind} ${where.startLine}`);
    expect(problems('our-memcached-cluster')).toEqual(['unresolved 3']);
    expect(problems('nginx')).toEqual([]);
  });
});

describe('plugins of kustomizations', () => {
  const plugin = (kind: string, rest: string): string =>
    `apiVersion: builtin\nkind: ${kind}\nmetadata: { name: plugin }\n${rest}`;
  const closing = 'patch: "[{op: replace, path: /spec/type, value: ClusterIP}]"\n';
  const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

  it.each([
    [
      'a patch in a file',
      { 'prod/t.yaml': plugin('PatchTransformer', `${closing}target: { kind: Service }\n`) },
      'transformers: [t.yaml]\n',
    ],
    [
      'a patch in place',
      {},
      `transformers:\n- |-\n${indented(plugin('PatchTransformer', `${closing}target: { kind: Service }\n`))}`,
    ],
    [
      'a folder that builds the plugins',
      {
        'prod/t/kustomization.yaml': 'resources: [t.yaml]\n',
        'prod/t/t.yaml': plugin('PatchTransformer', `${closing}target: { kind: Service }\n`),
      },
      'transformers: [t]\n',
    ],
    [
      'the old JSON form',
      {
        'prod/t.yaml': plugin(
          'PatchJson6902Transformer',
          'target: { kind: Service, name: cache }\njsonOp: "[{op: remove, path: /spec/type}]"\n',
        ),
      },
      'transformers: [t.yaml]\n',
    ],
    [
      'a strategic merge',
      {
        'prod/t.yaml': plugin('PatchStrategicMergeTransformer', 'paths: [p.yaml]\n'),
        'prod/p.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: cache }\nspec: { type: null }\n',
      },
      'transformers: [t.yaml]\n',
    ],
    [
      'a replacement',
      {
        'prod/t.yaml': plugin(
          'ReplacementTransformer',
          'replacements:\n- sourceValue: ClusterIP\n  targets:\n  - select: { kind: Service }\n    fieldPaths: [spec.type]\n',
        ),
      },
      'transformers: [t.yaml]\n',
    ],
    [
      'a value',
      {
        'prod/t.yaml': plugin(
          'ValueAddTransformer',
          'value: ClusterIP\ntargets: [{ selector: { kind: Service }, fieldPath: spec/type }]\n',
        ),
      },
      'transformers: [t.yaml]\n',
    ],
  ])('closes a Service by %s', (_name, files, rest) => {
    expect(doors(overlay(rest, files))).toEqual([]);
  });

  it('leaves it open where the plugin is for something else', () => {
    const text = plugin('PatchTransformer', `${closing}target: { kind: Service, name: web }\n`);
    expect(doors(overlay('transformers: [t.yaml]\n', { 'prod/t.yaml': text }))).toEqual(open);
  });

  it.each([
    ['a program', 'apiVersion: example.com/v1\nkind: Closer\nmetadata: { name: x }\n'],
    [
      'a function in a container',
      'apiVersion: example.com/v1\nkind: Closer\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: "container: { image: closer }"\n',
    ],
  ])('says that %s was not run', (_name, text) => {
    const files = overlay('transformers: [t.yaml]\n', { 'prod/t.yaml': text });
    const { problems } = translate(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain('prod/t.yaml, line 1');
    expect(problems[0]!.message).toContain('never run');
    expect(doors(files)).toEqual(open);
  });

  it('says so of a generator, unless it makes Secrets only', () => {
    const generator = (text: string): number =>
      translate(overlay('generators: [g.yaml]\n', { 'prod/g.yaml': text })).problems.length;
    expect(generator('apiVersion: example.com/v1\nkind: Maker\nmetadata: { name: x }\n')).toBe(1);
    expect(generator('apiVersion: viaduct.ai/v1\nkind: ksops\nmetadata: { name: x }\n')).toBe(0);
  });

  it('takes the ConfigMap of a generator for the TCP map of a controller', () => {
    const made = (port: string): string =>
      plugin('ConfigMapGenerator', `literals: ["${port}=default/cache:11211"]\n`).replace(
        'name: plugin',
        'name: tcp-services, namespace: ingress-nginx',
      );
    const closed =
      'patches:\n- target: { kind: Service }\n  patch: "[{op: remove, path: /spec/type}]"\n';
    const all = (text: string): string[] =>
      doors(overlay(`${closed}generators: [g.yaml]\n`, { 'prod/g.yaml': text }));
    expect(all(made('11211'))).toHaveLength(1);
    expect(all(made('11211').replace('default/cache:11211', 'default/web:80'))).toEqual([]);
  });

  it('merges lists of custom resources by the schema that is given', () => {
    const rollout = (command: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: cache }\nspec: { template: { spec: { containers: [${command}] } } }\n`;
    const schema = {
      definitions: {
        Rollout: {
          'x-kubernetes-group-version-kind': [
            { group: 'argoproj.io', version: 'v1alpha1', kind: 'Rollout' },
          ],
          properties: { spec: { properties: { template: { $ref: '#/definitions/Pod' } } } },
        },
        Pod: {
          properties: {
            spec: {
              properties: {
                containers: {
                  'x-kubernetes-patch-strategy': 'merge',
                  'x-kubernetes-patch-merge-key': 'name',
                },
              },
            },
          },
        },
      },
    };
    const images = (rest: string): number =>
      listeners(
        translate({
          'kustomization.yaml': `resources: [app.yaml]\npatches: [{ path: p.yaml }]\n${rest}`,
          'app.yaml': rollout('{ name: cache, image: "memcached:1.6" }'),
          'p.yaml': rollout('{ name: side, image: busybox }'),
          'schema.json': JSON.stringify(schema),
        }),
      ).length;
    expect(images('openapi: { path: schema.json }\n')).toBe(1);
    expect(images('')).toBe(0);
  });

  it('follows the fields that configurations name', () => {
    const fields = 'namespace: [{ path: spec/type, create: true, kind: Service }]\n';
    const all = (rest: string): string[] =>
      doors(overlay(`namespace: ClusterIP\n${rest}`, { 'prod/c.yaml': fields }));
    expect(all('configurations: [c.yaml]\n')).toEqual([]);
    expect(all('')).toEqual(open);
  });

  it('leaves out what is for tools only', () => {
    const local = (value: string): string =>
      `patches:\n- target: { kind: Service }\n  patch: "[{op: add, path: /metadata/annotations, value: {config.kubernetes.io/local-config: '${value}'}}]"\n`;
    expect(doors(overlay(local('true')))).toEqual([]);
    expect(doors(overlay(local('false')))).toEqual(open);
  });
});
