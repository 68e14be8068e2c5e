import type { ShellWord } from './words.js';

/** Programs that run the rest of their words, with those of their options that take an argument. */
const PREFIXES: Readonly<Record<string, RegExp>> = {
  sudo: /^(-[ugpChRTrt]|--user|--group|--prompt|--chdir|--host|--chroot)$/,
  doas: /^-[uC]$/,
  env: /^(-[uCS]|--unset|--chdir)$/,
  nice: /^(-n|--adjustment)$/,
  ionice: /^-[cnp]$/,
  nohup: /^$/,
  time: /^(-f|-o)$/,
  command: /^$/,
  builtin: /^$/,
  exec: /^-a$/,
  setsid: /^$/,
  stdbuf: /^-[ioe]$/,
  timeout: /^(-k|-s|--kill-after|--signal)$/,
  chronic: /^$/,
  unbuffer: /^$/,
};

export interface Stripped {
  readonly words: readonly ShellWord[];
  /** The assignments of `env A=b` and `sudo A=b`. */
  readonly environment: ReadonlyMap<string, string | undefined>;
}

/** Takes `sudo -u root`, `env A=b`, `nice -n 5` and their like off the front. */
export function stripPrefixes(words: readonly ShellWord[]): Stripped {
  const environment = new Map<string, string | undefined>();
  let at = 0;
  for (let rounds = 0; rounds < 10; rounds++) {
    const text = words[at]?.text;
    const name = text?.slice(text.lastIndexOf('/') + 1) ?? '';
    if (!Object.hasOwn(PREFIXES, name) || at + 1 >= words.length) break;
    const takesArgument = PREFIXES[name]!;
    let next = at + 1;
    while (next < words.length) {
      const word = words[next]!;
      const known = word.text ?? word.prefix ?? '';
      const equals = known.indexOf('=');
      if (known === '--') {
        next++;
        break;
      }
      // `command -v name` asks whether there is such a program and runs nothing.
      if (name === 'command' && (known === '-v' || known === '-V'))
        return { words: words.slice(at), environment };
      if (known.startsWith('-') && known.length > 1) next += takesArgument.test(known) ? 2 : 1;
      else if (
        equals > 0 &&
        (name === 'env' || name === 'sudo' || name === 'doas') &&
        /^[A-Za-z_][A-Za-z0-9_]*$/.test(known.slice(0, equals))
      ) {
        environment.set(known.slice(0, equals), word.text?.slice(equals + 1));
        next++;
      } else break;
    }
    if (name === 'timeout') next++;
    if (next >= words.length) break;
    at = next;
  }
  return { words: at === 0 ? words : words.slice(at), environment };
}

/** A command that holds another one as text. */
export interface InnerCommand {
  /** The words that make up the text, or its standard input. */
  readonly words: readonly ShellWord[] | 'input';
  readonly host?: string;
  /** The positional parameters `$1`…, for `sh -c text name arguments`. */
  readonly arguments?: readonly ShellWord[];
  /** Runs in the same shell, so that variables stay. */
  readonly here?: boolean;
}

/** The command inside `sh -c '…'`, `eval …`, `ssh host …`, `su -c …`, `sh <<EOF`. */
export function innerCommand(words: readonly ShellWord[]): InnerCommand | undefined {
  const text = words[0]?.text ?? '';
  const name = text.slice(text.lastIndexOf('/') + 1);
  switch (name) {
    case 'eval':
      return { words: words.slice(1), here: true };
    case 'sh':
    case 'bash':
    case 'dash':
    case 'ash':
    case 'ksh':
    case 'zsh':
      return shell(words);
    case 'su':
    case 'runuser': {
      const at = words.findIndex((word) => word.text === '-c' || word.text === '--command');
      return at < 0 || at + 1 >= words.length ? undefined : { words: [words[at + 1]!] };
    }
    case 'ssh':
      return ssh(words);
    default:
      return undefined;
  }
}

function shell(words: readonly ShellWord[]): InnerCommand | undefined {
  let at = 1;
  for (; at < words.length; at++) {
    const text = words[at]!.text;
    if (text === undefined || !/^[-+]/.test(text)) return undefined;
    if (text === '-o' || text === '+o' || text === '-O') {
      at++;
      continue;
    }
    if (text === '-s' || text === '-') return { words: 'input' };
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(text)) {
      const command = words[at + 1];
      return command === undefined
        ? undefined
        : { words: [command], arguments: words.slice(at + 3) };
    }
  }
  return { words: 'input' };
}

/** Options of ssh(1) that take an argument. */
const SSH_ARGUMENT = /^-[BbcDEeFIiJLlmOopQRSWw]$/;

function ssh(words: readonly ShellWord[]): InnerCommand | undefined {
  let at = 1;
  while (at < words.length) {
    const text = words[at]!.text;
    if (text?.startsWith('-') !== true) break;
    at += SSH_ARGUMENT.test(text) ? 2 : 1;
  }
  const destination = words[at];
  if (destination === undefined) return undefined;
  const host = destination.text ?? destination.raw;
  const rest = words.slice(at + 1);
  if (rest.length === 0) return { words: 'input', host };
  // `ssh host bash -s <<EOF` and `ssh host sudo bash <<EOF` read the commands from the input.
  const inner = innerCommand(stripPrefixes(rest).words);
  if (inner?.words === 'input') return { words: 'input', host };
  return { words: rest, host };
}
