import * as fc from 'fast-check';

/** Pieces that mean something to one reader or another. */
const PIECES = [
  ...['{{', '}}', '{%', '%}', '${', '%{', '}', '{', '[', ']', '(', ')', '"', "'", '`', '\\', '\n'],
  ...[
    '<<EOF\n',
    '&a ',
    '*a',
    '<<: *a',
    '!!binary ',
    '---\n',
    '- ',
    '? ',
    ': ',
    '#',
    '|',
    '>',
    '\t',
  ],
  ...['\u0000', '\ud800', '\u202e', '\ufeff', '0.0.0.0/0', '-1', '99999999999', '11211', 'null'],
  ...[
    'for ',
    'if ',
    'in ',
    '$(',
    '$((',
    '<<-',
    '*/',
    '/*',
    '//',
    '=>',
    '...',
    '%',
    '~',
    '!',
    'e9999',
  ],
];

/** One thing that happens to a text; places and lengths are parts of a million of it. */
interface Edit {
  readonly how: 'head' | 'tail' | 'cut' | 'repeat' | 'piece' | 'pieces' | 'other' | 'character';
  readonly at: number;
  readonly length: number;
  readonly piece: string;
  readonly times: number;
  readonly other: string;
}

function apply(text: string, { how, at, length, piece, times, other }: Edit): string {
  const from = Math.round((text.length * at) / 1_000_000);
  const size = Math.ceil((200 * length) / 1_000_000);
  const head = text.slice(0, from);
  switch (how) {
    case 'head':
      return head;
    case 'tail':
      return text.slice(from);
    case 'cut':
      return head + text.slice(from + size);
    case 'repeat':
      return head + text.slice(from, from + size).repeat(2 + (times % 20)) + text.slice(from);
    case 'piece':
      return head + piece + text.slice(from);
    case 'pieces':
      return head + piece.repeat(times) + text.slice(from);
    case 'other':
      return head + other.slice(size, size * 5) + text.slice(from);
    case 'character':
      return head + String.fromCharCode(times) + text.slice(from + 1);
  }
}

const share = fc.nat(1_000_000);

/**
 * Texts that are nearly what a reader is meant for: samples cut off, with pieces lost, doubled, put in or
 * taken from other samples; and texts of such pieces alone, or of any characters.
 */
export function damaged(
  samples: readonly string[],
  others: readonly string[],
): fc.Arbitrary<string> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    how: fc.constantFrom(
      ...(['head', 'tail', 'cut', 'repeat', 'piece', 'pieces', 'other', 'character'] as const),
    ),
    at: share,
    length: share,
    piece: fc.constantFrom(...PIECES),
    times: fc.oneof(fc.nat(20), fc.nat(2_000), fc.nat(20_000)),
    other: fc.constantFrom(...others),
  });
  const words = [...new Set(samples.flatMap((sample) => sample.split(/(?<=\s)|(?=\W)/)))];
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...samples), fc.array(edit, { minLength: 1, maxLength: 4 }))
        .map(([sample, edits]) => edits.reduce(apply, sample)),
    },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.constantFrom(...words, ...PIECES), { maxLength: 60 })
        .map((pieces) => pieces.join('')),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  );
}
