import { unresolved, type Ingress, type Unresolved } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { PortSet, TCP_AND_UDP, type ProtocolSet } from '../../network/ports.js';
import { slice, splitAt, type CommandOptions } from './command-options.js';

/** One opening: all its protocols, ports and sources together. */
export interface Opening {
  readonly protocols: ProtocolSet;
  readonly ports: PortSet | Unresolved;
  readonly portWhere: Word;
  /** The words that name sources; empty when the tool takes everyone. */
  readonly sources: readonly Word[];
}

export interface Tool {
  /** The words of the command; several spellings of one word are separated by `|`. */
  readonly command: readonly string[];
  readonly mechanism: Ingress['mechanism'];
  /** What the rule belongs to, for people. */
  readonly name: (options: CommandOptions, words: readonly Word[]) => string;
  readonly openings: (options: CommandOptions) => readonly Opening[];
}

/** `tcp`, `6`, `-1`, `all`, `*`; empty for others. */
export function protocolsOf(word: Word | undefined, absent: ProtocolSet): ProtocolSet {
  if (word === undefined) return absent;
  const text = word.text?.toLowerCase();
  if (text === undefined) return TCP_AND_UDP;
  if (text === 'tcp' || text === '6') return ['tcp'];
  if (text === 'udp' || text === '17') return ['udp'];
  return ['-1', 'all', 'any', '*', ''].includes(text) ? TCP_AND_UDP : [];
}

/** `11211`, `11000-12000`, `11000:12000`, `-1`, `any`; a comma-separated list of those. */
export function portsOf(words: readonly Word[], absent: PortSet): PortSet | Unresolved {
  if (words.length === 0) return absent;
  let all = PortSet.empty;
  for (const word of words.flatMap((one) => splitAt(one, /[,\s]/))) {
    const { text } = word;
    if (text === undefined) {
      return unresolved(word.reason ?? 'the port is not known', word.where);
    }
    const range = /^([0-9]{1,5})(?:[-:]([0-9]{1,5}))?$/.exec(text);
    if (range !== null) {
      all = all.union(PortSet.range(Number(range[1]), Number(range[2] ?? range[1])));
    } else if (/^(?:-1|any|all|\*)$/i.test(text)) all = PortSet.all;
  }
  return all;
}

/** `fromPort=1,toPort=2` and `[{CidrIp=…}]`: the word behind `name=`, or behind `"name":` in JSON. */
export function fields(word: Word, name: RegExp): Word[] {
  const { text } = word;
  if (text === undefined) return [];
  const found: Word[] = [];
  const pattern = new RegExp(`(?:${name.source})["']?[=:]\\s?["']?([^,"'\\]}{[\\s]+)`, 'g');
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    found.push(slice(word, end - match[1]!.length, end));
  }
  return found;
}

export const NOWHERE: Word = {
  text: '',
  where: { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
};

/** Sources are required: without one the tool adds nothing for everyone. */
export const whereNamed = (openings: readonly Opening[]): Opening[] =>
  openings.filter(({ sources }) => sources.length > 0);

export const named =
  (what: string, ...names: string[]) =>
  (options: CommandOptions): string => {
    const text = options.values(...names)[0]?.text ?? options.operands[0]?.text;
    return text === undefined || text === '' ? what : `${what} "${text.slice(0, 80)}"`;
  };
