import type { PlatformClaim } from '../platform.js';

const GROUPS =
  /\.(?:upbound|crossplane)\.io\/|(?:ec2|elasticache)\.services\.k8s\.aws\/|network\.azure\.com\//;

export const controllersClaim: PlatformClaim = {
  name: 'controllers',
  title: 'Crossplane, AWS Controllers for Kubernetes, Azure Service Operator',
  mayClaim: (path) => /\.ya?ml$/i.test(path),
  claims: ({ text }) => GROUPS.test(text),
};
