import { isIP } from 'node:net';
import { AddressSet } from '../../network/addresses.js';
import { scopeOf } from '../../memcached/listen.js';
import { daemonEdits } from './daemon.js';
import { fileOf, isOwnValue, oneEdit, SHARED_VALUE, textAt, type Proposer } from './context.js';

const DESCRIPTION = 'Listen on the loopback interface only: `-l 127.0.0.1`.';

/**
 * Has memcached on a host listen on loopback. A private address that somebody chose is left: what comes
 * in there is for a packet filter to say.
 */
export const listenOnLoopback: Proposer = (finding, context) => {
  if (finding.ruleId !== 'MCE301') return undefined;
  if (finding.reach !== 'host' && finding.reach !== 'internet') {
    return {
      fixes: [],
      reason:
        'It listens on an address that was chosen for other machines; restrict who reaches it with a packet filter (`memcached-exposure remediate` writes one).',
    };
  }
  const file = fileOf(context, finding.location);
  if (file === undefined) return undefined;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  const text = textAt(file, finding.location);
  const replaced = onLoopback(text);
  const fixes =
    replaced === undefined || replaced === text
      ? daemonEdits(file, finding.location, '-l 127.0.0.1', DESCRIPTION)
      : [oneEdit(DESCRIPTION, finding.location, replaced)];
  return fixes.length > 0
    ? { fixes }
    : { fixes, reason: 'The place where `-l` belongs is not certain in this file.' };
};

/** `'0.0.0.0,::'` as `'127.0.0.1,::1'`; `undefined` for anything but plain addresses. */
function onLoopback(text: string): string | undefined {
  const match = /^(["']?)([^"']+)\1$/.exec(text);
  if (match === null) return undefined;
  const kept = new Set<string>();
  for (const item of match[2]!.split(',')) {
    // `0.0.0.0/0` means every address, although memcached does not take it.
    const address = item.trim().replace(/^(0\.0\.0\.0|::)\/0$/, '$1');
    if (address === '*') kept.add('127.0.0.1');
    else if (isIP(address) === 0) return undefined;
    else if (AddressSet.of('127.0.0.0/8', '::1').containsAddress(address)) kept.add(address);
    else if (scopeOf(address) === 'private') return undefined;
    else kept.add(address.includes(':') ? '::1' : '127.0.0.1');
  }
  return `${match[1]}${[...kept].join(',')}${match[1]}`;
}
