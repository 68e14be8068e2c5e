import type { Location, SourceFile } from '../../files/source.js';
import {
  expandReplacement,
  isUnknown,
  pythonText,
  RenderedText,
  renderedOf,
  SafeRegex,
  UNKNOWN_MARK,
  type Piece,
} from '../../syntax/jinja/index.js';
import { mayMean, RELEVANT_PATH } from './host-file-forms.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import type { Action } from './run.js';
import type { HostState } from './state.js';
import { stockText } from './stock.js';
import { flagOf } from './tasks.js';

/** `template` and `copy`: a file of the repository, or text of the task, goes to the host. */
export function copyModule(state: HostState, action: Action): void {
  const dest = argumentOf(action, 'dest', 'path');
  const source = argumentOf(action, 'src');
  const content = argumentOf(action, 'content');
  const place = dest?.where ?? action.where;
  if (flagOf(argumentOf(action, 'remote_src')) === true) return;
  const maybe = action.onlyIf !== undefined || action.context.maybe === true;
  let destText = dest === undefined || isUnknown(dest) ? undefined : pythonText(dest);
  if (content !== undefined) {
    const text = renderedOf(content);
    const path = destText ?? sniffPath('', text.text, action.run.world.family);
    if (path !== undefined && (RELEVANT_PATH.test(path) || /memcached/.test(text.text))) {
      state.write(path, [text], place, maybe, action.onlyIf);
    }
    return;
  }
  if (source === undefined) return;
  const kinds = action.module === 'template' ? ['templates', 'files'] : ['files', 'templates'];
  const found = action.run.findFiles(source, action.run.searchFolders(action.context, kinds));
  for (const { file, certain } of found) {
    action.run.job.usedTemplates.add(file.path);
    if (destText?.endsWith('/') === true) destText += file.name.replace(/\.j2$/, '');
    if (
      !RELEVANT_PATH.test(destText ?? '') &&
      !RELEVANT_PATH.test(file.path) &&
      !mayMean(file.text)
    )
      continue;
    const texts =
      action.module === 'template' ? action.run.renderings(file, action.context) : [verbatim(file)];
    if (texts.length === 0) continue;
    const path = destText ?? sniffPath(file.path, texts[0]!.text, action.run.world.family);
    if (path === undefined) continue;
    state.write(path, texts, place, maybe || !certain, action.onlyIf);
  }
}

/** A file as it is, without being rendered. */
export function verbatim(file: SourceFile): RenderedText {
  return new RenderedText([
    { text: file.text, locate: (start, end) => file.location(start, end), fromValue: false },
  ]);
}

/** The path a file of memcached or of a packet filter must have, by what it holds. */
function sniffPath(source: string, text: string, family: string): string | undefined {
  const kind = contentKind(text);
  switch (kind) {
    case 'unit':
      return /ExecStart=.*memcached/.test(text)
        ? '/etc/systemd/system/memcached.service'
        : undefined;
    case 'iptables-save':
      return /6/.test(source.slice(source.lastIndexOf('/') + 1))
        ? '/etc/iptables/rules.v6'
        : '/etc/iptables/rules.v4';
    case 'nft':
      return '/etc/nftables.conf';
    case 'sysconfig':
      return /memcache/i.test(source + text)
        ? family === 'Alpine'
          ? '/etc/conf.d/memcached'
          : '/etc/sysconfig/memcached'
        : undefined;
    case 'options':
      return /memcache/i.test(source + text) ? '/etc/memcached.conf' : undefined;
    default:
      return undefined;
  }
}

/** What a text is by its form. */
export function contentKind(
  text: string,
): 'unit' | 'iptables-save' | 'nft' | 'sysconfig' | 'options' | undefined {
  if (/^\[Service\]/m.test(text)) return 'unit';
  if (/^\*(filter|nat|mangle|raw)\s*$/m.test(text)) return 'iptables-save';
  if (/^\s*table\s+(inet|ip|ip6)\s+\S+\s*\{/m.test(text)) return 'nft';
  if (/^(OPTIONS|MEMCACHED_PARAMS|LISTENON|CACHESIZE)=/m.test(text)) return 'sysconfig';
  if (/^-[lpmuU]\s*\S/m.test(text)) return 'options';
  return undefined;
}

/** The file a task edits: as tasks left it, or as the package brings it. */
export function edited(
  state: HostState,
  path: string,
  where: Location,
): readonly RenderedText[] | undefined {
  const known = state.files.get(path);
  if (known !== undefined) return known.alternatives;
  const stock = stockText(path, where);
  return stock === undefined ? undefined : [stock];
}

export function pathOf(action: Action): string | undefined {
  const path = argumentOf(action, 'path', 'dest', 'destfile', 'name');
  return path === undefined || isUnknown(path) ? undefined : pythonText(path);
}

export function apply(
  state: HostState,
  action: Action,
  change: (text: RenderedText) => RenderedText,
): void {
  const path = pathOf(action);
  if (path === undefined || !RELEVANT_PATH.test(path)) return;
  const before = edited(state, path, action.where) ?? [new RenderedText([])];
  const maybe = action.onlyIf !== undefined || action.context.maybe === true;
  const texts = before.map(change);
  const all = maybe && state.files.has(path) ? [...before, ...texts] : texts;
  state.write(
    path,
    all,
    argumentOf(action, 'path', 'dest', 'destfile')?.where ?? action.where,
    false,
    action.onlyIf,
  );
}

export interface Line {
  readonly start: number;
  /** Behind the line end. */
  readonly end: number;
  readonly text: string;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ start, end, text: text.slice(start, newline < 0 ? end : newline) });
    start = end;
  }
  return lines;
}

/** The pieces between two offsets. */
export function slice(text: RenderedText, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of text.pieces) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, piece.text.length);
    if (end > start) {
      pieces.push({
        ...piece,
        text: piece.text.slice(start, end),
        locate: (a, b) => piece.locate(start + a, start + b),
      });
    }
    at += piece.text.length;
  }
  return pieces;
}

export function newline(where: Location): Piece {
  return { text: '\n', locate: () => where, fromValue: false };
}

/** `ansible.builtin.lineinfile`. */
export function lineinfileModule(state: HostState, action: Action): void {
  const pattern = argumentOf(action, 'regexp', 'regex');
  const search = textArgument(action, 'search_string');
  const line = argumentOf(action, 'line', 'value');
  const absent = isAbsent(action);
  apply(state, action, (text) => {
    const lines = linesOf(text.text);
    let matches: (one: Line) => boolean = () => false;
    let regex: SafeRegex | undefined;
    if (pattern !== undefined) {
      regex = isUnknown(pattern) ? undefined : SafeRegex.compile(pythonText(pattern) ?? '');
      if (regex === undefined) return undecided(action, 'the regular expression is not evaluated');
      matches = (one) => isMatch(regex!, one.text);
    } else if (search !== undefined) matches = (one) => one.text.includes(search);
    else if (line !== undefined) {
      const wanted = renderedOf(line).text;
      matches = (one) => one.text === wanted;
    }
    if (absent) {
      return new RenderedText(
        lines.filter((one) => !matches(one)).flatMap((one) => slice(text, one.start, one.end)),
      );
    }
    if (line === undefined) return text;
    let fresh: readonly Piece[] = renderedOf(line).pieces;
    const hit = lines.filter(matches).at(-1);
    if (hit !== undefined) {
      if (flagOf(argumentOf(action, 'backrefs')) === true && regex !== undefined) {
        const match = regex.search(hit.text);
        const known = renderedOf(line);
        if (match === 'too-long' || match === undefined || !known.isKnown) return text;
        fresh = [
          {
            text: expandReplacement(known.text, match, hit.text),
            locate: () => line.where,
            fromValue: true,
          },
        ];
      }
      return new RenderedText([
        ...slice(text, 0, hit.start),
        ...fresh,
        newline(line.where),
        ...slice(text, hit.end, text.text.length),
      ]);
    }
    if (flagOf(argumentOf(action, 'backrefs')) === true) return text;
    const literal = renderedOf(line).text;
    if (pattern !== undefined && lines.some((one) => one.text === literal)) return text;
    return inserted(text, lines, fresh, line.where, action);
  });
}

function isMatch(regex: SafeRegex, text: string): boolean {
  const found = regex.search(text);
  return found !== undefined && found !== 'too-long';
}

/** Puts text where `insertafter` or `insertbefore` says; at the end by default. */
export function inserted(
  text: RenderedText,
  lines: readonly Line[],
  fresh: readonly Piece[],
  where: Location,
  action: Action,
): RenderedText {
  const before = textArgument(action, 'insertbefore');
  const after = textArgument(action, 'insertafter');
  let at = text.text.length;
  if (before === 'BOF') at = 0;
  else if (before !== undefined || (after !== undefined && after !== 'EOF')) {
    const regex = SafeRegex.compile(before ?? after!);
    const hit =
      regex === undefined ? undefined : lines.filter((one) => isMatch(regex, one.text)).at(-1);
    if (hit !== undefined) at = before === undefined ? hit.end : hit.start;
  }
  const head = slice(text, 0, at);
  const open = at > 0 && text.text[at - 1] !== '\n';
  return new RenderedText([
    ...head,
    ...(open ? [newline(where)] : []),
    ...fresh,
    newline(where),
    ...slice(text, at, text.text.length),
  ]);
}

/** A text of which nothing is known any more. */
export function undecided(action: Action, reason: string): RenderedText {
  return new RenderedText([
    { text: UNKNOWN_MARK, locate: () => action.where, fromValue: false, reason },
  ]);
}

/** `ansible.builtin.replace`: every match, `^` and `$` at each line. */
export function replaceModule(state: HostState, action: Action): void {
  const pattern = argumentOf(action, 'regexp');
  const replacement = argumentOf(action, 'replace');
  apply(state, action, (text) => {
    const regex =
      pattern === undefined || isUnknown(pattern)
        ? undefined
        : SafeRegex.compile(pythonText(pattern) ?? '', { multiline: true });
    const matches = regex?.all(text.text);
    if (matches === undefined || matches === 'too-long')
      return undecided(action, 'the regular expression is not evaluated');
    const with_ = replacement === undefined ? undefined : renderedOf(replacement);
    const pieces: Piece[] = [];
    let from = 0;
    for (const match of matches) {
      pieces.push(...slice(text, from, match.start));
      if (with_ !== undefined && with_.isKnown) {
        const value = expandReplacement(with_.text, match, text.text);
        pieces.push({ text: value, locate: () => replacement!.where, fromValue: true });
      } else if (with_ !== undefined) pieces.push(...with_.pieces);
      from = match.end;
    }
    pieces.push(...slice(text, from, text.text.length));
    return new RenderedText(pieces);
  });
}

/** `ansible.builtin.blockinfile`: the block, between its marks, at the end or where it is told. */
export function blockinfileModule(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  const block = argumentOf(action, 'block', 'content');
  if (block === undefined) return;
  apply(state, action, (text) =>
    inserted(text, linesOf(text.text), renderedOf(block).pieces, block.where, action),
  );
}

/** `ansible.builtin.file` with `state: absent`. */
export function fileModule(state: HostState, action: Action): void {
  if (textArgument(action, 'state') !== 'absent') return;
  const path = pathOf(action);
  if (path !== undefined)
    state.remove(path, action.onlyIf !== undefined || action.context.maybe === true);
}

/** Text appended to a file by a shell command. */
export function appendText(
  state: HostState,
  action: Action,
  path: string,
  text: RenderedText,
  truncate: boolean,
): void {
  if (!RELEVANT_PATH.test(path)) return;
  const before = truncate
    ? [new RenderedText([])]
    : (edited(state, path, action.where) ?? [new RenderedText([])]);
  const texts = before.map(
    (one) => new RenderedText([...one.pieces, ...text.pieces, newline(action.where)]),
  );
  state.write(path, texts, action.where, action.onlyIf !== undefined, action.onlyIf);
}
