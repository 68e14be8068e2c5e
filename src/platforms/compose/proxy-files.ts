import type { SourceFile } from '../../files/source.js';
import type { Protocol } from '../../network/ports.js';
import type { Forwarding } from './proxies.js';

/** Longer configuration files are not read. */
const LONGEST = 1_000_000;

/** `listen` sections and `frontend`s with their default backends of an HAProxy configuration. */
export function readHaproxy(file: SourceFile): Forwarding[] {
  if (file.text.length > LONGEST) return [];
  interface Section {
    readonly kind: string;
    readonly name: string;
    readonly binds: { port: number; start: number; end: number }[];
    readonly servers: { host: string; port: number }[];
    backends: string[];
  }
  const sections: Section[] = [];
  let section: Section | undefined;
  for (const { start, words } of linesOf(file.text)) {
    const [keyword = '', second = ''] = words.map(({ text }) => text);
    if (['listen', 'frontend', 'backend', 'defaults', 'global'].includes(keyword)) {
      section = { kind: keyword, name: second, binds: [], servers: [], backends: [] };
      sections.push(section);
    } else if (section === undefined) {
      continue;
    } else if (keyword === 'bind') {
      for (const address of second.split(',')) {
        const { host, port } = hostAndPort(address);
        if (port === undefined || host === '127.0.0.1' || host === 'localhost') continue;
        const last = words[1]!;
        section.binds.push({
          port,
          start: start + words[0]!.at,
          end: start + last.at + last.text.length,
        });
      }
    } else if (keyword === 'server' || keyword === 'server-template') {
      const address = words[keyword === 'server' ? 2 : 3]?.text ?? '';
      const { host, port } = hostAndPort(address);
      if (host !== '') section.servers.push({ host, port: port ?? 0 });
    } else if (keyword === 'default_backend' || keyword === 'use_backend') {
      section.backends.push(second);
    }
  }
  const backends = new Map(
    sections.filter(({ kind }) => kind === 'backend').map((one) => [one.name, one]),
  );
  const forwardings: Forwarding[] = [];
  for (const one of sections) {
    const servers = [
      ...one.servers,
      ...one.backends.flatMap((name) => backends.get(name)?.servers ?? []),
    ];
    for (const bind of one.binds) {
      for (const { host, port } of servers) {
        forwardings.push({
          protocol: 'tcp',
          port: bind.port,
          host,
          // Without a port the server is addressed on the one the client came to.
          hostPort: port === 0 ? bind.port : port,
          where: file.location(bind.start, bind.end),
        });
      }
    }
  }
  return forwardings;
}

/** The `server` blocks with a plain `proxy_pass` of nginx's stream module. */
export function readNginxStreams(file: SourceFile): Forwarding[] {
  const text = file.text;
  if (text.length > LONGEST || !text.includes('proxy_pass')) return [];
  const upstreams = new Map<string, { host: string; port: number }[]>();
  const servers: {
    listens: { port: number; protocol: Protocol; start: number; end: number }[];
    pass: string;
  }[] = [];
  const open: { name: string; argument: string; server?: (typeof servers)[number] }[] = [];
  for (const { words, end, start } of statementsOf(text)) {
    const [name = '', first = ''] = words;
    const around = open.at(-1);
    if (end === '}') {
      open.pop();
    } else if (end === '{') {
      const server = name === 'server' ? { listens: [], pass: '' } : undefined;
      if (server !== undefined) servers.push(server);
      open.push({ name, argument: first, ...(server === undefined ? {} : { server }) });
    } else if (name === 'server' && around?.name === 'upstream') {
      const { host, port } = hostAndPort(first);
      const list = upstreams.get(around.argument) ?? [];
      if (host !== '' && port !== undefined) list.push({ host, port });
      upstreams.set(around.argument, list);
    } else if (name === 'listen' && around?.server !== undefined) {
      const { host, port } = /^[0-9]+$/.test(first)
        ? { host: '', port: Number(first) }
        : hostAndPort(first);
      if (port !== undefined && host !== '127.0.0.1' && host !== 'localhost') {
        const protocol: Protocol = words.includes('udp') ? 'udp' : 'tcp';
        around.server.listens.push({
          port,
          protocol,
          start,
          end: start + 'listen '.length + first.length,
        });
      }
    } else if (name === 'proxy_pass' && around?.server !== undefined) {
      around.server.pass = first;
    }
  }
  return servers.flatMap(({ listens, pass }) => {
    // With a scheme it is the HTTP module's, which memcached's clients cannot talk through.
    if (pass === '' || pass.includes('://')) return [];
    const direct = hostAndPort(pass);
    const targets =
      upstreams.get(pass) ??
      (direct.port === undefined ? [] : [{ host: direct.host, port: direct.port }]);
    return listens.flatMap((listen) =>
      targets.map(({ host, port }) => ({
        protocol: listen.protocol,
        port: listen.port,
        host,
        hostPort: port,
        where: file.location(listen.start, listen.end),
      })),
    );
  });
}

/** `host:port`, `*:port`, `[::]:port`, `:port`, with a protocol prefix as HAProxy has it. */
function hostAndPort(address: string): { host: string; port: number | undefined } {
  const bare = address.replace(/^(?:tcp|ipv4|ipv6|tcp4|tcp6|udp|ipv4@|ipv6@)@/, '');
  const colon = bare.lastIndexOf(':');
  if (colon < 0 || bare.endsWith(']')) return { host: bare, port: undefined };
  const port = /^[0-9]{1,5}/.exec(bare.slice(colon + 1))?.[0];
  return { host: bare.slice(0, colon), port: port === undefined ? undefined : Number(port) };
}

/** The lines of a file that hold words, comments left out. */
function* linesOf(
  text: string,
): Generator<{ start: number; words: { text: string; at: number }[] }> {
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);
    const comment = line.indexOf('#');
    const code = comment < 0 ? line : line.slice(0, comment);
    const words = [...code.matchAll(/[^\s]+/g)].map((match) => ({
      text: match[0],
      at: match.index,
    }));
    if (words.length > 0) yield { start: at, words };
    at = end + 1;
  }
}

/** nginx's statements: words up to `;`, `{` or `}`. */
function* statementsOf(
  text: string,
): Generator<{ words: string[]; start: number; end: ';' | '{' | '}' }> {
  let words: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '#') {
      const next = text.indexOf('\n', i);
      i = next < 0 ? text.length : next;
    } else if (char === ';' || char === '{' || char === '}') {
      yield { words, start, end: char };
      words = [];
    } else if (char === '"' || char === "'") {
      let close = text.indexOf(char, i + 1);
      if (close < 0) close = text.length;
      if (words.length === 0) start = i;
      words.push(text.slice(i + 1, close));
      i = close;
    } else if (!/\s/.test(char)) {
      let end = i;
      while (end < text.length && !/[\s;{}]/.test(text[end]!)) end++;
      if (words.length === 0) start = i;
      words.push(text.slice(i, end));
      i = end - 1;
    }
  }
}
