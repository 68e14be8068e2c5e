import { Composer, Lexer, Parser, type Document, type ParseOptions } from 'yaml';

/** What is used of the parser's inner parts; a test holds them in place. */
interface LexerParts {
  indentNext: number;
  parseQuotedScalar: () => Generator<string, unknown, unknown>;
  parseFlowCollection: () => Generator<string, unknown, unknown>;
}

/**
 * Parses YAML as libyaml and Go's readers do where the parser is stricter: the lines of a quoted scalar and
 * of a flow collection may be indented less than what they belong to. `helm template`, Compose, kubectl and
 * Ansible all take such files.
 */
export function parseLoosely(text: string, options: ParseOptions): Document.Parsed[] {
  const lexer = new Lexer();
  loosen(lexer as unknown as LexerParts);
  const parser = new Parser();
  (parser as unknown as { lexer: Lexer }).lexer = lexer;
  return [...new Composer(options).compose(parser.parse(text))] as Document.Parsed[];
}

function loosen(lexer: LexerParts): void {
  for (const name of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const original = lexer[name];
    lexer[name] = function* (): Generator<string, unknown, unknown> {
      const before = lexer.indentNext;
      lexer.indentNext = 0;
      const next = yield* original.call(lexer);
      lexer.indentNext = before;
      return next;
    };
  }
}
