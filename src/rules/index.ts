import { internetIngress } from './mce101.js';
import { broadIngress } from './mce102.js';
import { publicIngress } from './mce103.js';
import { publishedPort } from './mce201.js';
import { exposedService } from './mce202.js';
import { listensOnAllInterfaces } from './mce301.js';
import { udpEnabled } from './mce302.js';
import { noAuthentication } from './mce303.js';
import { noTls } from './mce304.js';
import { vulnerableVersion } from './mce401.js';
import { ineffectiveRestriction } from './mce501.js';
import { missingRestriction } from './mce502.js';
import { unresolvedValue } from './mce901.js';
import { weakenedPolicy } from './mce902.js';
import { unparsedFile } from './mce903.js';
import type { Rule } from './rule.js';

/** Every rule, by id. A test compares the list with the folder. */
export const RULES: readonly Rule[] = [
  internetIngress,
  broadIngress,
  publicIngress,
  publishedPort,
  exposedService,
  listensOnAllInterfaces,
  udpEnabled,
  noAuthentication,
  noTls,
  vulnerableVersion,
  ineffectiveRestriction,
  missingRestriction,
  unresolvedValue,
  weakenedPolicy,
  unparsedFile,
];
