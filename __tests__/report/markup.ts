/** A Markdown text without its code: what is left is what can be markup (CommonMark 0.31, 4.5 and 6.1). */
export function withoutCode(markdown: string): string {
  const out: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const run = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence === undefined) {
      if (run !== null && !(run[1]!.startsWith('`') && run[2]!.includes('`'))) {
        fence = run[1]!;
        continue;
      }
      out.push(withoutSpans(line));
    } else if (
      run !== null &&
      run[1]!.startsWith(fence[0]!) &&
      run[1]!.length >= fence.length &&
      run[2]!.trim() === ''
    ) {
      fence = undefined;
    }
  }
  if (fence !== undefined) out.push('UNCLOSED FENCE');
  return out.join('\n');
}

/** Code spans of one line: a run of back-ticks up to the next run of the same length. */
function withoutSpans(line: string): string {
  let out = '';
  let at = 0;
  while (at < line.length) {
    if (line[at] !== '`') {
      out += line[at++];
      continue;
    }
    let length = 1;
    while (line[at + length] === '`') length++;
    let close = at + length;
    let found = false;
    while (close < line.length && !found) {
      if (line[close] !== '`') {
        close++;
        continue;
      }
      let run = 1;
      while (line[close + run] === '`') run++;
      found = run === length;
      close += run;
    }
    if (found) {
      out += 'CODE';
      at = close;
    } else {
      out += '`'.repeat(length);
      at += length;
    }
  }
  return out;
}

/** Characters that must not be seen raw in any output. */
export const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0100}-\u{e01ef}]/u;

/** The text has no character that hides or turns text round, apart from line ends. */
export function isSeen(text: string): boolean {
  return !UNSEEN.test(text.replaceAll('\n', ''));
}
