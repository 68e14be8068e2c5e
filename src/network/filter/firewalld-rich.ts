import type { Location } from '../../files/source.js';
import type { Element, Endpoint, RichRule } from './firewalld-model.js';

/** `name=value` or a bare word. */
interface Token {
  readonly name: string;
  readonly value?: string;
}

/**
 * Reads a rule of firewalld.richlanguage(5).
 * @returns the rule, or the text of the complaint
 */
export function parseRichRule(text: string, where?: Location): RichRule | string {
  const tokens = tokenize(text);
  if (tokens[0]?.name !== 'rule') return 'INVALID_RULE: it does not begin with `rule`';
  let family: 4 | 6 | undefined;
  let priority = 0;
  let source: Endpoint | undefined;
  let destination: Endpoint | undefined;
  let element: Element | undefined;
  let action: RichRule['action'];
  let logs = false;
  for (let i = 1; i < tokens.length;) {
    const { name, value } = tokens[i]!;
    // The attributes that belong to this word.
    const attributes = new Map<string, string>();
    let inverted = false;
    let next = i + 1;
    for (; next < tokens.length; next++) {
      const token = tokens[next]!;
      if (token.value !== undefined) attributes.set(token.name, token.value);
      else if (/^not$/i.test(token.name)) inverted = true;
      else if (token.name === 'limit') continue;
      else break;
    }
    if (value !== undefined) {
      if (name === 'family') {
        if (value !== 'ipv4' && value !== 'ipv6') return `INVALID_FAMILY: ${value}`;
        family = value === 'ipv4' ? 4 : 6;
      } else if (name === 'priority') {
        priority = Number(value);
        if (!Number.isInteger(priority) || Math.abs(priority) > 32768) return 'INVALID_PRIORITY';
      } else {
        return `INVALID_RULE: unexpected ${name}`;
      }
      i++;
      continue;
    }
    const attribute = (key: string): string | undefined => attributes.get(key);
    const invert = inverted || /^(true|yes|1)$/i.test(attribute('invert') ?? '');
    switch (name) {
      case 'source':
      case 'destination': {
        const ipset = attribute('ipset');
        const endpoint =
          attribute('address') ??
          attribute('mac') ??
          (ipset === undefined ? undefined : `ipset:${ipset}`);
        if (endpoint === undefined) return `INVALID_RULE: ${name} without an address`;
        if (name === 'source') source = { text: endpoint, inverted: invert };
        else destination = { text: endpoint, inverted: invert };
        break;
      }
      case 'service':
        element = { kind: 'service', name: attribute('name') ?? '' };
        break;
      case 'port':
      case 'source-port': {
        const port = attribute('port');
        const protocol = attribute('protocol');
        if (port === undefined || protocol === undefined) return 'INVALID_PORT';
        element = { kind: name, port, protocol };
        break;
      }
      case 'protocol':
        element = { kind: 'protocol', name: attribute('value') ?? '' };
        break;
      case 'forward-port': {
        const [toPort, toAddress] = [attribute('to-port'), attribute('to-addr')];
        element = {
          kind: 'forward-port',
          port: attribute('port') ?? '',
          protocol: attribute('protocol') ?? '',
          ...(toPort === undefined ? {} : { toPort }),
          ...(toAddress === undefined ? {} : { toAddress }),
        };
        break;
      }
      case 'masquerade':
      case 'icmp-block':
      case 'icmp-type':
      case 'tcp-mss-clamp':
        element = { kind: 'other' };
        break;
      case 'log':
      case 'nflog':
      case 'audit':
        logs = true;
        break;
      case 'accept':
      case 'reject':
      case 'drop':
      case 'mark':
        if (action !== undefined) return 'INVALID_RULE: more than one action';
        action = name;
        break;
      default:
        return `INVALID_RULE: unknown element ${name}`;
    }
    i = next;
  }
  if (element === undefined && action === undefined) return 'INVALID_RULE: no element, no action';
  if (
    element === undefined &&
    source === undefined &&
    destination === undefined &&
    priority === 0
  ) {
    return 'INVALID_RULE: no element, no source, no destination';
  }
  if (
    action === undefined &&
    !logs &&
    element !== undefined &&
    element.kind !== 'forward-port' &&
    element.kind !== 'other'
  ) {
    return 'INVALID_RULE: no action, no log, no audit';
  }
  const addressFamily = [source, destination]
    .map((endpoint) => (endpoint === undefined ? undefined : familyOf(endpoint.text)))
    .find((each) => each !== undefined);
  if (addressFamily !== undefined) {
    if (family === undefined) return 'INVALID_RULE: an address without a family';
    if (family !== addressFamily) return 'INVALID_ADDR: the address is of the other family';
  }
  return {
    priority,
    text: tokens
      .map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))
      .join(' '),
    ...(family === undefined ? {} : { family }),
    ...(source === undefined ? {} : { source }),
    ...(destination === undefined ? {} : { destination }),
    ...(element === undefined ? {} : { element }),
    ...(action === undefined ? {} : { action }),
    ...(where === undefined ? {} : { where }),
  };
}

function familyOf(text: string): 4 | 6 | undefined {
  if (text.startsWith('ipset:') || /^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$/.test(text))
    return undefined;
  return text.includes(':') ? 6 : 4;
}

/** Words with quoted or bare values. */
function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < text.length && tokens.length < 200) {
    while (/\s/.test(text[i] ?? '')) i++;
    if (i >= text.length) break;
    let word = '';
    let equals = -1;
    while (i < text.length && !/\s/.test(text[i]!)) {
      const char = text[i]!;
      if (char === '"' || char === "'") {
        const close = text.indexOf(char, i + 1);
        const end = close < 0 ? text.length : close;
        word += text.slice(i + 1, end);
        i = end + 1;
        continue;
      }
      if (char === '=' && equals < 0) equals = word.length;
      word += char;
      i++;
    }
    tokens.push(
      equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) },
    );
  }
  return tokens;
}
