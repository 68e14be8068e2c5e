/** What memcached itself does, and how to tell that something is memcached. */
export {
  ADVISORIES,
  advisoriesFor,
  advisoryUrl,
  type Advisory,
  type AdvisoryCondition,
  type AdvisoryContext,
  type AdvisoryMatch,
} from './advisories.js';
export {
  commandsIn,
  findMemcachedCommand,
  type Environment,
  type MemcachedCommand,
} from './command.js';
export { inspectContainer } from './container.js';
export { interpret } from './daemon.js';
export { readDebianConf, type DebianConf, type DebianOptions } from './debian.js';
export {
  detectImageVersion,
  imageKind,
  parseImage,
  type ImageKind,
  type ImageReference,
} from './images.js';
export { isKnownOther } from './known-images.js';
export { linesOf, linesOfText, Located, wordOfShell, type Line } from './located.js';
export { listenerFrom, type ListenerPlace } from './listener.js';
export { readOpenRc, readShellAssignments, readSysconfig, type ServiceConf } from './services.js';
export {
  execWords,
  splitUnitValue,
  unitWords,
  readEnvironmentFile,
  type UnitContext,
  type UnitVariables,
} from './systemd.js';
export * from './types.js';
