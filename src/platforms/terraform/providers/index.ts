import type { Provider } from '../resource.js';
import { aws } from './aws/index.js';
import { azure } from './azure/index.js';
import { docker } from './docker.js';
import { google } from './google/index.js';
import { kubernetes } from './kubernetes/index.js';
import { nomad } from './nomad.js';

/**
 * Every provider whose resources are understood. A new one is a file (or folder) that exports a
 * `Provider`, and a line here. `sources.ts` reads who is let in, `ports.ts` protocols and ports,
 * `startup.ts` what a machine's start-up script runs.
 */
export const PROVIDERS: readonly Provider[] = [aws, azure, google, kubernetes, docker, nomad];
