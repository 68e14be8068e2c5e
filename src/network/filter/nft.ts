import { compileTables } from './nft-compile.js';
import { NftError, tokenizeNft } from './nft-lexer.js';
import {
  hasReachableLoop,
  Loader,
  type NftOptions,
  type Surroundings,
  type Work,
} from './nft-loader.js';
import { copyTables, type NftTable } from './nft-model.js';
import { NftStream } from './nft-stream.js';
import type { Outcome } from './iptables.js';
import type { BaseChain } from './ruleset.js';

/** The nftables of a host as nft(8) commands and files leave them. */
export class Nft {
  private tables = new Map<string, NftTable>();
  private compiled: BaseChain[] | undefined;
  private readonly host: Surroundings;

  /**
   * @param interfaces the interfaces the host is known to have; absent: not known, any may be there
   * @param onFlush called when the whole rule set is flushed, with iptables-nft's and firewalld's tables in it
   */
  constructor(
    interfaces: ReadonlySet<string> | undefined,
    noteInterface: (pattern: string) => void,
    private readonly onFlush: () => void,
    /** Sets that nobody fills here are filled elsewhere. */
    private readonly partial = false,
  ) {
    this.host = { interfaces, noteInterface };
  }

  baseChains(): BaseChain[] {
    this.compiled ??= compileTables(this.tables, this.partial);
    return this.compiled;
  }

  /** Rules were read from what is not known: they may add to any set. */
  lose(reason: string): void {
    for (const table of this.tables.values()) {
      for (const set of table.sets.values()) set.incomplete ??= reason;
    }
    this.compiled = undefined;
  }

  /** Loads a file or the words of a command as one transaction: everything or nothing. */
  load(text: string, options: NftOptions): Outcome {
    const work: Work = { tables: copyTables(this.tables), flushed: false };
    try {
      const stream = new NftStream(tokenizeNft(text));
      for (const [name, value] of options.defines ?? []) {
        stream.define(name, tokenizeNft(value), false);
      }
      new Loader(work, stream, options, this.host).commands();
      for (const table of work.tables.values()) {
        if (hasReachableLoop(table))
          throw stream.error('too many links: the chains jump in a circle');
      }
    } catch (error) {
      if (error instanceof NftError) {
        return { succeeded: false, complaint: `line ${error.line}: ${error.message}` };
      }
      throw error;
    }
    if (options.check !== true) {
      if (work.flushed) this.onFlush();
      this.tables = work.tables;
      this.compiled = undefined;
    }
    return { succeeded: true };
  }
}
