import type { Fact } from '../../facts.js';
import { inspectContainer, listenerFrom } from '../../memcached/index.js';
import type { Platform } from '../platform.js';
import { dockerfileClaim } from './claim.js';
import { resolveDockerfile } from './resolve.js';

export { resolveDockerfile, type DockerfileOptions, type DockerfileResult } from './resolve.js';

/** Dockerfiles and Containerfiles. One alone publishes nothing: it only says what listens in it. */
export const dockerfile: Platform = {
  ...dockerfileClaim,

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
