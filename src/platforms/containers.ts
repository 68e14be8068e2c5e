/** Platforms that read images and what runs them; loaded together. */
export { compose } from './compose/index.js';
export { dockerfile } from './dockerfile/index.js';
