import { isIP } from 'node:net';
import type { SourceFile } from '../files/source.js';
import { linesOfOutput } from './lines.js';
import type { InterfaceAddress } from './model.js';

/** The addresses that `ip addr`, `ip -br addr`, `ip -o addr`, `ifconfig` or `hostname -I` printed. */
export function readAddresses(file: SourceFile): InterfaceAddress[] {
  const found: InterfaceAddress[] = [];
  let device: string | undefined;
  for (const { text } of linesOfOutput(file)) {
    const brief =
      /^([A-Za-z][^\s:]*?)(?:@\S+)?\s+(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT)\b(.*)$/.exec(text);
    if (brief !== null) {
      for (const word of brief[2]!.trim().split(/\s+/)) add(found, brief[1], word);
      continue;
    }
    const header =
      /^\d+:\s+([^\s:@]+)(?:@[^\s:]+)?:\s+</.exec(text) ??
      /^([A-Za-z][\w.:-]*?):?\s+(?:Link encap|flags=)/.exec(text);
    if (header !== null) device = header[1];
    const oneLine = /^\d+:\s+(\S+)\s+inet6?\s/.exec(text);
    if (oneLine !== null) device = oneLine[1];
    const address = /\binet6?\s+(?:addr:\s*)?([0-9A-Fa-f.:]+(?:\/\d+)?)/.exec(text);
    if (address !== null) {
      const length = /prefixlen\s+(\d+)/.exec(text)?.[1];
      add(
        found,
        device,
        address[1]!.includes('/') || length === undefined
          ? address[1]!
          : `${address[1]!}/${length}`,
      );
    } else if (/^[0-9A-Fa-f.:]+(?:\s+[0-9A-Fa-f.:]+)*\s*$/.test(text)) {
      for (const word of text.trim().split(/\s+/)) add(found, undefined, word);
    }
  }
  return found;
}

function add(found: InterfaceAddress[], device: string | undefined, word: string): void {
  const [address = '', prefix] = word.split('/');
  if (isIP(address) === 0) return;
  found.push({ device, address, ...(prefix === undefined ? {} : { prefix: Number(prefix) }) });
}

/** The interfaces with a default route of `ip route`, `route -n` or /proc/net/route. */
export function readOutward(file: SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { text } of linesOfOutput(file)) {
    const device =
      /^default\b.*\bdev\s+(\S+)/.exec(text)?.[1] ??
      /^(?:0\.0\.0\.0|default)\s+\S+\s+0\.0\.0\.0\s.*\s(\S+)\s*$/.exec(text)?.[1] ??
      /^(\S+)\t00000000\t[0-9A-F]{8}\t[0-9A-F]+\t\d+\t\d+\t\d+\t00000000\t/.exec(text)?.[1];
    if (device !== undefined) found.add(device);
  }
  return found;
}
