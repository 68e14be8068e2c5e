import { docker } from './host-filters.js';
import type { Draft, Request } from './model.js';
import { lines, writeFile } from './shell.js';

const FILE = 'compose.memcached.yaml';

/**
 * Compose cannot tell senders apart: the port is published on one address of the host, and Docker's own
 * chain lets the trusted in.
 */
export function compose(request: Request): Draft {
  const { port } = request;
  const rules = docker(request);
  const file = {
    path: FILE,
    content: `${lines(
      '# Laid over the project: docker compose -f compose.yaml -f compose.memcached.yaml up -d',
      'services:',
      '  memcached:',
      '    ports: !override',
      `      - "\${MEMCACHED_ADDRESS:-127.0.0.1}:${port}:11211/tcp"`,
    )}\n`,
  };
  const files = '-f compose.yaml -f compose.memcached.yaml';
  return {
    notes: [
      'The rules come first, so that the trusted are never locked out by them; recreating the container then ends its connections and empties the cache: choose a quiet hour.',
      'The service is called `memcached` and the project’s file compose.yaml; change them if yours are called otherwise. `!override` needs Docker Compose 2.24.4 or later.',
      'Without MEMCACHED_ADDRESS only the host itself gets in. Set it to the inside address of the host for trusted networks outside of it. Containers of the project need no published port.',
      'UDP is not published.',
      ...rules.notes.slice(1, 3),
    ],
    files: [file, ...rules.files],
    before: lines(`docker compose -f compose.yaml config | tee compose-before.yaml`, rules.before),
    apply: lines(
      rules.apply,
      writeFile(file),
      `docker compose ${files} config --quiet`,
      `docker compose ${files} up --detach memcached`,
    ),
    verify: lines(`docker compose ${files} ps memcached`, rules.verify),
    blocked: rules.blocked,
    rollback: lines(
      'docker compose -f compose.yaml up --detach memcached',
      `rm -f ${FILE}`,
      rules.rollback,
    ),
  };
}
