import type { SourceFile } from '../../files/source.js';
import type { Platform, PlatformInput, PlatformOutput } from '../platform.js';
import { isChartFile, isKustomization, isManifestText } from './classify.js';
import { isClusterScript } from './scripts.js';
import { translate } from './translate.js';

export { interpretObjects } from './interpret.js';
export { objectsIn, type KubeObject, type ObjectOrigin } from './objects.js';
export type { Files } from './fixes.js';
export { ChartReader } from './helm/charts.js';
export { useObjects } from './helm/releases.js';
export { overlay, setPath } from './helm/values.js';

/** Kubernetes: plain manifests, Kustomize overlays and Helm charts. */
export const kubernetes: Platform = {
  name: 'kubernetes',
  title: 'Kubernetes',

  mayClaim(path: string): boolean {
    return /\.(ya?ml|json|sh|bash|zsh|ksh)$|(^|\/)Kustomization$/i.test(path);
  },

  claims(file: SourceFile): boolean {
    if (/\.(sh|bash|zsh|ksh)$/i.test(file.name)) return isClusterScript(file);
    return isKustomization(file.name) || isChartFile(file) || isManifestText(file.text);
  },

  translate(input: PlatformInput): PlatformOutput {
    return translate(input);
  },
};
