import type { Provider } from '../resource.js';
import { aws } from './aws/index.js';
import { nomad } from './nomad.js';

/** Every provider whose resources are understood. */
export const PROVIDERS: readonly Provider[] = [aws, nomad];
