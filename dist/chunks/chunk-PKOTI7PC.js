import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/platforms/compose/names.ts
function isComposeName(name) {
  return /(^|[._-])(docker-?)?compose([._-]|$)/.test(name) && !/\.(patch|diff|orig|rej|bak)$/.test(name);
}

// src/platforms/compose/claim.ts
var composeClaim = {
  name: "compose",
  title: "Docker Compose",
  mayClaim(path) {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    if (/\.ya?ml$/.test(name) || BARE_NAMES.test(name)) return true;
    return isComposeName(name) && /\.(ya?ml[._-]|json$)/.test(name) && !SET_ASIDE.test(name);
  },
  claims(file) {
    const name = file.name.toLowerCase();
    if (isComposeName(name) && !BARE_NAMES.test(name)) return true;
    return looksLikeCompose(file.text);
  }
};
var BARE_NAMES = /^(?:docker-?)?compose(?:[-_][a-z0-9_-]+)?$/;
var SET_ASIDE = /\.(bak|orig|old|save|rej|swp|tmp|disabled|patch|diff|md)$|~$/;
function looksLikeCompose(text) {
  if (!/^["']?services["']?[ \t]*:/m.test(text)) {
    return /(^[ \t]|[{,])[ \t]*(image|build|extends)[ \t]*:/m.test(text) && /(^[ \t]|[{,])[ \t]*(ports|links|volumes_from|env_file|net|network_mode|expose)[ \t]*:/m.test(
      text
    ) && /memcache|11211/i.test(text) && !OTHER_KINDS.test(text);
  }
  return /(^|[{,])[ \t]*["']?(image|build|extends|ports|network_mode)["']?[ \t]*:/m.test(text) && !OTHER_KINDS.test(text);
}
var OTHER_KINDS = /^(apiVersion|kind|jobs|stages|pipeline|steps|AWSTemplateFormatVersion|- hosts|- name|swagger|openapi)[ \t]*:/m;

// src/platforms/dockerfile/claim.ts
var dockerfileClaim = {
  name: "dockerfile",
  title: "Dockerfile",
  mayClaim(path) {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    return /^(docker|container)file([._-]|$)/.test(name) || /[._-]?(docker|container)file$/.test(name);
  },
  claims(file) {
    return !file.name.toLowerCase().endsWith(".dockerignore") && /^[ \t]*from[ \t]/im.test(file.text);
  }
};

export {
  isComposeName,
  composeClaim,
  dockerfileClaim
};
