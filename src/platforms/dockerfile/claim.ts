import type { PlatformClaim } from '../platform.js';

/** Dockerfiles and Containerfiles. One alone publishes nothing: it only says what listens in it. */
export const dockerfileClaim: PlatformClaim = {
  name: 'dockerfile',
  title: 'Dockerfile',

  mayClaim(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    return (
      /^(docker|container)file([._-]|$)/.test(name) || /[._-]?(docker|container)file$/.test(name)
    );
  },

  claims(file) {
    return (
      !file.name.toLowerCase().endsWith('.dockerignore') && /^[ \t]*from[ \t]/im.test(file.text)
    );
  },
};
