import type { Platform } from '../platform.js';
import { kubernetesClaim } from './claim.js';
import { translate } from './translate.js';

export { interpretObjects } from './interpret.js';
export { objectsIn, type KubeObject, type ObjectOrigin } from './objects.js';
export type { Files } from './fixes.js';
export { ChartReader } from './helm/charts.js';
export { useObjects } from './helm/releases.js';
export { overlay, setPath } from './helm/values.js';

/** Kubernetes: plain manifests, Kustomize overlays and Helm charts. */
export const kubernetes: Platform = { ...kubernetesClaim, translate };
