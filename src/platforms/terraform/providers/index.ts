import type { Provider } from '../resource.js';
import { aws } from './aws/index.js';

/** Every provider whose resources are understood. */
export const PROVIDERS: readonly Provider[] = [aws];
