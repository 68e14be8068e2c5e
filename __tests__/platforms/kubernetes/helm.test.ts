import { describe, expect, it } from '@jest/globals';
import { doors, EVERYONE, ingresses, listeners, translate } from './support.js';

const chart = {
  'c/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'c/values.yaml': `service:
  type: ClusterIP
  port: 11211
image:
  repository: memcached
  tag: 1.6.32
sourceRanges: []
`,
  'c/templates/_helpers.tpl': `{{- define "cache.labels" -}}
app: {{ .Release.Name }}
{{- end -}}
`,
  'c/templates/all.yaml': `{{- /* both objects */ -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  type: {{ .Values.service.type | default "LoadBalancer" }}
  {{- with .Values.sourceRanges }}
  loadBalancerSourceRanges:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  selector: {{- include "cache.labels" . | nindent 4 }}
  ports:
    - port: {{ .Values.service.port }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name | quote }}
spec:
  template:
    metadata:
      labels: {{- include "cache.labels" . | nindent 8 }}
    spec:
      {{- if .Values.onNode }}
      hostNetwork: true
      {{- end }}
      containers:
        - name: cache
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
`,
};

const withValues = (values: string): Record<string, string> => ({
  ...chart,
  'c/values.yaml': values,
});

describe('charts', () => {
  it('are judged by what their templates print', () => {
    const output = translate(chart);
    expect(ingresses(output)).toEqual([]);
    expect(
      listeners(output).map((l) => [l.version?.text, l.where.file, l.where.startLine]),
    ).toEqual([['memcached:1.6.32', 'c/templates/all.yaml', 30]]);
    expect(output.problems).toEqual([]);
  });

  it('name the line of the values that opens the door, and the template that uses it', () => {
    const values = chart['c/values.yaml'].replace('ClusterIP', 'LoadBalancer');
    expect(doors(withValues(values))).toEqual([
      `c/values.yaml:2 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    const [door] = ingresses(translate(withValues(values)));
    expect(door!.where).toMatchObject({ startColumn: 9, endColumn: 21 });
    expect(door!.related.map(({ where }) => `${where.file}:${where.startLine}`)).toContain(
      'c/templates/all.yaml:7',
    );
  });

  it('use the default of the template where the value is empty', () => {
    const values = chart['c/values.yaml'].replace('ClusterIP', '""');
    expect(doors(withValues(values))).toEqual([
      `c/templates/all.yaml:7 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
  });

  it('print lists and conditions', () => {
    const values = chart['c/values.yaml']
      .replace('ClusterIP', 'LoadBalancer')
      .replace('[]', '[10.0.0.0/8, 192.0.2.0/24]\nonNode: true');
    expect(doors(withValues(values))).toEqual([
      `c/templates/all.yaml:26 host-network host memcached tcp 11211 ${EVERYONE}`,
      'c/values.yaml:2 load-balancer host memcached tcp 11211->11211 from 10.0.0.0/8, 192.0.2.0/24',
    ]);
  });

  it.each(['c/values-prod.yaml', 'c/prod-values.yaml', 'c/environments/prod.values.yml'])(
    'try %s as an alternative',
    (path) => {
      expect(doors({ ...chart, [path]: 'service:\n  type: NodePort\n' })).toEqual([
        `${path}:2 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`,
      ]);
      expect(doors({ ...chart, [path]: 'service:\n  type: ClusterIP\n' })).toEqual([]);
    },
  );

  it('do not take test values for a deployment', () => {
    expect(doors({ ...chart, 'c/ci/lb-values.yaml': 'service: { type: LoadBalancer }\n' })).toEqual(
      [],
    );
  });

  it('pass values to their dependencies, which conditions turn off', () => {
    const parent = (condition: string, type: string): Record<string, string> => ({
      ...Object.fromEntries(
        Object.entries(chart).map(([path, text]) => [`p/charts/${path}`, text]),
      ),
      'p/Chart.yaml': `apiVersion: v2\nname: parent\nversion: 1.0.0\ndependencies:\n- { name: cache, alias: store, condition: store.enabled }\n`,
      'p/values.yaml': `store:\n  enabled: ${condition}\n  service:\n    type: ${type}\n`,
    });
    expect(doors(parent('true', 'LoadBalancer'))).toEqual([
      `p/values.yaml:4 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(doors(parent('false', 'LoadBalancer'))).toEqual([]);
    expect(doors(parent('true', 'ClusterIP'))).toEqual([]);
  });

  it('leave no guess where a function cannot be evaluated', () => {
    const files = {
      ...chart,
      'c/templates/all.yaml': chart['c/templates/all.yaml'].replace(
        '.Values.service.type | default "LoadBalancer"',
        'env "TYPE"',
      ),
    };
    expect(doors(files)).toEqual([
      'c/templates/all.yaml:7 service host memcached tcp 11211->11211 from ? the type of Service/default/release-name is not known: the template function env is not evaluated',
    ]);
  });

  it('tell when a template stops itself', () => {
    const files = {
      ...chart,
      'c/templates/all.yaml': `{{ fail "set a password" }}\n${chart['c/templates/all.yaml']}`,
    };
    expect(translate(files).problems.map((p) => [p.kind, p.where.file])).toEqual([
      ['unresolved', 'c/templates/all.yaml'],
    ]);
  });

  it('do not hide manifests beside them', () => {
    expect(
      doors({
        ...chart,
        'k/s.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: memcached }\nspec: { type: NodePort, ports: [{ port: 11211 }] }\n',
      }),
    ).toHaveLength(1);
  });
});

describe('charts that are not in the repository', () => {
  const dependency = (values: string): Record<string, string> => ({
    'app/Chart.yaml':
      'apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n- name: memcached\n  version: 7.x\n  repository: oci://registry-1.docker.io/bitnamicharts\n',
    'app/values.yaml': values,
  });

  it.each([
    [
      'memcached:\n  service:\n    type: LoadBalancer\n',
      [`app/values.yaml:3 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`],
    ],
    ['memcached:\n  service:\n    type: ClusterIP\n', []],
    [
      'memcached:\n  hostNetwork: true\n',
      [`app/values.yaml:2 host-network host memcached tcp 11211 ${EVERYONE}`],
    ],
    ['service:\n  type: LoadBalancer\n', []],
    [
      'memcached:\n  service:\n    type: LoadBalancer\n    loadBalancerSourceRanges: [10.0.0.0/8]\n',
      ['app/values.yaml:3 load-balancer host memcached tcp 11211->11211 from 10.0.0.0/8'],
    ],
  ])('as a dependency with %j', (values, expected) => {
    expect(doors(dependency(values))).toEqual(expected);
  });

  it('know that authentication is on', () => {
    const output = translate(
      dependency('memcached:\n  auth: { enabled: true, username: u, password: p }\n'),
    );
    expect(listeners(output).map((l) => l.authentication)).toEqual(['sasl']);
    expect(
      listeners(translate(dependency('memcached: {}\n'))).map((l) => l.authentication),
    ).toEqual(['none']);
  });

  const releases: readonly [string, (type: string) => string, string, number][] = [
    [
      'a Flux HelmRelease',
      (type) =>
        `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: m\nspec:\n  chart: { spec: { chart: memcached } }\n  values:\n    service:\n      type: ${type}\n`,
      'r.yaml',
      9,
    ],
    [
      'an Argo CD Application with values as text',
      (type) =>
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: m }\nspec:\n  source:\n    chart: memcached\n    repoURL: x\n    helm:\n      values: |\n        service:\n          type: ${type}\n`,
      'r.yaml',
      11,
    ],
    [
      'an Argo CD Application with parameters',
      (type) =>
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: m }\nspec:\n  source:\n    chart: memcached\n    helm:\n      parameters:\n      - name: service.type\n        value: ${type}\n`,
      'r.yaml',
      10,
    ],
    [
      'a k3s HelmChart',
      (type) =>
        `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: { name: m }\nspec:\n  chart: oci://x/memcached\n  set:\n    service.type: ${type}\n`,
      'r.yaml',
      7,
    ],
    [
      'a helmfile',
      (type) =>
        `releases:\n- name: m\n  chart: bitnami/memcached\n  values:\n  - service:\n      type: ${type}\n`,
      'helmfile.yaml',
      6,
    ],
    [
      'a chart that brings memcached along',
      (type) =>
        `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: m }\nspec:\n  chart: { spec: { chart: wordpress } }\n  values:\n    memcached:\n      service:\n        type: ${type}\n`,
      'r.yaml',
      9,
    ],
    [
      'kustomize',
      (type) =>
        `helmCharts:\n- name: memcached\n  valuesInline:\n    service:\n      type: ${type}\n`,
      'kustomization.yaml',
      5,
    ],
  ];

  it.each(releases)('as %s', (_, text, path, line) => {
    expect(doors({ [path]: text('LoadBalancer') })).toEqual([
      `${path}:${line} load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(doors({ [path]: text('ClusterIP') })).toEqual([]);
  });

  const generic = (service: string): Record<string, string> => ({
    'r.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: store }\nspec:\n  chart: { spec: { chart: app-template } }\n  values:\n    controllers: { a: { containers: { b: { image: { repository: memcached } } } } }\n    service:\n${service}`,
  });

  it.each([
    [
      '      app:\n        type: LoadBalancer\n        ports: { cache: { port: 11211 } }\n',
      'load-balancer host unknown',
    ],
    ['      memcached:\n        type: NodePort\n', 'node-port host memcached'],
    [
      '      memcached:\n        type: LoadBalancer\n        annotations: { networking.gke.io/load-balancer-type: Internal }\n',
      'load-balancer private memcached',
    ],
  ])('with Services described in values: %j', (text, expected) => {
    const [line, ...rest] = doors(generic(text));
    expect(line).toContain(`r.yaml:10 ${expected} tcp `);
    expect(rest).toEqual([]);
  });

  it.each([
    '      memcached:\n        type: ClusterIP\n        ports: { cache: { port: 11211 } }\n',
    '      web:\n        type: LoadBalancer\n        ports: { web: { port: 80 } }\n',
    '      memcached-exporter:\n        type: LoadBalancer\n',
  ])('not with %j', (text) => {
    expect(doors(generic(text))).toEqual([]);
  });

  it('says when everything comes from a library that is not there', () => {
    const files = {
      'c/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
      'c/templates/all.yaml': '{{ include "common.all" . }}\n',
    };
    expect(translate(files).problems.map((p) => [p.kind, p.where.file, p.where.startLine])).toEqual(
      [['unresolved', 'c/templates/all.yaml', 1]],
    );
  });

  it('reads what stands beside lines that are not known', () => {
    const text = (type: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata:\n  name: memcached\n  labels: {{- include "common.labels" . | nindent 4 }}\n    app: cache\nspec:\n  type: ${type}\n  ports:\n    {{- include "common.ports" . | nindent 4 }}\n    - port: 11211\n`;
    const files = (type: string): Record<string, string> => ({
      'c/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
      'c/templates/all.yaml': text(type),
    });
    expect(doors(files('LoadBalancer'))).toEqual([
      `c/templates/all.yaml:8 load-balancer host memcached tcp 11211->11211 ${EVERYONE}`,
    ]);
    expect(translate(files('LoadBalancer')).problems).toEqual([]);
    expect(doors(files('ClusterIP'))).toEqual([]);
  });

  it('an Application deploys a chart of the repository with its own values', () => {
    const application = (type: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: m }\nspec:\n  source:\n    path: c\n    helm:\n      valuesObject:\n        service:\n          type: ${type}\n`;
    expect(doors({ ...chart, 'apps/m.yaml': application('NodePort') })).toEqual([
      `apps/m.yaml:10 node-port host memcached tcp 30000-32767->11211 ${EVERYONE}`,
    ]);
    expect(doors({ ...chart, 'apps/m.yaml': application('ClusterIP') })).toEqual([]);
  });
});

describe('what a chart cannot be sure of', () => {
  const chartWith = (
    template: string,
    more: Record<string, string> = {},
  ): Record<string, string> => ({
    'c/Chart.yaml': 'apiVersion: v2\nname: memcached\nversion: 1.0.0\n',
    'c/values.yaml': 'x: 1\n',
    'c/templates/s.yaml': template,
    ...more,
  });
  const typed = (condition: string, yes: string, no: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: memcached }\nspec:\n  {{- if ${condition} }}\n  type: ${yes}\n  {{- else }}\n  type: ${no}\n  {{- end }}\n  ports: [{ port: 11211 }]\n`;
  const UNKNOWN = '(include "not.there" .)';

  it('judges an unknown condition both ways', () => {
    const lines = (text: string): string[] =>
      doors(chartWith(text)).map((door) => door.split(' ').slice(0, 2).join(' '));
    expect(lines(typed(UNKNOWN, 'LoadBalancer', 'ClusterIP'))).toEqual([
      'c/templates/s.yaml:6 load-balancer',
    ]);
    expect(lines(typed(UNKNOWN, 'ClusterIP', 'LoadBalancer'))).toEqual([
      'c/templates/s.yaml:8 load-balancer',
    ]);
    expect(lines(typed(UNKNOWN, 'ClusterIP', 'ClusterIP'))).toEqual([]);
    expect(lines(typed('.Values.x', 'ClusterIP', 'LoadBalancer'))).toEqual([]);
  });

  it('reads files of the chart into a map of ports', () => {
    const map =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: tcp-services }\ndata:\n  {{- .Files.Get "tcp.yaml" | nindent 2 }}\n';
    const service =
      '---\napiVersion: v1\nkind: Service\nmetadata: { name: memcached }\nspec: { ports: [{ port: 11211 }] }\n';
    const opened = (content: string): number =>
      doors(chartWith(map + service, { 'c/tcp.yaml': content })).length;
    expect(opened('"11211": default/memcached:11211\n')).toBe(1);
    expect(opened('"8080": default/web:80\n')).toBe(0);
  });
});

describe('values that hold templates', () => {
  const chart = (type: string): Record<string, string> => ({
    'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n',
    'c/values.yaml': `config: |\n  {{- if .Values.no.such }}\n  listen 80;\n  {{- end }}\nmemcached:\n  type: ${type}\n`,
    'c/templates/a.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: { name: memcached }\nspec:\n  type: {{ .Values.memcached.type }}\n  ports: [{ port: 11211 }]\n',
  });

  it('are read as they stand, with everything behind them', () => {
    expect(doors(chart('LoadBalancer'))).toEqual([
      expect.stringMatching(/^c\/values\.yaml:6 load-balancer host memcached/),
    ]);
    expect(doors(chart('ClusterIP'))).toEqual([]);
  });
});

describe('the values that a Flux release takes from ConfigMaps', () => {
  const release = (rest: string): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: m, namespace: x }\nspec:\n  chart: { spec: { chart: memcached } }\n${rest}`;
  const map = (namespace: string): string =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: vals, namespace: ${namespace} }\ndata:\n  type: LoadBalancer\n  values.yaml: |\n    service:\n      type: LoadBalancer\n`;
  const from = (more = ''): string => `  valuesFrom: [{ kind: ConfigMap, name: vals${more} }]\n`;
  it.each([
    ['a file of values', release(from()) + map('x'), 1],
    [
      'a value for a path',
      release(from(', valuesKey: type, targetPath: service.type')) + map('x'),
      1,
    ],
    ['another namespace', release(from()) + map('y'), 0],
    [
      'values of its own over them',
      release(`${from()}  values: { service: { type: ClusterIP } }\n`) + map('x'),
      0,
    ],
  ])('%s', (_name, text, count) => {
    expect(doors({ 'r.yaml': text })).toHaveLength(count);
  });

  it.each([
    ['a Secret', '  valuesFrom: [{ kind: Secret, name: s }]\n', 1],
    ['a ConfigMap that is not there', from(), 1],
    [
      'a Secret, for the type of the Service',
      '  valuesFrom: [{ kind: Secret, name: s, targetPath: service.type }]\n',
      1,
    ],
    [
      'a Secret, for a password',
      '  valuesFrom: [{ kind: Secret, name: s, targetPath: auth.password }]\n',
      0,
    ],
    ['a ConfigMap that is there', `${from()}${map('x')}`, 0],
    [
      'a Secret below values of its own',
      '  valuesFrom: [{ kind: Secret, name: s }]\n  values: { service: { type: ClusterIP } }\n',
      0,
    ],
  ])('are told when they are not known: %s', (_name, rest, count) => {
    const told = translate({ 'r.yaml': release(rest) }).problems;
    expect(told.filter(({ kind }) => kind === 'unresolved')).toHaveLength(count);
  });

  it('are nothing to tell of for other charts', () => {
    const text = release('  valuesFrom: [{ kind: Secret, name: s }]\n');
    expect(
      translate({ 'r.yaml': text.replace('chart: memcached', 'chart: redis') }).problems,
    ).toEqual([]);
  });
});
