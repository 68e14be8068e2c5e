/** The verbs that do not scan; loaded together. */
export { HELP } from './help.js';
export { runHistory } from './history.js';
export { merge } from './merge.js';
export { printConfig } from './print-config.js';
export { runProbe } from './probe.js';
export { runRemediate } from './remediate.js';
export { runShard } from './shard.js';
export { rulesTable } from './rules.js';
