import { AddressError } from '../network/addresses.js';
import { remediate, requestFor, TrustedError } from '../remediate/remediate.js';
import { remediationJson, remediationText } from '../remediate/text.js';
import { UsageError } from './option-values.js';
import { type RemediateArguments } from './verb-arguments.js';
import { PASSED, type Surroundings } from './surroundings.js';

/** Writes the rules for the trusted networks. Nothing is changed here. @throws UsageError */
export function runRemediate(given: RemediateArguments, surroundings: Surroundings): number {
  let request;
  try {
    request = requestFor(given.trusted, given.port);
  } catch (error) {
    if (error instanceof AddressError) throw new UsageError(`--trusted: ${error.message}.`);
    if (error instanceof TrustedError) throw new UsageError(`--trusted: ${error.message}`);
    throw error;
  }
  const remediation = remediate(given.mechanism, request);
  const text =
    given.format === 'json' ? remediationJson(remediation) : remediationText(remediation);
  if (given.file === undefined) surroundings.out(text);
  else surroundings.writeText(given.file, text);
  return PASSED;
}
