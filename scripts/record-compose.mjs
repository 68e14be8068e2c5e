#!/usr/bin/env node
/**
 * Records what compose-go, the library behind `docker compose config`, makes of the projects in
 * `__tests__/truth/compose-projects.json`, to be compared with what is loaded here. Needs Go:
 * `node scripts/record-compose.mjs [VERSION]`. Projects that Compose refuses are dropped.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = process.argv[2] ?? 'v2.16.2';
const truth = fileURLToPath(new URL('../__tests__/truth/compose-projects.json', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'record-compose-'));
try {
  const program = join(folder, 'program');
  mkdirSync(program);
  copyFileSync(
    fileURLToPath(new URL('record-compose/main.go', import.meta.url)),
    join(program, 'main.go'),
  );
  const go = (...words) => execFileSync('go', words, { cwd: program, stdio: 'inherit' });
  go('mod', 'init', 'record');
  go('get', `github.com/compose-spec/compose-go/v2@${version}`);
  go('mod', 'tidy');
  go('build', '-o', 'record', '.');
  const { projects } = JSON.parse(readFileSync(truth, 'utf8'));
  const jobs = projects.map(({ files }, index) => {
    const dir = join(folder, String(index));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return JSON.stringify({ dir });
  });
  const output = execFileSync(join(program, 'record'), {
    input: `${jobs.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const answers = output.trim().split('\n').map(JSON.parse);
  const recorded = [];
  answers.forEach(({ services, error }, index) => {
    const { name, files } = projects[index];
    if (error === undefined) recorded.push({ name, files, services: lean(services) });
    else console.log(`refused: ${name}: ${error.replaceAll(folder, '')}`);
  });
  const recordedFrom = `compose-go ${version}, the library of docker compose`;
  writeFileSync(truth, `${JSON.stringify({ recordedFrom, projects: recorded }, null, 1)}\n`);
  console.log(`${recorded.length} of ${projects.length} projects recorded`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Of each service, what is compared. */
function lean(services) {
  const result = {};
  for (const [name, service] of Object.entries(services)) {
    const { ports = [], command, entrypoint, image, environment = {}, network_mode } = service;
    result[name] = {
      ports: ports.map(({ host_ip = '', published = '', target, protocol }) => [
        host_ip,
        published,
        String(target),
        protocol,
      ]),
      command: command ?? null,
      entrypoint: entrypoint ?? null,
      image,
      environment: Object.fromEntries(
        Object.entries(environment).filter(([, value]) => value !== null),
      ),
      networks: network_mode ?? Object.keys(service.networks ?? {}).sort(),
    };
  }
  return result;
}
