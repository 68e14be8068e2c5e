import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * The structure of SARIF 2.1.0 as a JSON Schema, made from the type declarations of `@types/sarif`,
 * which were generated from the OASIS schema. Constraints that types cannot say are added by name.
 */
export function sarifSchema(): object {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve('@types/sarif/package.json')), 'index.d.ts');
  const program = ts.createProgram([file], { noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  const log = checker.getExportsOfModule(module).find(({ name }) => name === 'Log')!;
  const definitions: Record<string, object> = {};

  function reference(type: ts.Type): object {
    const name = type.symbol.name;
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = objectSchema(type);
    }
    return { $ref: `#/definitions/${name}` };
  }

  function objectSchema(type: ts.Type): object {
    const properties: Record<string, object> = {};
    const required: string[] = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const declaration = property.valueDeclaration as ts.PropertySignature;
      properties[property.name] = {
        ...schemaOf(declaration.type!),
        ...CONSTRAINTS[property.name],
      };
      if (declaration.questionToken === undefined) required.push(property.name);
    }
    const declaration = type.symbol.declarations![0] as ts.InterfaceDeclaration;
    const index = declaration.members.find(ts.isIndexSignatureDeclaration);
    return {
      type: 'object',
      properties,
      required,
      additionalProperties: index === undefined ? false : schemaOf(index.type),
    };
  }

  function schemaOf(node: ts.TypeNode): object {
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: schemaOf(node.elementType) };
    if (ts.isUnionTypeNode(node)) {
      const parts = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
      return parts.length === 1 ? schemaOf(parts[0]!) : { anyOf: parts.map(schemaOf) };
    }
    if (ts.isLiteralTypeNode(node)) {
      if (ts.isStringLiteral(node.literal)) return { const: node.literal.text };
      if (ts.isNumericLiteral(node.literal)) return { const: Number(node.literal.text) };
      return { const: null };
    }
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration);
      return { type: 'object', additionalProperties: index === undefined || schemaOf(index.type) };
    }
    if (ts.isParenthesizedTypeNode(node)) return schemaOf(node.type);
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { type: 'string' };
      case ts.SyntaxKind.NumberKeyword:
        return { type: 'number' };
      case ts.SyntaxKind.BooleanKeyword:
        return { type: 'boolean' };
      case ts.SyntaxKind.AnyKeyword:
      case ts.SyntaxKind.UnknownKeyword:
        return {};
    }
    if (!ts.isTypeReferenceNode(node)) throw new Error(`Not translated: ${node.getText()}`);
    const symbol = checker.getSymbolAtLocation(
      ts.isQualifiedName(node.typeName) ? node.typeName.right : node.typeName,
    )!;
    const declaration = symbol.declarations!.find(
      (each) => ts.isTypeAliasDeclaration(each) || ts.isInterfaceDeclaration(each),
    )!;
    return ts.isTypeAliasDeclaration(declaration)
      ? schemaOf(declaration.type)
      : reference(checker.getTypeAtLocation(declaration));
  }

  const root = reference(checker.getTypeAtLocation(log.declarations![0]!));
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions };
}

const ONE_UP = { type: 'integer', minimum: 1 };

/** Formats and ranges of the OASIS schema for what is written. */
const CONSTRAINTS: Readonly<Record<string, object>> = {
  uri: { format: 'uri-reference' },
  $schema: { format: 'uri' },
  helpUri: { format: 'uri' },
  informationUri: { format: 'uri' },
  startLine: ONE_UP,
  endLine: ONE_UP,
  startColumn: ONE_UP,
  endColumn: ONE_UP,
  ruleIndex: { type: 'integer', minimum: 0 },
  rank: { minimum: 0, maximum: 100 },
};
