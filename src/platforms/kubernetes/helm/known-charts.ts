import { SourceFile, type Location } from '../../../files/source.js';
import { at, textOf, type Data } from '../../../syntax/data.js';
import {
  deepCopy,
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
  const values = use.values?.type === 'map' ? deepCopy(use.values) : mapping([], where);
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
  return use.values.entries.flatMap(({ key, value, keyWhere }) => {
    if (!/^memcached/i.test(key) || value.type !== 'map') return [];
    if (
      textOf(at(value, 'service', 'type')) === undefined &&
      at(value, 'hostNetwork') === undefined
    ) {
      return [];
    }
    return modelObjects(
      { chart: 'memcached', key: `${use.key}-${key}`, values: value, where: keyWhere },
      origin,
    );
  });
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
