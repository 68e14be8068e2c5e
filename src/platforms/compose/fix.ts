import type { Fix } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { isNull, type Data, type Mapping } from '../../syntax/data.js';
import type { PortMapping } from './ports.js';
import type { Origin } from './fill.js';

const LOOPBACK_ADDRESS = '127.0.0.1';
const DESCRIPTION =
  'Publish the port on the loopback interface only; containers of the same network do not need it.';

/**
 * The edit that publishes a short entry on the loopback interface; `undefined` when the text in the
 * file does not stand for the mapping in a way that is certain.
 */
export function fixShortPort(
  tree: Tree,
  where: Location,
  mapping: PortMapping,
  origin: Origin | undefined,
): Fix | undefined {
  const raw = sourceOf(tree, where);
  if (raw === undefined || raw.includes('\n') || raw.includes('{{')) return undefined;
  const quote = raw[0] === '"' || raw[0] === "'" ? raw[0] : '';
  if (quote !== '' && (raw.length < 3 || raw.at(-1) !== quote)) return undefined;
  const content = quote === '' ? raw : raw.slice(1, -1);
  const replaced = bindToLoopback(content, mapping, origin);
  if (replaced === undefined) return undefined;
  // Two colons in a row or a leading variable read better in quotes, and are safe in any context.
  const mark = quote === '' && /::|\$/.test(replaced) ? '"' : quote;
  return {
    description: DESCRIPTION,
    edits: [{ where, replacement: `${mark}${replaced}${mark}` }],
  };
}

function bindToLoopback(
  content: string,
  mapping: PortMapping,
  origin: Origin | undefined,
): string | undefined {
  if (!/^[0-9A-Za-z_.:\-/[\]${}]+$/.test(content)) return undefined;
  if (mapping.hostIpText !== '' && content.startsWith(`${mapping.hostIpText}:`)) {
    return LOOPBACK_ADDRESS + content.slice(mapping.hostIpText.length);
  }
  if (origin === undefined) {
    const colons = content.split(':').length - 1;
    if (colons === 0) return `${LOOPBACK_ADDRESS}::${content}`;
    if (colons === 1) return `${LOOPBACK_ADDRESS}:${content}`;
    return content.startsWith(':') && colons === 2 ? LOOPBACK_ADDRESS + content : undefined;
  }
  const parts = splitOutsideBraces(content);
  if (parts.length === 2) {
    // Of `${ADDRESS}${PORT}` the first may bring an address of its own.
    const single = /^(?:[0-9-]+|\$\{[^{}]*\}|\$[A-Za-z_][A-Za-z0-9_]*)$/.test(parts[0]!);
    return single ? `${LOOPBACK_ADDRESS}:${content}` : undefined;
  }
  if (parts.length !== 3) return undefined;
  return bound(parts[0]!, [parts[1]!, parts[2]!], origin);
}

/** The mapping with the variable of its host address given a loopback default. */
function bound(address: string, rest: readonly string[], origin: Origin): string | undefined {
  const name =
    /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?-[0-9.:[\]]*)?\}|([A-Za-z_][A-Za-z0-9_]*))$/.exec(
      address,
    );
  const variable = name?.[1] ?? name?.[2];
  if (variable === undefined) return undefined;
  // A value from a file wins over any default, so that the default would change nothing.
  const use = origin.uses.find(({ name: used }) => used === variable);
  if (use === undefined || (use.how !== 'unset' && use.how !== 'default')) return undefined;
  return [`\${${variable}:-${LOOPBACK_ADDRESS}}`, ...rest].join(':');
}

function splitOutsideBraces(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}') depth--;
    else if (text[i] === ':' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** The edit that gives a long entry a loopback `host_ip`. */
export function fixLongPort(
  tree: Tree,
  item: Mapping,
  hostIp: Data | undefined,
  origin: Origin | undefined,
): Fix | undefined {
  if (hostIp !== undefined && !isNull(hostIp)) {
    if (origin !== undefined || sourceOf(tree, hostIp.where) === undefined) return undefined;
    const replacement = LOOPBACK_ADDRESS;
    return { description: DESCRIPTION, edits: [{ where: hostIp.where, replacement }] };
  }
  // An empty host_ip key would then stand there twice.
  if (item.entries.some(({ key }) => key === 'host_ip')) return undefined;
  const first = item.entries.find(({ keyWhere }) => keyWhere.file === item.where.file)?.keyWhere;
  const source = sourceOf(tree, item.where);
  if (first === undefined || source === undefined || source.includes('{{')) return undefined;
  if (first.startLine !== item.where.startLine && !source.startsWith('{')) return undefined;
  const file = tree.read(first.file);
  const key = sourceOf(tree, first);
  if (file === undefined || key === undefined) return undefined;
  const flow = source.startsWith('{');
  const separator = flow ? ', ' : `\n${' '.repeat(first.startColumn - 1)}`;
  const replacement = `host_ip: ${LOOPBACK_ADDRESS}${separator}${key}`;
  return { description: DESCRIPTION, edits: [{ where: first, replacement }] };
}

/** The text of a place in the file. */
function sourceOf(tree: Tree, where: Location): string | undefined {
  const file = tree.has(where.file) ? tree.read(where.file) : undefined;
  if (file === undefined) return undefined;
  const text = file.text.slice(
    file.offset(where.startLine, where.startColumn),
    file.offset(where.endLine, where.endColumn),
  );
  return text === '' ? undefined : text;
}
