import { readFileSync, writeFileSync } from 'node:fs';
import { run, type Surroundings } from './run.js';

/** Where the rule pages lie, seen from the built file. */
const PAGES = new URL('../docs/rules/', import.meta.url);

const surroundings: Surroundings = {
  out: (text) => writeFileSync(1, text),
  err: (text) => writeFileSync(2, text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  environment: process.env,
  readText: (path) => readFileSync(path, 'utf8'),
  writeText: (path, text) => writeFileSync(path, text),
  rulePage: (id) => readFileSync(new URL(`${id}.md`, PAGES), 'utf8'),
};

// Set before anything can go wrong: a crash is not a pass.
process.exitCode = 2;
process.exitCode = run(process.argv.slice(2), surroundings);
