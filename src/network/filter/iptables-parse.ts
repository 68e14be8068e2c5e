import {
  BASE_OPTIONS,
  MATCHES,
  PROTOCOL_MATCHES,
  SHORT_ARGUMENTS,
  TARGETS,
  type Options,
} from './iptables-options.js';
import { protocolNumber, unknownReason, wholeNumber } from './values.js';

/** The tool would refuse the command and change nothing; the message is its reason. */
export class Refused extends Error {
  override readonly name = 'Refused';

  /** Refusals are ordinary answers, of which ufw asks for many: taking a stack trace each is slow. */
  constructor(message: string) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}

export interface Argument {
  readonly text: string;
  readonly negated: boolean;
}

/** A use of an option of a match or target. */
export interface OptionUse {
  readonly name: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

export interface MatchUse {
  readonly name: string;
  readonly options: OptionUse[];
}

/** A rule as the command line says it, not yet understood. */
export interface RuleSpec {
  source?: Argument;
  destination?: Argument;
  protocol?: Argument;
  input?: Argument;
  output?: Argument;
  readonly matches: MatchUse[];
  target?: { readonly name: string; readonly options: OptionUse[]; readonly goto: boolean };
}

export interface ParsedCommand {
  /** The letter of the command: A, D, C, I, R, L, S, F, Z, N, X, E, P. */
  readonly command: string;
  readonly chain?: string;
  /** The rule number of -I, -D, -R. */
  readonly number?: number;
  /** The second name of -P (policy) and -E (new name). */
  readonly second?: string;
  readonly table: string;
  readonly family?: 4 | 6;
  readonly spec: RuleSpec;
}

/**
 * Reads the words behind `iptables` as iptables 1.8 does (getopt_long with its short and attached forms,
 * abbreviations, `--x=y`, `!`), including the forms it misreads: `-p`, `-s`, `-d`, `-i`, `-o` and `-j` take
 * the whole word, so `-ptcp` and `--jump=DROP` are refused.
 * @throws Refused
 */
export function parseCommand(args: readonly string[]): ParsedCommand {
  return new Parser(args).parse();
}

class Parser {
  private at = 0;
  private negated = false;
  private command: string | undefined;
  private chain: string | undefined;
  private number: number | undefined;
  private second: string | undefined;
  private table = 'filter';
  private family: 4 | 6 | undefined;
  private listing = false;
  private readonly spec: RuleSpec = { matches: [] };
  /** Where options can come from, latest first. */
  private readonly extensions: { options: Options; uses: OptionUse[] }[] = [];

  constructor(private readonly args: readonly string[]) {}

  parse(): ParsedCommand {
    while (this.at < this.args.length) {
      const word = this.args[this.at++]!;
      if (word === '--') continue;
      if (word.startsWith('--')) this.long(word);
      else if (word.startsWith('-') && word.length > 1) this.short(word);
      else if (word === '!') {
        if (this.negated) throw new Refused('multiple consecutive ! not allowed');
        this.negated = true;
        continue;
      } else throw new Refused(`bad argument \`${word}\``);
      this.negated = false;
    }
    if (this.negated) throw new Refused('nothing appropriate following !');
    if (this.command === undefined) throw new Refused('no command specified');
    if (this.listing && !'LS'.includes(this.command)) {
      throw new Refused('illegal option with this command');
    }
    return {
      command: this.command,
      table: this.table,
      spec: this.spec,
      ...(this.chain === undefined ? {} : { chain: this.chain }),
      ...(this.number === undefined ? {} : { number: this.number }),
      ...(this.second === undefined ? {} : { second: this.second }),
      ...(this.family === undefined ? {} : { family: this.family }),
    };
  }

  private short(word: string): void {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i]!;
      const count = SHORT_ARGUMENTS.get(letter);
      if (count === undefined) throw new Refused(`unknown option "-${letter}"`);
      if (count === 0) {
        this.base(letter, undefined, word);
        continue;
      }
      const attached = i + 1 < word.length ? word.slice(i + 1) : undefined;
      this.withArgument(letter, count, attached, word);
      return;
    }
  }

  private long(word: string): void {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const attached = equals < 0 ? undefined : word.slice(equals + 1);
    for (let loaded = false; ; loaded = true) {
      const found = this.find(name);
      if (found?.base !== undefined) {
        const [letter, count] = BASE_OPTIONS[found.base]!;
        if (count === 0) {
          if (attached !== undefined) throw new Refused(`option "--${name}" takes no argument`);
          this.base(letter, undefined, word);
        } else {
          this.withArgument(letter, count, attached, word);
        }
        return;
      }
      if (found?.use !== undefined) {
        const count = found.use.options[found.name]!;
        const values = attached === undefined ? [] : [attached];
        if (count === 0 && attached !== undefined) {
          throw new Refused(`option "--${name}" takes no argument`);
        }
        while (values.length < count) values.push(this.next(name));
        found.use.uses.push({ name: found.name, values, negated: this.negated });
        return;
      }
      // An option nobody knows makes iptables load the match of the protocol and look again.
      if (loaded || !this.loadProtocolMatch()) throw new Refused(`unknown option "--${name}"`);
    }
  }

  private find(
    name: string,
  ): { base?: string; use?: { options: Options; uses: OptionUse[] }; name: string } | undefined {
    if (name === '') return undefined;
    if (Object.hasOwn(BASE_OPTIONS, name)) return { base: name, name };
    for (const use of this.extensions) if (Object.hasOwn(use.options, name)) return { use, name };
    const abbreviated: {
      base?: string;
      use?: { options: Options; uses: OptionUse[] };
      name: string;
    }[] = [];
    for (const base of Object.keys(BASE_OPTIONS)) {
      if (!base.startsWith(name)) continue;
      const letter = BASE_OPTIONS[base]![0];
      const same = abbreviated.some((other) => BASE_OPTIONS[other.base ?? '']?.[0] === letter);
      if (!same) abbreviated.push({ base, name: base });
    }
    for (const use of this.extensions) {
      for (const option of Object.keys(use.options)) {
        if (option.startsWith(name) && !abbreviated.some((other) => other.name === option)) {
          abbreviated.push({ use, name: option });
        }
      }
    }
    if (abbreviated.length > 1) throw new Refused(`option "--${name}" is ambiguous`);
    return abbreviated[0];
  }

  private loadProtocolMatch(): boolean {
    const { protocol } = this.spec;
    if (protocol === undefined) return false;
    const number = protocolNumber(protocol.text);
    const name = number === undefined ? undefined : PROTOCOL_MATCHES.get(number);
    if (name === undefined || this.spec.matches.some((match) => match.name === name)) return false;
    this.loadMatch(name);
    return true;
  }

  private loadMatch(name: string): void {
    if (!Object.hasOwn(MATCHES, name)) throw new Refused(`there is no match \`${name}\``);
    const use: MatchUse = { name, options: [] };
    this.spec.matches.push(use);
    this.extensions.unshift({ options: MATCHES[name]!, uses: use.options });
  }

  private next(option: string): string {
    const word = this.args[this.at++];
    if (word === undefined) throw new Refused(`option "${option}" requires an argument`);
    return word;
  }

  private withArgument(
    letter: string,
    count: 0 | 1 | '?',
    attached: string | undefined,
    word: string,
  ): void {
    if (attached !== undefined) this.base(letter, attached, word);
    else if (count === '?') this.base(letter, this.optional(), word);
    else this.base(letter, this.next(`-${letter}`), undefined);
  }

  /** The next word when it is no option. */
  private optional(): string | undefined {
    const word = this.args[this.at];
    if (word === undefined || word.startsWith('-') || word === '!') return undefined;
    this.at++;
    return word;
  }

  /** @param whole the word that held both the option and its argument; undefined when they were two words */
  private base(letter: string, value: string | undefined, whole: string | undefined): void {
    const { spec } = this;
    switch (letter) {
      case 'A':
      case 'C':
      case 'N':
        this.begin(letter, value!);
        break;
      case 'I':
      case 'D':
      case 'R': {
        this.begin(letter, value!);
        const text = this.optional();
        if (text !== undefined) {
          const number = wholeNumber(text);
          if (number === undefined || number < 1)
            throw new Refused(`invalid rule number \`${text}\``);
          this.number = number;
        } else if (letter === 'R') throw new Refused('-R requires a rule number');
        break;
      }
      case 'P':
      case 'E': {
        this.begin(letter, value!);
        const second = this.optional();
        if (second === undefined)
          throw new Refused(`-${letter} requires a chain and a second name`);
        this.second = second;
        break;
      }
      case 'L':
      case 'S':
      case 'F':
      case 'Z':
      case 'X': {
        // -Z may accompany -L.
        if (letter === 'Z' && this.command === 'L') break;
        this.begin(letter, value);
        if ((letter === 'L' || letter === 'S' || letter === 'Z') && value !== undefined)
          this.optional();
        break;
      }
      case 's':
        spec.source = this.once(spec.source, '-s', whole ?? value!);
        break;
      case 'd':
        spec.destination = this.once(spec.destination, '-d', whole ?? value!);
        break;
      case 'i':
        spec.input = this.once(spec.input, '-i', whole ?? value!);
        break;
      case 'o':
        spec.output = this.once(spec.output, '-o', whole ?? value!);
        break;
      case 'p': {
        const text = whole ?? value!;
        spec.protocol = this.once(spec.protocol, '-p', text);
        if (unknownReason(text) !== undefined) break;
        const number = protocolNumber(text);
        if (number === undefined) throw new Refused(`unknown protocol "${text}" specified`);
        if (number === 0 && this.negated) throw new Refused('rule would never match protocol');
        break;
      }
      case 'j':
      case 'g': {
        this.notNegated(`-${letter}`);
        if (spec.target !== undefined) throw new Refused('multiple -j flags not allowed');
        const name = letter === 'j' ? (whole ?? value!) : value!;
        if (letter === 'j') checkTargetName(name);
        const options: OptionUse[] = [];
        spec.target = { name, options, goto: letter === 'g' };
        const known = Object.hasOwn(TARGETS, name) && letter === 'j' ? TARGETS[name]! : {};
        this.extensions.unshift({ options: known, uses: options });
        break;
      }
      case 't':
        this.notNegated('-t');
        this.table = value!;
        break;
      case 'm':
        this.notNegated('-m');
        this.loadMatch(value!);
        break;
      case 'w':
        if (value !== undefined && wholeNumber(value) === undefined) {
          throw new Refused('wait seconds not numeric');
        }
        break;
      case 'c':
        this.optional();
        break;
      case '4':
      case '6':
        this.family = letter === '4' ? 4 : 6;
        break;
      case 'n':
      case 'x':
      case '0':
        this.listing = true;
        break;
      case 'f':
        // Matches second and further fragments, which carry no ports and open no connection.
        spec.matches.push({
          name: 'fragment',
          options: [{ name: 'f', values: [], negated: this.negated }],
        });
        break;
      case 'V':
      case 'h':
        this.command ??= 'L';
        break;
      default:
        break;
    }
  }

  private begin(letter: string, chain: string | undefined): void {
    this.notNegated(`-${letter}`);
    if (this.command !== undefined && this.command !== letter) {
      throw new Refused(`cannot use -${letter} with -${this.command}`);
    }
    this.command = letter;
    if (chain !== undefined) this.chain = chain;
  }

  private once(before: Argument | undefined, option: string, text: string): Argument {
    if (before !== undefined) throw new Refused(`multiple ${option} flags not allowed`);
    return { text, negated: this.negated };
  }

  private notNegated(option: string): void {
    if (this.negated) throw new Refused(`unexpected ! flag before ${option}`);
  }
}

function checkTargetName(name: string): void {
  if (name === '') throw new Refused('invalid target name (too short)');
  if (unknownReason(name) !== undefined) return;
  if (/\s/.test(name)) throw new Refused(`invalid target name \`${name.trim()}\``);
}
