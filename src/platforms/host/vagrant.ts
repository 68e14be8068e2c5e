import { append } from '../../append.js';
import { isUnresolved, type Fact, type Ingress, type Listener } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { MEMCACHED_PORT, PortSet, type ProtocolSet } from '../../network/ports.js';
import { publishedOn } from '../../network/port-mapping.js';
import { scriptFacts } from './script.js';

/** Calls that are read in one file. */
const MOST_CALLS = 200;
const LONGEST_CALL = 2000;
/** An array that a loop goes through. */
const MOST_TURNS = 50;

const BEYOND_LOOPBACK = 'memcached in the virtual machine listens on more than loopback';

/** A value of the Ruby that a Vagrantfile is written in: known text, or an expression. */
type Value = { readonly text: string } | { readonly expression: string };

interface Call {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly options: ReadonlyMap<string, Value & { readonly start: number; readonly end: number }>;
}

/**
 * What a Vagrantfile opens on the machine of the person who runs it: forwarded ports (bound to every
 * address of it unless `host_ip` says otherwise), bridged networks, and the memcached that its inline
 * scripts set up in the virtual machine. Read as data: literals, hashes, constants and loops over
 * literal arrays; nothing is run.
 * (https://developer.hashicorp.com/vagrant/docs/networking/forwarded_ports)
 */
export function vagrantFacts(file: SourceFile): Fact[] {
  const text = withoutComments(file.text);
  const workload = `virtual machine of ${file.path}`;
  const listeners = provisioned(file, text, workload);
  const target = listeners.length > 0 ? [workload] : ('unknown' as const);
  const base = {
    kind: 'ingress' as const,
    platform: 'host' as const,
    mechanism: 'published-port' as const,
    name: workload,
    target,
    sources: AddressSet.all,
    leadsTo: listeners.length > 0 ? ('memcached' as const) : ('unknown' as const),
    related: [],
  };
  const doors: Ingress[] = [];
  for (const call of callsIn(text)) {
    const where = file.location(call.start, call.end);
    if (call.kind === 'public_network' && listeners.length > 0) {
      doors.push({
        ...base,
        where,
        protocols: ['tcp', 'udp'],
        ports: PortSet.of(...listeners.flatMap(portsOf)),
        faces: 'private',
        notes: ['The virtual machine is bridged into the network of the machine it runs on.'],
      });
    }
    if (call.kind !== 'forwarded_port') continue;
    const guests = valuesOf(call.options.get('guest'), text, call.start);
    const address = call.options.get('host_ip');
    const host = address === undefined ? undefined : valuesOf(address, text, call.start)[0];
    const on = publishedOn(host === undefined || host === '*' ? undefined : host);
    if (on === 'loopback') continue;
    const protocol = valuesOf(call.options.get('protocol'), text, call.start)[0] ?? 'tcp';
    const protocols: ProtocolSet = protocol === 'udp' ? ['udp'] : ['tcp'];
    for (const [index, guest] of guests.entries()) {
      const port = Number(guest);
      const wanted = listeners.length > 0 ? listeners.flatMap(portsOf) : [MEMCACHED_PORT];
      if (!wanted.includes(port)) continue;
      const outside = valuesOf(call.options.get('host'), text, call.start);
      const outer = Number(outside[index] ?? outside[0] ?? guest);
      doors.push({
        ...base,
        where,
        protocols,
        ports: Number.isInteger(outer) ? PortSet.of(outer) : PortSet.range(1, 65535),
        targetPorts: PortSet.of(port),
        // The address is of a machine whose place nobody knows; `0.0.0.0` is every network of it.
        faces: on === 'private' ? 'private' : 'host',
        ...(listeners.length > 0 ? {} : { onlyIf: BEYOND_LOOPBACK }),
        notes: ['Vagrant forwards the port on the machine of whoever runs it.'],
      });
    }
  }
  return [...listeners, ...doors];
}

function portsOf({ sockets }: Listener): number[] {
  if (isUnresolved(sockets)) return [MEMCACHED_PORT];
  return sockets.filter(({ scope }) => scope !== 'loopback').map(({ port }) => port);
}

/** The text with comments blanked out, so that offsets stay. */
function withoutComments(text: string): string {
  let inside = false;
  return text
    .split('\n')
    .map((line) => {
      if (/^=begin\b/.test(line)) inside = true;
      const blank = inside || /^[ \t]*#/.test(line);
      if (/^=end\b/.test(line)) inside = false;
      return blank ? ' '.repeat(line.length) : line;
    })
    .join('\n');
}

/** `config.vm.network "forwarded_port", guest: 11211, …`, also over several lines. */
function callsIn(text: string): Call[] {
  const calls: Call[] = [];
  for (const match of text.matchAll(/\.vm\.(?:network|forward_port)\b[ \t]*\(?[ \t]*/g)) {
    if (calls.length >= MOST_CALLS) break;
    const start = match.index + 1;
    const from = match.index + match[0].length;
    const end = endOfCall(text, from);
    const line = text.lastIndexOf('\n', start) + 1;
    const lead = /^[ \t]*/.exec(text.slice(line, start))![0].length;
    const body = text.slice(from, end);
    if (match[0].includes('forward_port')) {
      const numbers = [...body.matchAll(/[0-9]{1,5}/g)].slice(0, 2);
      const options = new Map(
        numbers.map((one, i) => [
          i === 0 ? 'guest' : 'host',
          { text: one[0], start: from + one.index, end: from + one.index + one[0].length },
        ]),
      );
      calls.push({ start: line + lead, end, kind: 'forwarded_port', options });
      continue;
    }
    const kind = /^["':]?([a-z_]+)/.exec(body)?.[1] ?? '';
    calls.push({ start: line + lead, end, kind, options: optionsOf(body, from) });
  }
  return calls;
}

/** A call goes on while its lines end with a comma or an open bracket. */
function endOfCall(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < LONGEST_CALL) {
    const newline = text.indexOf('\n', end);
    const stop = newline < 0 ? text.length : newline;
    const line = text.slice(end, stop).trimEnd();
    if (!/[,({\\]$/.test(line) && (line !== '' || end === from)) return end + line.length;
    if (line === '' && end !== from) return end;
    end = stop + 1;
  }
  return Math.min(end, text.length);
}

/** `guest: 80`, `:guest => 80`, `"guest" => 80`. */
function optionsOf(body: string, offset: number): Call['options'] {
  const options = new Map<string, Value & { start: number; end: number }>();
  const pattern =
    /(?:\b([a-z_]{1,30}):|:([a-z_]{1,30})[ \t]*=>|["']([a-z_]{1,30})["'][ \t]*=>)\s{0,20}("[^"\n]*"|'[^'\n]*'|[^\s,){}]+)/g;
  for (const match of body.matchAll(pattern)) {
    const raw = match[4]!;
    const end = offset + match.index + match[0].length;
    const start = end - raw.length;
    options.set(match[1] ?? match[2] ?? match[3]!, { ...valueOf(raw), start, end });
  }
  return options;
}

function valueOf(raw: string): Value {
  const quoted = /^(["'])(.*)\1$/.exec(raw);
  if (quoted !== null) {
    const inner = quoted[2]!;
    return inner.includes('#{') ? { expression: inner } : { text: inner };
  }
  return /^[0-9_]+$/.test(raw) ? { text: raw.replaceAll('_', '') } : { expression: raw };
}

/** What a value can be: itself, a constant of the file, or each item of the array a loop goes through. */
function valuesOf(value: Value | undefined, text: string, at: number): string[] {
  if (value === undefined) return [];
  if ('text' in value) return [value.text];
  const name = /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.exec(value.expression)?.[0];
  if (name === undefined) return [];
  const before = text.slice(0, at);
  const loop = before.lastIndexOf(`|${name}|`);
  if (loop >= 0) {
    const array = /\[([^\][]{0,500})\]\.each[ \t]*(?:do|\{)[ \t]*$/.exec(
      before.slice(Math.max(0, loop - 600), loop),
    );
    return (array?.[1] ?? '')
      .split(',')
      .slice(0, MOST_TURNS)
      .map((item) => valueOf(item.trim()))
      .flatMap((item) => ('text' in item ? [item.text] : []));
  }
  for (const line of before.split('\n').reverse()) {
    const assigned = /^[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*(\S[^\n]*?)[ \t]*$/.exec(line);
    if (assigned?.[1] !== name) continue;
    const constant = valueOf(assigned[2]!);
    return 'text' in constant ? [constant.text] : [];
  }
  return [];
}

/** The servers that the inline scripts leave behind; the machine is behind address translation. */
function provisioned(file: SourceFile, text: string, workload: string): Listener[] {
  if (!/\.vm\.provision\b/.test(text)) return [];
  const facts: Fact[] = [];
  let left = 20;
  for (const [start, end] of inlineScripts(text)) {
    if (left-- <= 0) break;
    // What Ruby fills in is not known to the shell either.
    const script = text.slice(start, end).replaceAll('#{', '${');
    const found = scriptFacts(script, {
      platform: 'host',
      workload,
      placement: 'container',
      locate: (from, to) => file.location(start + from, start + to),
    });
    append(facts, found.facts);
  }
  return facts.filter((fact) => fact.kind === 'listener');
}

/** Here-documents, and `inline: "…"`. */
function inlineScripts(text: string): [number, number][] {
  const found: [number, number][] = [];
  for (const match of text.matchAll(/<<[-~]?(["']?)([A-Za-z_]{1,40})\1/g)) {
    const newline = text.indexOf('\n', match.index);
    if (newline < 0) break;
    let at = newline + 1;
    while (at < text.length) {
      const next = text.indexOf('\n', at);
      const stop = next < 0 ? text.length : next;
      if (text.slice(at, stop).trim() === match[2]) break;
      at = stop + 1;
    }
    found.push([newline + 1, Math.min(at, text.length)]);
    if (found.length > 50) break;
  }
  for (const match of text.matchAll(/inline(?::|[ \t]*=>)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/g)) {
    const body = match[1] ?? match[2]!;
    const end = match.index + match[0].length - 1;
    found.push([end - body.length, end]);
    if (found.length > 100) break;
  }
  return found;
}
