/** Platforms that set up machines; loaded together. */
export { ansible } from './ansible/index.js';
export { host } from './host/index.js';
export { programs } from './programs/index.js';
export { settings } from './settings/index.js';
