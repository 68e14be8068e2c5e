import { planDirectory, writeFixes } from '../fix/repository.js';
import { fixText } from '../fix/text.js';
import type { ConfigChoice } from '../policy/policy.js';
import type { FixArguments } from './verb-arguments.js';
import { COULD_NOT_RUN, FOUND, PASSED, type Surroundings } from './surroundings.js';

/**
 * Closes what can be closed for certain, and says what needs a person. With --dry-run the patch goes to
 * standard output and everything else to standard error, so that the one can be piped.
 */
export async function runFix(
  given: FixArguments,
  config: { config?: ConfigChoice },
  surroundings: Surroundings,
): Promise<number> {
  const plan = await planDirectory({
    root: given.path,
    given,
    nameOf: (setting) => `--${setting}`,
    ...config,
  });
  const status = plan.fails ? FOUND : PASSED;
  if (given.dryRun) {
    surroundings.out(plan.patch);
    surroundings.err(fixText(plan, { dryRun: true, refused: [] }));
    return status;
  }
  const { refused } = writeFixes(plan);
  surroundings.out(fixText(plan, { dryRun: false, refused }));
  return refused.length > 0 ? COULD_NOT_RUN : status;
}
