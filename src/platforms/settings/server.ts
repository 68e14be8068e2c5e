import type { Listener } from '../../facts.js';
import type { Location } from '../../files/source.js';
import { interpret, listenerFrom, type Word } from '../../memcached/index.js';
import { isNull, itemsOf, textOf, type Data } from '../../syntax/data.js';

/** The settings that decide where a memcached listens, each absent when nothing sets it. */
export interface ServerSettings {
  /** Addresses, joined when there are several. */
  readonly listen?: Data;
  readonly port?: Data;
  readonly udpPort?: Data;
  readonly socket?: Data;
  readonly sasl?: Data;
}

/** What is said of the server besides its settings. */
export interface ServerPlace {
  readonly workload: string;
  readonly where: Location;
  readonly assumptions: readonly string[];
}

/** The memcached that such settings start, on the host that they are applied to. */
export function serverListener(settings: ServerSettings, place: ServerPlace): Listener {
  const words: Word[] = [
    { text: '-u', where: place.where },
    { text: 'memcached', where: place.where },
  ];
  const option = (name: string, value: Word): void => {
    words.push({ text: name, where: value.where }, value);
  };
  const { listen, port, udpPort, socket, sasl } = settings;
  if (listen !== undefined && !isNull(listen)) option('-l', joined(listen));
  if (port !== undefined && !isNull(port)) option('-p', wordOf(port));
  if (udpPort !== undefined && !isNull(udpPort)) option('-U', wordOf(udpPort));
  if (socket !== undefined && isTruthy(socket)) option('-s', wordOf(socket));
  if (sasl !== undefined && isTruthy(sasl)) words.push({ text: '-S', where: sasl.where });
  return listenerFrom(interpret(words, {}), {
    platform: 'settings',
    placement: 'host',
    ...place,
  });
}

/** A value as the word of a command line. */
function wordOf(value: Data): Word {
  const text = textOf(value);
  if (text !== undefined) return { text, where: value.where };
  const reason = value.type === 'unknown' ? value.reason : 'it is no plain value';
  return { text: undefined, reason, where: value.where };
}

/** Several addresses are given to memcached in one list. */
function joined(value: Data): Word {
  const words = itemsOf(value).map(wordOf);
  const unknown = words.find(({ text }) => text === undefined);
  if (unknown !== undefined) return unknown;
  return { text: words.map(({ text }) => text).join(','), where: value.where };
}

function isTruthy(value: Data): boolean {
  if (value.type !== 'scalar') return true;
  return value.value !== false && value.value !== null && value.value !== '';
}
