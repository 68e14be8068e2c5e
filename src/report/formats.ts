/** Every format but the one for a terminal; loaded together. */
export { renderCommands } from './commands.js';
export { renderHtml } from './html.js';
export { renderInventory } from './inventory.js';
export { renderJson } from './json.js';
export { renderSummary } from './markdown.js';
export { renderSarif } from './sarif.js';
