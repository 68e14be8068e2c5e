import type { Platform } from './platform.js';

/** Every platform. A test compares the list with the folders. */
export const PLATFORMS: readonly Platform[] = [];
