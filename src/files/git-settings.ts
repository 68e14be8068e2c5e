/**
 * Settings for every call of git, which is started in folders that hold other people's files:
 * settings of a repository must start no program, and a folder that is made to look like a bare
 * repository (its `config` can be committed like any file) is none
 * (git-config(1): core.fsmonitor, core.hooksPath, safe.bareRepository).
 */
export const GIT_SETTINGS: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'safe.bareRepository=explicit',
].flatMap((setting) => ['-c', setting]);
