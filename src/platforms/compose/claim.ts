import type { PlatformClaim } from '../platform.js';
import { isComposeName } from './names.js';

/** Docker Compose and Swarm stacks. */
export const composeClaim: PlatformClaim = {
  name: 'compose',
  title: 'Docker Compose',

  mayClaim(path) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    if (/\.ya?ml$/.test(name) || BARE_NAMES.test(name)) return true;
    return isComposeName(name) && /\.(ya?ml[._-]|json$)/.test(name) && !SET_ASIDE.test(name);
  },

  claims(file) {
    const name = file.name.toLowerCase();
    if (isComposeName(name) && !BARE_NAMES.test(name)) return true;
    return looksLikeCompose(file.text);
  },
};

/** Files handed over with `--file` need no extension; what they are, the text says. */
const BARE_NAMES = /^(?:docker-?)?compose(?:[-_][a-z0-9_-]+)?$/;

/** Names of files that people and editors put aside. */
const SET_ASIDE = /\.(bak|orig|old|save|rej|swp|tmp|disabled|patch|diff|md)$|~$/;

/** Services with an image or a build, and nothing that marks the file as another kind. */
function looksLikeCompose(text: string): boolean {
  if (!/^["']?services["']?[ \t]*:/m.test(text)) {
    // The first format has the services at the top, and only these files call the keys so.
    return (
      /(^[ \t]|[{,])[ \t]*(image|build|extends)[ \t]*:/m.test(text) &&
      /(^[ \t]|[{,])[ \t]*(ports|links|volumes_from|env_file|net|network_mode|expose)[ \t]*:/m.test(
        text,
      ) &&
      /memcache|11211/i.test(text) &&
      !OTHER_KINDS.test(text)
    );
  }
  return (
    /(^|[{,])[ \t]*["']?(image|build|extends|ports|network_mode)["']?[ \t]*:/m.test(text) &&
    !OTHER_KINDS.test(text)
  );
}

const OTHER_KINDS =
  /^(apiVersion|kind|jobs|stages|pipeline|steps|AWSTemplateFormatVersion|- hosts|- name|swagger|openapi)[ \t]*:/m;
