import type { Fact, Listener, WorkloadId } from '../../facts.js';
import type { FilterStep } from './state.js';
import type { Listening } from './firewall-facts.js';

/**
 * Hosts and playbooks that set up the same packet filter get the same facts, but for the names of files
 * and of the host. These are put in as marks while the filter is evaluated, so that the outcome can be
 * remembered by its content and told again for every other host.
 */
type Judge = (
  variants: readonly (readonly FilterStep[])[],
  workload: WorkloadId,
  listening: Listening,
) => Fact[];

/** Characters for private use, which no name of a file should hold; where one does, nothing is remembered. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const MARK = /\ue000([wf])([0-9]*)\ue001/g;
const HOST = `${OPEN}w${CLOSE}`;

/** Outcomes that are kept, and the longest key of one. */
const MOST_KEPT = 512;
const LONGEST_KEY = 200_000;

const remembered = new Map<string, readonly Fact[]>();

/** What `judge` says, or has said about a filter that differs in names only. */
export function judgedOnce(
  judge: Judge,
  variants: readonly (readonly FilterStep[])[],
  workload: WorkloadId,
  listening: Listening,
): Fact[] {
  // The text of a file leads back to where each of its lines comes from: too much to compare.
  if (variants.some((steps) => steps.some(({ file }) => file !== undefined))) {
    return judge(variants, workload, listening);
  }
  const names = new Names();
  const marked = names.mark({
    variants,
    listens: listening.listens,
    portReasons: [...listening.portReasons],
    sockets: listening.listeners.map(({ sockets }) => sockets),
    runs: listening.runs,
  }) as Marked;
  const key = JSON.stringify(marked);
  if (names.clash || workload.includes(OPEN) || key.length > LONGEST_KEY) {
    return judge(variants, workload, listening);
  }
  let facts = remembered.get(key);
  if (facts === undefined) {
    facts = judge(marked.variants, HOST, {
      listens: marked.listens,
      portReasons: new Set(marked.portReasons),
      listeners: marked.sockets.map((sockets) => ({ sockets })),
      runs: marked.runs,
    });
    if (remembered.size >= MOST_KEPT) {
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    }
    remembered.set(key, facts);
  }
  return names.unmark(facts, workload) as Fact[];
}

interface Marked {
  readonly variants: readonly (readonly FilterStep[])[];
  readonly listens: Listening['listens'];
  readonly portReasons: readonly string[];
  readonly sockets: readonly Listener['sockets'][];
  readonly runs: boolean;
}

/** The names of files that were replaced by marks, in the order in which they came up. */
class Names {
  private readonly files: string[] = [];
  private readonly marks = new Map<string, string>();
  /** Some text holds the character that marks begin with. */
  clash = false;

  /** A copy of plain data with marks in place of the files of its locations. */
  mark(value: unknown): unknown {
    if (typeof value === 'string') {
      if (value.includes(OPEN)) this.clash = true;
      return value;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.mark(item));
    const copy: Record<string, unknown> = {};
    const isLocation = 'startLine' in value;
    for (const [name, own] of Object.entries(value)) {
      copy[name] = isLocation && name === 'file' ? this.markOf(own as string) : this.mark(own);
    }
    return copy;
  }

  private markOf(file: string): string {
    let mark = this.marks.get(file);
    if (mark === undefined) {
      if (file.includes(OPEN)) this.clash = true;
      mark = `${OPEN}f${this.files.length}${CLOSE}`;
      this.files.push(file);
      this.marks.set(file, mark);
    }
    return mark;
  }

  /** A copy with the names in place of the marks; sets of addresses and ports hold none and are shared. */
  unmark(value: unknown, workload: WorkloadId): unknown {
    if (typeof value === 'string') {
      if (!value.includes(OPEN)) return value;
      return value.replace(MARK, (_mark, kind: string, index: string) =>
        kind === 'w' ? workload : (this.files[Number(index)] ?? ''),
      );
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.unmark(item, workload));
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    const copy: Record<string, unknown> = {};
    for (const [name, own] of Object.entries(value)) copy[name] = this.unmark(own, workload);
    return copy;
  }
}
