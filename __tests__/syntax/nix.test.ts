import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceFile } from '../../src/files/source.js';
import type { Data } from '../../src/syntax/data.js';
import { NixFile } from '../../src/syntax/nix/index.js';

function read(text: string, ...path: string[]): unknown {
  const file = new NixFile(new SourceFile('x.nix', text));
  const set = file.sets().find((one) => one.path.length === 0);
  return set === undefined ? undefined : file.read(set, path).map(plain);
}

function plain(data: Data): unknown {
  switch (data.type) {
    case 'scalar':
      return data.value;
    case 'list':
      return data.items.map(plain);
    case 'map':
      return Object.fromEntries(data.entries.map(({ key, value }) => [key, plain(value)]));
    case 'unknown':
      return '?';
  }
}

describe('syntax/nix', () => {
  it.each<[string, string, unknown]>([
    ['a path of names', '{ a.b = 1; }', [1]],
    ['sets inside each other', '{ a = { b = 1; }; }', [1]],
    ['both, one after the other', '{ a.b = 1; a = { b = 2; }; }', [1, 2]],
    ['a quoted name', '{ a."b" = "x"; }', ['x']],
    ['a function around it', '{ config, pkgs, ... }: { a.b = true; }', [true]],
    ['named arguments', 'args@{ lib, ... }: { a.b = null; }', [null]],
    ['several functions', 'self: super: { a.b = 1; }', [1]],
    ['let', 'let x = 2; in { a.b = x; }', [2]],
    ['let inside', '{ a.b = let x = 2; in x; }', [2]],
    ['a set of constants', 'let c = { port = 5; }; in { a.b = c.port; }', [5]],
    ['rec', 'rec { x = 3; a.b = x; }', [3]],
    ['no rec', '{ x = 3; a.b = x; }', ['?']],
    ['inherit', 'let b = 4; in { a = { inherit b; }; }', []],
    ['with', 'with lib; { a.b = [ 1 2 ]; }', [[1, 2]]],
    ['lists put together', '{ a.b = [ 1 ] ++ [ 2 ] ++ [ 3 ]; }', [[1, 2, 3]]],
    ['a list with something unknown', '{ a.b = [ 1 ] ++ config.x; }', [[1, '?']]],
    ['a negative number', '{ a.b = -1; }', [-1]],
    ['interpolation', 'let p = 11211; in { a.b = "x${toString p}y"; }', ['x11211y']],
    ['an unknown interpolation', '{ a.b = "x${foo}"; }', ['?']],
    ['an indented string', "{ a.b = ''\n    one\n      two\n  ''; }", ['one\n  two\n']],
    ['escapes of indented strings', "{ a.b = ''a''${b}''\\n''; }", ['a${b}\n']],
    ['escapes', '{ a.b = "a\\n\\${b}\\""; }', ['a\n${b}"']],
    ['if', '{ a.b = if true then 1 else 2; }', [1]],
    ['if of something unknown', '{ a.b = if x then 1 else 2; }', ['?']],
    ['mkForce', '{ a.b = lib.mkForce 1; }', [1]],
    ['mkIf', '{ a.b = lib.mkIf true 1; }', [1]],
    ['optionals', '{ a.b = [ 1 ] ++ lib.optionals false [ 2 ]; }', [[1]]],
    ['comments', '{ /* a.b = 1; */ # a.b = 2;\n a.b = 3; }', [3]],
    ['a comment mark in a string', '{ a.b = "x # y"; }', ['x # y']],
    ['a path', '{ a.b = ./x.nix; }', ['./x.nix']],
    ['division is no path', '{ a.b = [ (6 / 2) 1 ]; }', [['?', 1]]],
    ['a set that is updated', '{ a = { b = 1; } // { c = 2; }; }', [1]],
    ['a set with a default', '{ a.b = x.y or 7; }', ['?']],
    ['what is broken hides nothing behind it', '{ a.c = ) ; a.b = 1; }', [1]],
    ['other bindings around it', '{ x = a: b: c; y = { z = 1; }; a.b = 1; q = ./.; }', [1]],
  ])('%s', (_, text, expected) => {
    expect(read(text, 'a', 'b')).toEqual(expected);
  });

  it('never throws, whatever the text', () => {
    const token = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        '"',
        "''",
        '${',
        ';',
        '=',
        ':',
        'let',
        'in',
        'if',
        'a',
        '.',
      ],
      ...['rec', 'inherit', 'with', '++', '//', '1', './x', 'mkIf', ' ', '\n', '#', '@', '...'],
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const file = new NixFile(new SourceFile('x.nix', tokens.join('')));
        for (const set of file.sets()) file.read(set, ['a', 'b']);
        file.imports();
      }),
      { numRuns: 300 },
    );
  });

  it('goes through deep nesting', () => {
    for (const piece of ['{ a = ', '[ ', '( ', '"${', 'a: ', 'if a then ', 'let a = ']) {
      const file = new NixFile(new SourceFile('x.nix', piece.repeat(20_000)));
      expect(file.sets().length).toBeLessThan(20_000);
    }
  });
});
