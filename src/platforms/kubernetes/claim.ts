import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';
import { isChartFile, isKustomization, isManifestText } from './classify.js';

/** Kubernetes: plain manifests, Kustomize overlays and Helm charts. */
export const kubernetesClaim: PlatformClaim = {
  name: 'kubernetes',
  title: 'Kubernetes',

  mayClaim(path: string): boolean {
    return /\.(ya?ml|json)$|(^|\/)Kustomization$/i.test(path);
  },

  claims(file: SourceFile): boolean {
    return isKustomization(file.name) || isChartFile(file) || isManifestText(file.text);
  },
};
