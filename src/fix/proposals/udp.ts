import type { Fix } from '../../facts.js';
import { daemonEdits } from './daemon.js';
import { fileOf, isOwnValue, oneEdit, SHARED_VALUE, textAt, type Proposer } from './context.js';

const DESCRIPTION = 'Turn UDP off: `-U 0`.';

/** The option that turned UDP on gets 0; where a version's default did, the option is added. */
export const turnUdpOff: Proposer = (finding, context) => {
  if (finding.ruleId !== 'MCE302') return undefined;
  const file = fileOf(context, finding.location);
  if (file === undefined) return undefined;
  if (!isOwnValue(file, finding)) return { fixes: [], reason: SHARED_VALUE };
  if (finding.messageId === 'versionDefault') {
    return { fixes: daemonEdits(file, finding.location, '-U 0', DESCRIPTION) };
  }
  const text = textAt(file, finding.location);
  const fixes: Fix[] = [];
  const match = /^(["']?)((?:-U\s*|--udp-port[= ])?)[0-9]+\1$/.exec(text);
  if (match !== null) {
    fixes.push(oneEdit(DESCRIPTION, finding.location, `${match[1]}${match[2]}0${match[1]}`));
  }
  return fixes.length > 0
    ? { fixes }
    : { fixes, reason: 'The port for UDP is not written as a number at this place.' };
};
