/** Variables of the environment that have the same value on nearly every Windows machine, in lower case. */
export const USUAL_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['windir', 'C:\\Windows'],
  ['systemroot', 'C:\\Windows'],
  ['systemdrive', 'C:'],
  ['programfiles', 'C:\\Program Files'],
  ['programdata', 'C:\\ProgramData'],
  ['comspec', 'C:\\Windows\\system32\\cmd.exe'],
]);
