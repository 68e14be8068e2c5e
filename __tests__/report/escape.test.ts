import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  clip,
  commandData,
  commandProperty,
  html,
  htmlCode,
  logSafe,
  markdownCode,
  markdownFence,
  markdownProse,
  mermaidLabel,
  pathToUri,
  safeJson,
  visible,
} from '../../src/report/escape.js';
import { commandsIn } from './runner.js';
import { isSeen, withoutCode } from './markup.js';
import { HOSTILE } from './sample.js';

/** Text out of the pieces that attacks are made of, and anything else. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(
        '::',
        '##[',
        '#',
        '[',
        ']',
        '`',
        '|',
        '\\',
        '<',
        '@',
        '\n',
        '\r',
        ' ',
        '\u001b',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('visible', () => {
  it.each([
    ['plain ünïcode 漢字', 'plain ünïcode 漢字'],
    ['a\nb\r\n\tc', 'a\\nb\\r\\n\\tc'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['\u009b31m', '\\u{9b}31m'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800', '\\u{d800}'],
    ['a\u2028b', 'a\\u{2028}b'],
  ])('shows %j as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves nothing unseen, whatever comes', () => {
    fc.assert(fc.property(hostileText, (text) => isSeen(visible(text))));
  });
});

describe('clip', () => {
  it('keeps what fits and never halves a character', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('ab…');
    expect(clip('a😀bc', 3)).toBe('a…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, most) => {
        expect(clip(text, most + 1).length).toBeLessThanOrEqual(Math.max(most + 1, 1));
      }),
    );
  });
});

describe('workflow commands', () => {
  it('come back as the text that went in, controls written out', () => {
    const line = `::error file=${commandProperty('a,b:c%0A.tf')},line=3::${commandData('100% of\nit ::x')}`;
    expect(commandsIn(line)).toEqual([
      {
        name: 'error',
        properties: { file: 'a,b:c%0A.tf', line: '3' },
        data: '100% of\nit ::x',
      },
    ]);
  });

  it('are one command whatever is put into them', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (property, data) => {
        const line = `::warning file=${commandProperty(property)},line=1::${commandData(data)}`;
        const commands = commandsIn(line);
        expect(commands).toHaveLength(1);
        expect(commands[0]!.name).toBe('warning');
        expect(Object.keys(commands[0]!.properties)).toEqual(['file', 'line']);
        expect(commands[0]!.properties['line']).toBe('1');
        // The log shows the message again, so it must hold no command of the old form either.
        expect(line).not.toContain('##[');
      }),
    );
  });

  it('cannot be made by text in a log', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(commandsIn(logSafe(text.split('\n').map(visible).join('\n')))).toEqual([]);
      }),
    );
    expect(commandsIn('  ::set-output name=a::b')).toHaveLength(1);
    expect(commandsIn('x ##[add-mask]y')).toHaveLength(1);
    expect(logSafe('a :: b')).toBe('a :: b');
  });
});

describe('HTML', () => {
  it('keeps text text', () => {
    expect(html(`<b a="1" c='2'>&amp;`)).toBe('&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;');
    expect(htmlCode('a\n<i>')).toBe('<code>a\\n&lt;i&gt;</code>');
  });
});

describe('markdownCode', () => {
  it.each([
    ['main.tf', '`main.tf`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    [' a', '`  a `'],
    ['', ''],
    ['a\nb', '`a\\nb`'],
  ])('writes %j as %j', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });

  it('is one code span whatever is put into it', () => {
    fc.assert(
      fc.property(
        hostileText.filter((text) => text !== ''),
        (text) => {
          expect(withoutCode(`a ${markdownCode(text)} b`)).toBe('a CODE b');
        },
      ),
    );
  });

  it('stays in its cell of a table', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(markdownCode(text, true)).not.toContain('|');
        expect(markdownProse(text, true)).not.toContain('|');
      }),
    );
  });
});

describe('markdownProse', () => {
  it.each([
    ['The internet can reach it.', 'The internet can reach it.'],
    ['Add `-U 0` (see memcached).', 'Add `-U 0` (see memcached).'],
    ['aws_security_group.cache is open.', '`aws_security_group.cache` is open.'],
    ['up to 51,000 times', 'up to 51,000 times'],
    ['It’s re-read, “quoted”', 'It’s re-read, `“quoted”`'],
    ['mail @octocat now', 'mail `@octocat` now'],
    ['1. one', '`1`. one'],
    ['- item', '`-` item'],
    ['# head', '`#` head'],
    ['(see main.tf)', '(see `main.tf`)'],
    ['GH-12', '`GH-12`'],
  ])('writes %j as %j', (text, markdown) => {
    expect(markdownProse(text)).toBe(markdown);
  });

  it('holds no markup outside of code, whatever comes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const rest = withoutCode(`x ${markdownProse(text)} y`);
        expect(rest).not.toMatch(/[<>[\]@#*_~|\\`&\n/]|:\/|www\./);
        expect(isSeen(rest)).toBe(true);
      }),
    );
  });

  it('comes to an end for long input', () => {
    for (const piece of ['`', '(', 'a-', 'a.', '.', ')', "'", 'é', '1,', '" ']) {
      expect(() => markdownProse(piece.repeat(100_000))).not.toThrow();
    }
  });
});

describe('markdownFence', () => {
  it('cannot be closed from within', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(withoutCode(`a\n${markdownFence(text, 'diff')}\nb`)).toBe('a\nb');
      }),
    );
    expect(markdownFence('a\n````\n\tb', 'sh')).toBe('`````sh\na\n````\n\tb\n`````');
  });
});

describe('mermaidLabel', () => {
  it('keeps names readable and quotes everything with a meaning', () => {
    expect(mermaidLabel('aws_security_group.cache')).toBe('aws_security_group.cache');
    expect(mermaidLabel('"]; end<b>`')).toBe('#34;#93;#59; end#60;b#62;#96;');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(mermaidLabel(text).replace(/#[0-9]+;/g, '')).not.toMatch(/["`<>#;&[\](){}|\n]/);
      }),
    );
  });
});

describe('pathToUri', () => {
  it.each([
    ['infra/main.tf', 'infra/main.tf'],
    ['a b/ü.tf', 'a%20b/%C3%BC.tf'],
    ['C:x', 'C%3Ax'],
    ["a(1)'*!.tf", 'a%281%29%27%2A%21.tf'],
    ['a%2fb?c#d', 'a%252fb%3Fc%23d'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes %j as %j', (path, uri) => {
    expect(pathToUri(path)).toBe(uri);
  });

  it('comes back as the path that went in', () => {
    fc.assert(
      fc.property(hostileText, (path) => {
        expect(decodeURIComponent(pathToUri(path))).toBe(path.replace(/\p{Cs}/gu, '\ufffd'));
      }),
    );
  });
});

describe('safeJson', () => {
  it('reads back as the value and shows nothing unseen', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const json = safeJson({ [text]: [text] });
        expect(JSON.parse(json)).toEqual({ [text]: [text] });
        expect(isSeen(json)).toBe(true);
        expect(commandsIn(json)).toEqual([]);
      }),
    );
  });
});
