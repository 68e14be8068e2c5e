import { CURRENT } from '../../memcached/releases.js';
import { formatVersion, parseVersion } from '../../memcached/version.js';
import { fileOf, oneEdit, textAt, type Proposer } from './context.js';

/** The names under which Docker Hub serves the official image, whose tags are known. */
const OFFICIAL = /^(?:(?:docker\.io|index\.docker\.io)\/)?(?:library\/)?memcached$/;

/**
 * Raises a literal tag of the official image to the newest series, as exact as it was. Tags of other
 * images are not known, so they are left.
 */
export const raiseVersion: Proposer = (finding, context) => {
  if (finding.ruleId !== 'MCE401' && finding.ruleId !== 'MCE302') return undefined;
  if (finding.ruleId === 'MCE302' && finding.messageId !== 'versionDefault') return undefined;
  const file = fileOf(context, finding.location);
  if (file === undefined) return undefined;
  const text = textAt(file, finding.location);
  const match = /^(["']?)([A-Za-z0-9._/-]+):(\d+(?:\.\d+){0,2})(-[A-Za-z0-9.]+)?\1$/.exec(text);
  const version = match === null ? undefined : parseVersion(match[3]!);
  if (match === null || version === undefined || !OFFICIAL.test(match[2]!)) {
    return {
      fixes: [],
      reason:
        'The version is not a literal tag of the official image; which newer one exists has to be looked up.',
    };
  }
  const variant = variantOf(match[4] ?? '');
  if (variant === undefined) {
    return {
      fixes: [],
      reason: `Whether the newest memcached is built as \`${match[4]}\` has to be looked up.`,
    };
  }
  const parts = match[3]!.split('.').length;
  const newest = formatVersion(CURRENT).split('.').slice(0, parts).join('.');
  const tag = `${match[2]}:${newest}${variant}`;
  return {
    fixes: [oneEdit(`Run \`${tag}\`.`, finding.location, `${match[1]}${tag}${match[1]}`)],
  };
};

/** The variants that every release has; `-alpine3.8` names a base that newer ones are not built on. */
function variantOf(suffix: string): string | undefined {
  if (suffix === '' || suffix === '-alpine') return suffix;
  return /^-alpine\d/.test(suffix) ? '-alpine' : undefined;
}
