import type { SourceFile } from '../../files/source.js';

/** Cheap looks at names and texts. They choose files to read; they decide nothing. */

/** The names `kustomize build` looks for. */
export function isKustomization(name: string): boolean {
  return name === 'kustomization.yaml' || name === 'kustomization.yml' || name === 'Kustomization';
}

/** A chart's own files besides its templates: `Chart.yaml`, values, old-style requirements; helmfiles. */
export function isChartFile(file: SourceFile): boolean {
  return (
    file.name === 'Chart.yaml' ||
    file.name === 'requirements.yaml' ||
    /^helmfile.*\.ya?ml$/.test(file.name) ||
    isValuesName(file.name)
  );
}

/** `values.yaml`, `values-prod.yaml`, `prod-values.yaml`, `prod.values.yml`. */
export function isValuesName(name: string): boolean {
  return /^([a-z0-9_.-]{0,80}[-_.])?values([-_.][a-z0-9_.-]{0,80})?\.ya?ml$/i.test(name);
}

/** Kubernetes objects have both keys, in YAML and in JSON. */
export function isManifestText(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

/**
 * Whether a text could have something to do with memcached: its name, its port in any spelling YAML
 * and JSON have for it, or escapes that hide either.
 */
export function mentionsMemcached(text: string): boolean {
  // Digits in the middle of a checksum are no port.
  return /memcache|(?<![0-9a-f])11211(?![0-9a-f])|0x0*2bcb|0o?25713|11_211|1_1211|\\(?:x|u00)(?:[46][13458d]|3[12])/i.test(
    text,
  );
}

/** Whether a manifest could open a way into the cluster or close one, whatever it leads to. */
export function mentionsDoors(text: string): boolean {
  return /type["']?:[ \t]*["']?(LoadBalancer|NodePort|[$<{*&!])|externalIPs|-services|kind["']?:[ \t]*["']?([A-Za-z]*NetworkPolicy|[A-Za-z]*NetworkSet|CiliumCIDRGroup|Tier|TCPRoute|UDPRoute|TLSRoute|Gateway|HTTPProxy|IngressRoute|IngressRouteTCP|IngressRouteUDP|VirtualService|TCPIngress|UDPIngress|TransportServer|GlobalConfiguration|TargetGroupBinding|Route|MiddlewareTCP|IPAddressPool|CiliumLoadBalancerIPPool|Endpoints|EndpointSlice|Template)\b|--entry[pP]oints/.test(
    text,
  );
}

/** Whether a text holds template actions. */
export function hasTemplateActions(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** Kinds that neither run pods nor open or close a way to them. */
const KINDS_WITHOUT_MEANING = new Set([
  'Secret',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'PodDisruptionBudget',
  'PodSecurityPolicy',
  'HorizontalPodAutoscaler',
  'VerticalPodAutoscaler',
  'Ingress',
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'CustomResourceDefinition',
  'Certificate',
  'Issuer',
  'ClusterIssuer',
  'StorageClass',
  'PriorityClass',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'APIService',
  'Namespace',
]);

/**
 * Whether every object that a text spells out is of a kind that cannot matter. ConfigMaps matter as
 * port maps and as the environment of memcached.
 */
export function isWithoutMeaning(text: string): boolean {
  let found = false;
  for (const match of text.matchAll(/^[ \t]*["']?kind["']?:[ \t]*["']?([A-Za-z{]+)/gm)) {
    const kind = match[1]!;
    if (kind === 'ConfigMap' ? /tcp|udp|11211/i.test(text) : !KINDS_WITHOUT_MEANING.has(kind)) {
      return false;
    }
    found = true;
  }
  return found;
}

/** Whether a script could hold commands that make or open something in a cluster. */
export function isClusterScript({ name, text }: Pick<SourceFile, 'name' | 'text'>): boolean {
  return (
    SCRIPT.test(name) &&
    (/\b(?:kubectl|oc)\b[^\n]*\b(?:expose|run|create|patch)\b/.test(text) ||
      /\bhelm\b[^\n]*\b(?:install|upgrade)\b/.test(text))
  );
}

const SCRIPT = /\.(sh|bash|zsh|ksh)$/i;
