import type { Fact } from '../../facts.js';
import { inspectContainer, listenerFrom } from '../../memcached/index.js';
import type { Platform } from '../platform.js';
import { resolveDockerfile } from './resolve.js';

export { resolveDockerfile, type DockerfileOptions, type DockerfileResult } from './resolve.js';

/** Dockerfiles and Containerfiles. One alone publishes nothing: it only says what listens in it. */
export const dockerfile: Platform = {
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

  translate({ files, tree }) {
    const facts: Fact[] = [];
    for (const file of files) {
      // Chooses files only: what is installed, copied in or built upon bears the name.
      if (!/memcache/i.test(file.text)) continue;
      const result = resolveDockerfile(file, { tree });
      if (result === undefined) continue;
      const content = inspectContainer(result);
      if (content.nature !== 'memcached') continue;
      facts.push(
        listenerFrom(content.daemon, {
          platform: 'dockerfile',
          workload: `image from ${file.path}`,
          placement: 'container',
          where: content.where,
          ...(content.version === undefined ? {} : { version: content.version }),
        }),
      );
    }
    return { facts, problems: [] };
  },
};
