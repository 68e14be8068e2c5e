import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';

/** Jobs of HashiCorp Nomad, in HCL or JSON. Those inside Terraform's configuration are read there. */
export const nomadClaim: PlatformClaim = {
  name: 'nomad',
  title: 'Nomad',
  mayClaim: (path) =>
    /\.(nomad|hcl|json)$/i.test(path) &&
    !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims,
};

function claims({ path, text }: SourceFile): boolean {
  if (/\.nomad(\.hcl|\.json)?$/i.test(path)) return true;
  if (/\.hcl$/i.test(path)) return /^[ \t]*job[ \t]+"[^"\n]*"[ \t]*\{/m.test(text);
  return text.includes('"TaskGroups"');
}
