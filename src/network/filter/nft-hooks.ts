import type { Location } from '../../files/source.js';
import { readElements } from './nft-elements.js';
import type { NftChain } from './nft-model.js';
import type { RuleReader } from './nft-reader.js';
import { PRIORITIES } from './nft-words.js';
import type { Hook } from './ruleset.js';

const HOOKS: Readonly<Record<string, RegExp>> = {
  ip: /^(prerouting|input|forward|output|postrouting)$/,
  ip6: /^(prerouting|input|forward|output|postrouting)$/,
  inet: /^(ingress|prerouting|input|forward|output|postrouting)$/,
  bridge: /^(prerouting|input|forward|output|postrouting)$/,
  arp: /^(input|output)$/,
  netdev: /^(ingress|egress)$/,
};

/** NAT chains come behind connection tracking. */
const CONNTRACK_PRIORITY = -200;

/**
 * Reads `type filter hook input [device "eth0"] priority filter + 10` into the chain.
 * @throws NftError
 */
export function readHook(reader: RuleReader, chain: NftChain, isNew: boolean): void {
  const { stream, family } = reader;
  stream.word();
  const type = stream.word();
  if (!/^(filter|nat|route)$/.test(type)) throw stream.error('unknown chain type');
  stream.expect('hook');
  const hook = stream.name();
  if (!/^(ingress|egress|prerouting|input|forward|output|postrouting)$/.test(hook)) {
    throw stream.error(`unknown hook ${hook}`);
  }
  if (HOOKS[family]?.test(hook) !== true) {
    throw stream.error(`the ${family} family does not support this hook`);
  }
  const device = readDevices(reader);
  if (hook === 'ingress' || hook === 'egress') {
    if (device === undefined) throw stream.error('missing `device` in this chain definition');
  } else if (device !== undefined) throw stream.error('this chain type cannot be bound to device');
  const priority = readPriority(reader, hook);
  const impossible =
    (type === 'nat' &&
      (!/^(prerouting|input|output|postrouting)$/.test(hook) || priority <= CONNTRACK_PRIORITY)) ||
    (type === 'route' && hook !== 'output');
  if (impossible) throw stream.error('operation not supported');
  if (!isNew) {
    if (chain.hook === undefined) throw stream.error('file exists');
    if (chain.hook !== hook || chain.priority !== priority || chain.type !== type) {
      throw stream.error('operation not supported: the chain is there with another hook');
    }
    return;
  }
  chain.type = type;
  if (hook !== 'egress') chain.hook = hook as Hook;
  chain.priority = priority;
  if (device !== undefined) chain.device = device;
}

/** Reads `policy drop` into the chain. @throws NftError */
export function readPolicy(
  { stream }: RuleReader,
  chain: NftChain,
  locate: (line: number) => Location | undefined,
): void {
  const { line } = stream.next()!;
  const policy = stream.word();
  if (policy !== 'accept' && policy !== 'drop') throw stream.error(`invalid policy ${policy}`);
  chain.policy = policy;
  const where = locate(line);
  if (where === undefined) delete chain.policyWhere;
  else chain.policyWhere = where;
}

function readDevices(reader: RuleReader): string | undefined {
  const { stream } = reader;
  let names: string[];
  if (stream.accept('device')) names = [stream.word()];
  else if (stream.accept('devices')) {
    stream.expect('=');
    names = readElements(reader, 1).map(([text]) => text!);
  } else return undefined;
  // Devices that are not there yet are taken; the chain waits for them.
  for (const name of names) reader.noteInterface(name);
  return names.join(',');
}

function readPriority({ stream }: RuleReader, hook: string): number {
  stream.expect('priority');
  let text = stream.word();
  if (/^[+-]$/.test(text)) text += stream.word();
  const joined = /^([a-z]+)([+-][0-9]+)$/.exec(text);
  const name = joined?.[1] ?? text;
  const named = PRIORITIES.get(name);
  let priority = Number(text);
  if (named !== undefined) {
    const [value, ...hooks] = named;
    if (hooks.length > 0 && !hooks.includes(hook)) {
      throw stream.error('invalid priority expression value in this context');
    }
    priority = value + Number(joined?.[2] ?? 0);
  }
  if (stream.is('+') || stream.is('-')) {
    const sign = stream.word() === '+' ? 1 : -1;
    priority += sign * Number(stream.word());
  } else if (/^[+-][0-9]+$/.test(stream.peek()?.text ?? '')) priority += Number(stream.word());
  if (!Number.isInteger(priority)) throw stream.error(`unknown priority ${text}`);
  return priority;
}
