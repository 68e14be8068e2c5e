import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { run } from './run.js';
import type { Surroundings } from './surroundings.js';

/** Where the rule pages lie, seen from the built file. */
const PAGES = new URL('../docs/rules/', import.meta.url);

/** Writes everything, also to a pipe that is full for the moment. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const surroundings: Surroundings = {
  out: (text) => write(1, text),
  err: (text) => write(2, text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  environment: process.env,
  readText: (path) => readFileSync(path, 'utf8'),
  writeText: (path, text) => writeFileSync(path, text),
  rulePage: (id) => readFileSync(new URL(`${id}.md`, PAGES), 'utf8'),
};

// Set before anything can go wrong: a crash is not a pass.
process.exitCode = 2;
process.exitCode = await run(process.argv.slice(2), surroundings);
