import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';
import {
  isChartFile,
  isClusterScript,
  isKustomization,
  isManifestText,
  isPipeline,
} from './classify.js';

/** Kubernetes: plain manifests, Kustomize overlays and Helm charts. */
export const kubernetesClaim: PlatformClaim = {
  name: 'kubernetes',
  title: 'Kubernetes',

  mayClaim(path: string): boolean {
    return /\.(ya?ml|json|sh|bash|zsh|ksh)$|(^|\/)Kustomization$/i.test(path);
  },

  claims(file: SourceFile): boolean {
    if (/\.(sh|bash|zsh|ksh)$/i.test(file.name)) return isClusterScript(file);
    return (
      isKustomization(file.name) ||
      isChartFile(file) ||
      isManifestText(file.text) ||
      isPipeline(file)
    );
  },
};
