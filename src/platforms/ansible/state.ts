import type { Fact, Problem } from '../../facts.js';
import type { Location } from '../../files/source.js';
import type { Word } from '../../memcached/index.js';
import type { RenderedText } from '../../syntax/jinja/index.js';
import type { KubeObject } from '../kubernetes/index.js';

/** A file as tasks leave it: one text, or one of several. */
export interface FileState {
  readonly alternatives: readonly RenderedText[];
  /** The task that wrote it last. */
  readonly where: Location;
  readonly onlyIf?: string;
  /** The file that comes with the package, edited or not. */
  readonly stock?: true;
}

/** A change to the packet filter. */
export interface FilterStep {
  readonly words: readonly Word[];
  readonly where: Location;
  readonly onlyIf?: string;
  /** The file that the command loads, or that is written when there are no words. */
  readonly file?: { readonly path: string; readonly text: RenderedText };
  /** The file of the host that says so, where the step stands for what is loaded from it. */
  readonly from?: string;
}

/** What a host looks like after its tasks. */
export class HostState {
  readonly files = new Map<string, FileState>();
  readonly filter: FilterStep[] = [];
  /** Rules of `iptables_raw`, by weight. */
  readonly rawRules: { readonly weight: number; readonly steps: readonly FilterStep[] }[] = [];
  readonly facts: Fact[] = [];
  readonly problems: Problem[] = [];
  /** Objects that tasks create in a cluster; they are judged together. */
  readonly objects: KubeObject[] = [];
  /** The memcached package: where it is installed, and a version when one is pinned. */
  installed: { where: Location; version?: Word; onlyIf?: string } | undefined;
  removed = false;
  service: 'untouched' | 'started' | 'stopped' = 'untouched';
  /** Commands that start memcached without a unit. */
  readonly starts: { args: readonly Word[]; where: Location; onlyIf?: string }[] = [];
  /** Memcached set up by a role that is not in the tree. */
  readonly foreign: { where: Location; words: readonly Word[]; role: string; onlyIf?: string }[] =
    [];

  /** All changes to the packet filter, in the order in which they come into force. */
  filterSteps(): FilterStep[] {
    const raw = [...this.rawRules].sort((a, b) => a.weight - b.weight);
    return [...this.filter, ...raw.flatMap(({ steps }) => steps)];
  }

  write(
    path: string,
    texts: readonly RenderedText[],
    where: Location,
    maybe: boolean,
    onlyIf: string | undefined,
  ): void {
    const before = this.files.get(path);
    const kept = maybe && before !== undefined && before.stock !== true ? before.alternatives : [];
    const all = new Map([...kept, ...texts].map((text) => [text.text, text]));
    this.files.set(path, {
      alternatives: [...all.values()].slice(0, 64),
      where,
      ...(onlyIf === undefined ? {} : { onlyIf }),
    });
  }

  remove(path: string, maybe: boolean): void {
    if (!maybe) this.files.delete(path);
  }
}
