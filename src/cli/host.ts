import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SourceFile } from '../files/source.js';
import { MemoryTree } from '../files/memory.js';
import { checkMachines, openSaved } from '../machine/check.js';
import { MachineError } from '../machine/error.js';
import { takeSnapshot, type Snapshot } from '../machine/live.js';
import { readConfig } from '../policy/config.js';
import type { ConfigChoice } from '../policy/policy.js';
import type { HostArguments } from './verb-arguments.js';
import { COULD_NOT_RUN, FOUND, PASSED, type Surroundings } from './surroundings.js';
import { writeReport } from './write.js';

/** The verdict for this machine, or for those whose outputs were saved. @throws MachineError */
export async function runHost(
  given: HostArguments,
  { config }: { config?: ConfigChoice },
  surroundings: Surroundings,
): Promise<number> {
  const tree =
    given.from === undefined ? new MemoryTree(snapshotHere(given)) : openSaved(given.from);
  const report = checkMachines({
    tree,
    root: given.from ?? 'this machine',
    given,
    nameOf: (setting) => `--${setting}`,
    ...(config?.kind === 'text'
      ? { config: readConfig(new SourceFile(config.path, config.text)) }
      : {}),
  });
  const written = await writeReport(report, given, surroundings);
  if (!written || report.conclusion === 'could-not-run') return COULD_NOT_RUN;
  return report.conclusion === 'failed' ? FOUND : PASSED;
}

function snapshotHere({ save }: HostArguments): Snapshot {
  if (process.platform !== 'linux') {
    throw new MachineError(
      `host looks at Linux machines, and this is ${process.platform}; save the outputs of its tools and use --from.`,
    );
  }
  const snapshot = takeSnapshot();
  if (save !== undefined) {
    for (const [path, text] of Object.entries(snapshot)) {
      const file = join(save, path);
      mkdirSync(dirname(file), { recursive: true });
      // Command lines and addresses are not for everybody.
      writeFileSync(file, text, { mode: 0o600 });
    }
  }
  return snapshot;
}
