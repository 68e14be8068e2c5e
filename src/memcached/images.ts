import type { DetectedVersion } from '../facts.js';
import { newestOf } from './releases.js';
import type { Word } from './types.js';
import { parseVersion, type Version } from './version.js';

/** The parts of an image reference such as `docker.io/bitnami/memcached:1.6.39@sha256:…`. */
export interface ImageReference {
  /** `registry.example.com/team/memcached` as written, without tag and digest. */
  readonly name: string;
  /** The folders in front of the last part, without a registry: `bitnami`; '' for none. */
  readonly namespace: string;
  /** The last part: `memcached`. */
  readonly base: string;
  /** `undefined` without a tag or when the tag is not known. */
  readonly tag: string | undefined;
}

/** Which memcached image it is, or that it is none. */
export type ImageKind =
  'official' | 'bitnami' | 'chainguard' | 'other-memcached' | 'something-else';

/** Reads an image reference; `undefined` when it is not known so far as its name. */
export function parseImage(image: Word): ImageReference | undefined {
  const text = image.text ?? image.prefix;
  if (text === undefined) return undefined;
  const bare = text.trim().replace(/@.*$/s, '');
  const slash = bare.lastIndexOf('/');
  const colon = bare.indexOf(':', slash + 1);
  // The name is whole only when the unknown part comes behind it.
  if (image.text === undefined && colon < 0 && !text.includes('@')) return undefined;
  const name = colon < 0 ? bare : bare.slice(0, colon);
  if (name === '' || name.endsWith('/') || /\s/.test(name)) return undefined;
  const parts = name.split('/');
  const base = parts.pop()!.toLowerCase();
  if (parts.length > 0 && /[.:]|^localhost$/.test(parts[0]!)) parts.shift();
  const tag = image.text === undefined || colon < 0 ? undefined : bare.slice(colon + 1);
  return { name, namespace: parts.join('/').toLowerCase(), base, tag };
}

/** Words beside "memcached" in an image name that make it something around memcached, not the server. */
const NOT_THE_SERVER: ReadonlySet<string> = new Set([
  'admin',
  'agent',
  'api',
  'app',
  'backup',
  'bench',
  'benchmark',
  'browser',
  'check',
  'cli',
  'client',
  'collector',
  'console',
  'controller',
  'couchbase',
  'dashboard',
  'discovery',
  'django',
  'exporter',
  'flask',
  'go',
  'golang',
  'gui',
  'java',
  'laravel',
  'lib',
  'manager',
  'mcperf',
  'mcrouter',
  'memslap',
  'metrics',
  'monitor',
  'moxi',
  'munin',
  'mutilate',
  'nginx',
  'node',
  'nodejs',
  'operator',
  'perl',
  'php',
  'plugin',
  'prometheus',
  'proxy',
  'pylibmc',
  'python',
  'rails',
  'ruby',
  'scraper',
  'session',
  'sessions',
  'stat',
  'stats',
  'stress',
  'symfony',
  'telegraf',
  'test',
  'tester',
  'tests',
  'tool',
  'tools',
  'tutorial',
  'twemproxy',
  'ui',
  'web',
  'webui',
  'wordpress',
  'bundle',
  'catalog',
  'apache',
  'apache2',
  'fpm',
  'demo',
]);

/** Which memcached image a reference names. */
export function imageKind(reference: ImageReference): ImageKind {
  const { base, namespace } = reference;
  const words = base.split(/[-_.]+/);
  const server = words.some((word) => word === 'memcached' || word === 'memcache');
  if (!server || words.some((word) => NOT_THE_SERVER.has(word) || /^php[0-9]/.test(word))) {
    return 'something-else';
  }
  if (words.length > 1 || base !== 'memcached') return 'other-memcached';
  if (/(^|\/)bitnami(legacy|secure)?(\/|$)/.test(namespace)) return 'bitnami';
  if (/(^|\/)chainguard(-private)?(\/|$)/.test(namespace) || /^cgr\.dev\//.test(reference.name)) {
    return 'chainguard';
  }
  // Docker Hub's own and its mirrors: `memcached`, `library/memcached`, `docker/library/memcached`.
  if (namespace === '' || namespace === 'library' || namespace.endsWith('/library'))
    return 'official';
  return 'other-memcached';
}

/**
 * The memcached version an image's tag tells. Full numbers are exact, partial ones (`1.5`) stand for
 * the newest patch; `latest`, a digest alone and the tags of images that only resemble memcached's
 * tell nothing.
 */
export function detectImageVersion(image: Word): DetectedVersion | undefined {
  const reference = parseImage(image);
  if (reference?.tag === undefined) return undefined;
  const kind = imageKind(reference);
  if (kind === 'something-else') return undefined;
  const version = parseVersion(reference.tag);
  if (version === undefined || !isRelease(version)) return undefined;
  if (
    kind === 'other-memcached' &&
    (reference.base !== 'memcached' || version.patch === undefined)
  ) {
    return undefined;
  }
  return {
    version,
    where: image.where,
    trust: version.patch === undefined ? 'newest-of' : 'exact',
    text: image.text!,
  };
}

/** Whether memcached had, or may get, such a release; 1.0.3 or 20240101 is somebody else's number. */
function isRelease(version: Version): boolean {
  if (version.major !== 1) return false;
  if (version.minor === undefined) return true;
  if (version.minor < 2 || version.minor > 9) return false;
  if (version.patch === undefined || version.minor >= 6) return true;
  return version.patch <= (newestOf({ major: 1, minor: version.minor }).patch ?? 0);
}
