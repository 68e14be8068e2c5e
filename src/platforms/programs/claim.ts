import type { PlatformClaim } from '../platform.js';
import { KINDS } from './kinds.js';

export const programsClaim: PlatformClaim = {
  name: 'programs',
  title:
    'Programs (Puppet, Chef, Salt, CDK, CDKTF, Pulumi, ferm and FireHOL; only named, not evaluated)',
  mayClaim: (path) => KINDS.some((kind) => kind.marks(path)),
  claims: (file) => KINDS.some((kind) => kind.marks(file.path) && kind.isProject(file)),
};
