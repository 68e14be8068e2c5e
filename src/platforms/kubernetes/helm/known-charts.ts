import { SourceFile, type Location } from '../../../files/source.js';
import { MEMCACHED_PORT } from '../../../network/ports.js';
import { at, integerOf, textOf, type Data } from '../../../syntax/data.js';
import {
  copyOfData,
  mapEntry,
  mapping,
  readRendered,
  render,
  scalar,
  TemplateSet,
} from '../../../syntax/gotemplate/index.js';
import { objectsIn, type KubeObject, type ObjectOrigin } from '../objects.js';

/** A memcached chart that is used but not in the tree, with the values given to it. */
export interface ChartUse {
  /** The chart's name, with or without its repository: `memcached`, `bitnami/memcached`. */
  readonly chart: string;
  /** What the release or the dependency is called. */
  readonly key: string;
  readonly values: Data | undefined;
  readonly where: Location;
}

/**
 * What the public memcached charts (bitnami/memcached, stable/memcached and its successors) make of
 * the values that decide about exposure: the pod, its Service and its NetworkPolicy.
 */
const MODEL = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Name }}
spec:
  template:
    metadata:
      labels:
        app.kubernetes.io/name: memcached
        app.kubernetes.io/instance: {{ .Name }}
    spec:
      {{- if .Values.hostNetwork }}
      hostNetwork: {{ .Values.hostNetwork }}
      {{- end }}
      containers:
        - name: memcached
          image: {{ with .Values.image }}{{ if kindIs "map" . }}{{ .repository | default "bitnami/memcached" }}{{ with .tag }}:{{ . }}{{ end }}{{ else }}{{ . }}{{ end }}{{ else }}bitnami/memcached{{ end }}
          {{- with .Values.command }}
          command: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .Values.args }}
          args: {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            {{- if (.Values.auth | default dict).enabled }}
            - name: MEMCACHED_USERNAME
              value: {{ .Values.auth.username | default "user" | quote }}
            - name: MEMCACHED_PASSWORD
              value: {{ .Values.auth.password | default "password" | quote }}
            {{- end }}
            {{- with .Values.extraEnvVars }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - name: memcache
              containerPort: {{ (.Values.containerPorts | default dict).memcached | default 11211 }}
---
{{- $service := .Values.service | default dict }}
apiVersion: v1
kind: Service
metadata:
  name: {{ .Name }}
  {{- with $service.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ $service.type | default "ClusterIP" }}
  {{- with $service.loadBalancerClass }}
  loadBalancerClass: {{ . }}
  {{- end }}
  {{- with $service.loadBalancerIP }}
  loadBalancerIP: {{ . }}
  {{- end }}
  {{- with $service.loadBalancerSourceRanges }}
  loadBalancerSourceRanges: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.externalIPs }}
  externalIPs: {{- toYaml . | nindent 4 }}
  {{- end }}
  selector:
    app.kubernetes.io/name: memcached
    app.kubernetes.io/instance: {{ .Name }}
  ports:
    - name: memcache
      port: {{ ($service.ports | default dict).memcached | default ($service.port | default 11211) }}
      targetPort: memcache
      {{- with ($service.nodePorts | default dict).memcached }}
      nodePort: {{ . }}
      {{- end }}
`;

/** Whether a chart that is not in the tree is one of the public memcached charts. */
export function isMemcachedChart(name: string): boolean {
  return /(^|\/)memcached$/.test(name);
}

/** The objects of a known chart; a chart that is not known has none. */
export function modelObjects(use: ChartUse, origin: ObjectOrigin): KubeObject[] {
  if (!isMemcachedChart(use.chart)) return bundledObjects(use, origin);
  const { where } = use;
  const file = new ModelFile(where);
  const templates = new TemplateSet();
  templates.add(file);
  const values = use.values?.type === 'map' ? copyOfData(use.values) : mapping([], where);
  const dot = mapping(
    [mapEntry('Values', values, where), mapEntry('Name', scalar(use.key, where), where)],
    where,
  );
  const { output } = render(file, templates, dot);
  return readRendered(where.file, output, where).documents.flatMap((document) =>
    objectsIn(document, origin),
  );
}

/**
 * Other charts that bring a memcached chart along (`memcached`, `memcached-frontend`…) pass it the
 * values under its name; only a key that sets the Service or the network can matter.
 */
function bundledObjects(use: ChartUse, origin: ObjectOrigin): KubeObject[] {
  if (use.values?.type !== 'map') return [];
  const services = use.values.entries.flatMap(({ key, value }) =>
    isBundled(key, value) ? [] : servicesIn(value, [key], use, origin, 0),
  );
  const bundled = use.values.entries.flatMap(({ key, value, keyWhere }) => {
    if (!isBundled(key, value)) return [];
    return modelObjects(
      { chart: 'memcached', key: `${use.key}-${key}`, values: value, where: keyWhere },
      origin,
    );
  });
  return [...bundled, ...services];
}

/** Values that a chart hands on to a memcached chart and that matter. */
function isBundled(key: string, value: Data): boolean {
  return (
    /^memcached/i.test(key) &&
    !/exporter/i.test(key) &&
    value.type === 'map' &&
    (textOf(at(value, 'service', 'type')) !== undefined || at(value, 'hostNetwork') !== undefined)
  );
}

/** How deep in the values of a chart Services are looked for. */
const DEEPEST = 8;

/**
 * Charts that make any Service the values describe (`service.memcached: {type, ports}`): a type beside
 * memcached's port, or under a key that names it.
 */
function servicesIn(
  data: Data,
  path: readonly string[],
  use: ChartUse,
  origin: ObjectOrigin,
  depth: number,
): KubeObject[] {
  if (data.type !== 'map' || depth > DEEPEST) return [];
  const type = textOf(at(data, 'type'));
  const inner = data.entries.flatMap(({ key, value }) =>
    servicesIn(value, [...path, key], use, origin, depth + 1),
  );
  if (type !== 'LoadBalancer' && type !== 'NodePort') return inner;
  if (path.some((key) => /exporter|metrics/i.test(key))) return inner;
  const named = path.some((key) => /memcache/i.test(key));
  if (!named && !holdsPort(data, 0)) return inner;
  const { where } = use;
  const text = (value: string): Data => scalar(value, where);
  const spec = mapping(
    [
      ...data.entries.filter(({ key }) => SERVICE_FIELDS.has(key)),
      mapEntry(
        'ports',
        {
          type: 'list',
          items: [mapping([mapEntry('port', scalar(MEMCACHED_PORT, where), where)], where)],
          where,
        },
        where,
      ),
    ],
    where,
  );
  const annotations = at(data, 'annotations');
  const metadata = mapping(
    [
      mapEntry('name', text(named ? `${use.key}-memcached` : use.key), where),
      ...(annotations === undefined
        ? []
        : [mapEntry('annotations', annotations, annotations.where)]),
    ],
    where,
  );
  const service = mapping(
    [
      mapEntry('apiVersion', text('v1'), where),
      mapEntry('kind', text('Service'), where),
      mapEntry('metadata', metadata, where),
      mapEntry('spec', spec, where),
    ],
    where,
  );
  return [...inner, ...objectsIn(service, origin)];
}

const SERVICE_FIELDS = new Set([
  'type',
  'loadBalancerSourceRanges',
  'loadBalancerClass',
  'loadBalancerIP',
  'externalIPs',
]);

/** Whether memcached's port stands somewhere in the data. */
function holdsPort(data: Data, depth: number): boolean {
  if (depth > DEEPEST) return false;
  if (data.type === 'list') return data.items.some((item) => holdsPort(item, depth + 1));
  if (data.type === 'map') return data.entries.some(({ value }) => holdsPort(value, depth + 1));
  return integerOf(data) === MEMCACHED_PORT;
}

/** The model as a file whose every place is the place where the chart is used. */
class ModelFile extends SourceFile {
  constructor(private readonly use: Location) {
    super(use.file, MODEL);
  }

  override location(): Location {
    return this.use;
  }
}
