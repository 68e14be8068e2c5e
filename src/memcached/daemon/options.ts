/** The command line's options put into the settings, as the loop over getopt_long in `main()` does. */
import type { OptionEvent } from '../getopt.js';
import { atof, atoi } from '../numbers.js';
import { since } from '../releases.js';
import type { Word } from '../types.js';
import { EX_USAGE, type Settings, type Stop } from './settings.js';
import { applySuboptions } from './suboptions.js';

/** Takes one option; what ends the daemon is answered. */
export function applyEvent(settings: Settings, event: OptionEvent): Stop | undefined {
  if (event.kind === 'error')
    return { exit: 1, reason: `memcached refuses its options: ${event.message}` };
  if (event.kind === 'unknown') {
    settings.missing.push(event.word);
    return undefined;
  }
  const given = event.value;
  const value =
    given?.text === undefined || !since(settings.version, '1.6.32')
      ? given
      : { ...given, text: given.text.replace(/^[ \t\n\v\f\r]+/, '') };
  return applyOption(settings, event.letter, value);
}

function applyOption(
  settings: Settings,
  letter: string,
  value: Word | undefined,
): Stop | undefined {
  const text = value?.text;
  switch (letter) {
    case 'p':
      settings.tcpWord = value;
      settings.tcp = text === undefined ? value! : atoi(text);
      return undefined;
    case 'U':
      settings.udpWord = value;
      settings.udp = text === undefined ? value! : atoi(text);
      return undefined;
    case 'l':
      return addInterfaces(settings, value!);
    case 's':
      settings.socketPath = value;
      return undefined;
    case 'u':
      settings.user = value;
      return undefined;
    case 'h':
      // The help checks the defaults it prints, and takes a changed one for a mistake of its own.
      return {
        exit: since(settings.version, '1.5.21') && settings.udp !== 0 ? 1 : 0,
        reason: 'memcached only prints its help (-h)',
      };
    case 'i':
      return { exit: 0, reason: 'memcached only prints its license (-i)' };
    case 'V':
      return { exit: 0, reason: 'memcached only prints its version (-V)' };
    case 'v':
      settings.verbose = true;
      return undefined;
    case 'A':
      settings.remoteShutdown = true;
      return undefined;
    case 'k':
      settings.lockedMemory = true;
      return undefined;
    case 'd':
      settings.daemonized = true;
      return undefined;
    case 'Z':
      if (settings.context.withoutTls === true) {
        return { exit: EX_USAGE, reason: 'this memcached is built without TLS (-Z)' };
      }
      settings.tls = true;
      return undefined;
    case 'S':
      if (settings.context.withoutSasl === true) {
        return { exit: EX_USAGE, reason: 'this memcached is built without SASL (-S)' };
      }
      settings.sasl = true;
      return undefined;
    case 'Y':
      settings.authFile = value;
      return undefined;
    case 'B':
      return bindingProtocol(settings, text);
    case 'o':
      return applySuboptions(settings, value!);
    case 'm':
      settings.memoryMegabytes = text === undefined ? undefined : atoi(text);
      return undefined;
    case 'I':
      return maxItemSize(settings, text);
    default:
      return limit(settings, letter, text);
  }
}

function addInterfaces(settings: Settings, value: Word): Stop | undefined {
  const known = value.text;
  if (known === undefined) {
    settings.listenWord = value;
    settings.unknownInterfaces.push(value);
    return undefined;
  }
  if (settings.interfaces === undefined || !since(settings.version, '1.4.6')) {
    settings.interfaces = known;
    settings.listenWord ??= value;
    return undefined;
  }
  // A value that is part of what is there already is dropped without a word (strstr).
  if (since(settings.version, '1.4.25') && settings.interfaces.includes(known)) return undefined;
  settings.interfaces = `${settings.interfaces},${known}`;
  // The later value is the one that opens more when the first was loopback only.
  if (
    settings.listenWord?.text !== undefined &&
    /^(127\.|localhost|::1|\[::1\])/.test(settings.listenWord.text)
  ) {
    settings.listenWord = value;
  }
  return undefined;
}

function bindingProtocol(settings: Settings, text: string | undefined): Stop | undefined {
  settings.protocolGiven = true;
  if (text === undefined) return undefined;
  if (text !== 'auto' && text !== 'ascii' && text !== 'binary') {
    return { exit: EX_USAGE, reason: `"${text}" is not a protocol that -B knows` };
  }
  settings.protocol = text;
  return undefined;
}

function maxItemSize(settings: Settings, text: string | undefined): Stop | undefined {
  if (text === undefined) {
    settings.itemSize = undefined;
    return undefined;
  }
  const unit = /[kKmM]$/.exec(text)?.[0].toLowerCase();
  const factor = unit === 'k' ? 1024 : unit === 'm' ? 1024 * 1024 : 1;
  settings.itemSize = Math.imul(atoi(text), factor);
  if (!since(settings.version, '1.4.29')) {
    if (settings.itemSize < 1024 || settings.itemSize > 1024 * 1024 * 128) {
      return { exit: 1, reason: `the item size "${text}" is out of range` };
    }
  }
  return undefined;
}

/** Options that only matter because a bad value ends the daemon. */
function limit(settings: Settings, letter: string, text: string | undefined): Stop | undefined {
  const number = text === undefined ? undefined : atoi(text);
  if (letter === 't') settings.threads = number;
  if (letter === 'c') settings.connections = number;
  if (letter === 'N') settings.napiIds = number;
  if (text === undefined || number === undefined) return undefined;
  const negative = since(settings.version, '1.6.24');
  const bad =
    (letter === 'c' && number <= 0 && since(settings.version, '1.4.26')) ||
    (letter === 't' && number <= 0) ||
    ((letter === 'R' || letter === 'n') && (negative ? number <= 0 : number === 0)) ||
    (letter === 'f' && atof(text) <= 1) ||
    (letter === 'N' && number <= 0) ||
    (letter === 'D' && text === '');
  return bad ? { exit: 1, reason: `"${text}" is not a value that -${letter} takes` } : undefined;
}
