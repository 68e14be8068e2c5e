import type { PlatformClaim } from '../platform.js';

/** The program of a project that is written in YAML. */
export const PROGRAM = /^Main\.ya?ml$/;

/** Programs of Pulumi that are written in YAML. */
export const pulumiClaim: PlatformClaim = {
  name: 'pulumi',
  title: 'Pulumi',
  mayClaim: (path) => /(^|\/)(Pulumi(\..+)?|Main)\.ya?ml$/.test(path),
  claims: ({ name, text }) => !PROGRAM.test(name) || /^resources:/m.test(text),
};
