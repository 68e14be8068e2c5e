import type { Fact } from '../../facts.js';
import { unresolved } from '../../facts.js';
import { Located, type Line } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { forwardDoor, type Forward } from './forwards.js';
import type { ProxyKind } from './names.js';

/** What a proxy on a host passes on to memcached. */
export function proxyFacts(kind: ProxyKind, lines: readonly Line[], path: string): Fact[] {
  const forwards = kind === 'haproxy' ? haproxy(lines, path) : nginx(lines, path);
  return forwards.flatMap((forward) => forwardDoor(forward, { platform: 'host' }));
}

interface Section {
  readonly kind: string;
  readonly name: string;
  readonly lines: { readonly words: readonly string[]; readonly line: Located }[];
}

/** `listen`, `frontend` and `backend` of HAProxy (its configuration manual, section 4). */
function haproxy(lines: readonly Line[], path: string): Forward[] {
  const sections: Section[] = [];
  for (const raw of lines) {
    const line = Located.of(raw)
      .without(/(?:^|\s)#.*$/g)
      .trim();
    if (line.text === '') continue;
    const words = line.text.split(/[ \t]+/);
    if (
      /^(?:listen|frontend|backend|defaults|global|peers|resolvers|userlist|cache|program)$/.test(
        words[0]!,
      )
    ) {
      sections.push({ kind: words[0]!, name: words[1] ?? '', lines: [] });
    } else sections.at(-1)?.lines.push({ words, line });
  }
  const backends = new Map(
    sections.filter(({ kind }) => kind === 'backend').map((one) => [one.name, one]),
  );
  return sections
    .filter(({ kind }) => kind === 'listen' || kind === 'frontend')
    .flatMap((section) => {
      const chosen = section.lines
        .filter(({ words }) => words[0] === 'default_backend' || words[0] === 'use_backend')
        .flatMap(({ words }) => backends.get(words[1] ?? '') ?? []);
      const servers = [section, ...chosen].flatMap(({ lines: own }) =>
        own.flatMap(({ words }) => (words[0] === 'server' ? [words[2] ?? ''] : [])),
      );
      const behind =
        servers.find((text) => /:11211$/.test(text)) ??
        servers.find((text) => /memcache/i.test(text));
      if (behind === undefined) return [];
      const sources = clientsOf(section);
      return section.lines.flatMap(({ words, line }) => {
        if (words[0] !== 'bind') return [];
        return (words[1] ?? '').split(',').flatMap((text): Forward[] => {
          const match = /^(?:ipv[46]@)?(?:\[?([^\]]*?)\]?):([0-9]{1,5})$/.exec(text);
          if (match === null) return [];
          const at = line.text.indexOf(text);
          const address = match[1] === '' || match[1] === '*' ? undefined : match[1];
          return [
            {
              protocol: 'tcp',
              address: address === '0.0.0.0' || address === '::' ? undefined : address,
              port: Number(match[2]),
              behind,
              where: line.word(at, at + text.length),
              name: `${section.kind} "${section.name}" of ${path}`,
              ...(sources === undefined ? {} : { sources }),
            },
          ];
        });
      });
    });
}

/** `tcp-request connection reject unless { src … }`; other conditions are not evaluated. */
function clientsOf(section: Section): Forward['sources'] {
  const lists = new Map<string, AddressSet | undefined>();
  for (const { words } of section.lines) {
    if (words[0] !== 'acl' || words[2] !== 'src') continue;
    const before = lists.get(words[1]!);
    const more = setOf(words.slice(3));
    lists.set(words[1]!, lists.has(words[1]!) ? before?.union(more ?? AddressSet.empty) : more);
  }
  let found: Forward['sources'];
  for (const { words } of section.lines) {
    const [first, when, action, keyword] = words;
    if (first !== 'tcp-request' || !/^(?:connection|content|session)$/.test(when ?? '')) continue;
    if (action !== 'reject') continue;
    const condition = words.slice(4).join(' ');
    const negated = keyword === 'unless' || condition.startsWith('!');
    const inner = condition.replace(/^!\s*/, '');
    const braces = /^\{ src ([^}]*) \}$/.exec(inner);
    const set = braces === null ? lists.get(inner) : setOf(braces[1]!.trim().split(/\s+/));
    if (keyword === undefined) return AddressSet.empty;
    if (set === undefined)
      return unresolved(
        `the condition \`${condition.slice(0, 60)}\` of the proxy is not evaluated`,
      );
    const left = negated ? set : set.complement();
    found = found instanceof AddressSet ? found.intersect(left) : left;
  }
  return found;
}

function setOf(words: readonly string[]): AddressSet | undefined {
  const sets = words.map((word) => AddressSet.tryParse(word));
  return sets.some((set) => set === undefined)
    ? undefined
    : AddressSet.unionOf([AddressSet.empty, ...(sets as AddressSet[])]);
}

interface Statement {
  readonly words: readonly string[];
  readonly line: Located;
  readonly depth: number;
}

/** `server { listen 11211 udp; proxy_pass cache:11211; allow …; deny all; }` of nginx's stream module. */
function nginx(lines: readonly Line[], path: string): Forward[] {
  const upstreams = new Map<string, string>();
  const found: Forward[] = [];
  let block: Statement[] = [];
  const stack: string[] = [];
  const finish = (): void => {
    const pass = block.find(({ words }) => words[0] === 'proxy_pass')?.words[1];
    const behind = pass === undefined ? undefined : (upstreams.get(pass) ?? pass);
    if (behind === undefined || /^https?:/.test(behind)) return;
    const sources = accessOf(block);
    for (const { words, line } of block) {
      if (words[0] !== 'listen') continue;
      const match = /^(?:(\[[^\]]*\]|[^:]*):)?([0-9]{1,5})$/.exec(words[1] ?? '');
      if (match === null) continue;
      const address = match[1]?.replace(/^\[|\]$/g, '');
      const open = address === undefined || ['', '*', '0.0.0.0', '::'].includes(address);
      found.push({
        protocol: words.includes('udp') ? 'udp' : 'tcp',
        address: open ? undefined : address,
        port: Number(match[2]),
        behind,
        where: line.word(0, line.text.length),
        name: `the stream server of ${path}`,
        ...(sources === undefined ? {} : { sources }),
      });
    }
  };
  const later: (() => void)[] = [];
  for (const raw of lines) {
    const line = Located.of(raw)
      .without(/(?:^|\s)#.*$/g)
      .trim();
    for (const match of line.text.matchAll(/([^;{}]*)([;{}])/g)) {
      const words = match[1]!.trim().split(/[ \t]+/);
      const from = match.index + (match[1]!.length - match[1]!.trimStart().length);
      const end = match.index + match[1]!.trimEnd().length;
      const piece = line.slice(from, Math.max(end, from));
      if (match[2] === '{') {
        stack.push(words.join(' '));
        if (words[0] === 'server') block = [];
      } else if (match[2] === '}') {
        const closed = stack.pop() ?? '';
        if (closed === 'server') {
          const mine = block;
          later.push(() => {
            block = mine;
            finish();
          });
          block = [];
        }
      } else {
        const around = /^upstream (\S+)/.exec(stack.at(-1) ?? '');
        if (around !== null && words[0] === 'server') {
          const before = upstreams.get(around[1]!);
          if (before === undefined || /:11211$/.test(words[1] ?? ''))
            upstreams.set(around[1]!, words[1] ?? '');
        } else if (stack.at(-1) === 'server' && piece.text !== '')
          block.push({ words, line: piece, depth: stack.length });
      }
    }
  }
  // Upstreams may stand behind the servers that use them.
  for (const one of later) one();
  return found;
}

/** `allow` and `deny` in order: the first that matches decides, and no match lets in. */
function accessOf(block: readonly Statement[]): Forward['sources'] {
  let left = AddressSet.all;
  let admitted = AddressSet.empty;
  let any = false;
  for (const { words } of block) {
    if (words[0] !== 'allow' && words[0] !== 'deny') continue;
    any = true;
    const set = words[1] === 'all' ? AddressSet.all : AddressSet.tryParse(words[1] ?? '');
    if (set === undefined)
      return unresolved(`\`${words.join(' ').slice(0, 60)}\` of the proxy is not evaluated`);
    if (words[0] === 'allow') admitted = admitted.union(left.intersect(set));
    left = left.subtract(set);
  }
  return any ? admitted.union(left) : undefined;
}
