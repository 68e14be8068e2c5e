interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/**
 * The least value that a schema of an OpenAPI description takes: what a reply has to hold although the
 * test does not care, such as everything about a repository.
 * @param description what `#/components/…` is looked up in
 */
export function sampleOf(schema: Schema, description: object, depth = 0): unknown {
  if (depth > 12) return null;
  if (schema.$ref !== undefined) {
    const found = schema.$ref
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], description);
    return sampleOf(found as Schema, description, depth + 1);
  }
  if (schema.nullable === true) return null;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (choice !== undefined) return sampleOf(choice, description, depth + 1);
  if (schema.allOf !== undefined) {
    return Object.assign(
      {},
      ...schema.allOf.map((each) => sampleOf(each, description, depth + 1) as object),
    ) as object;
  }
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      if (schema.format === 'uri') return 'https://github.example/';
      return schema.format === 'date-time' ? '2026-11-22T10:00:00Z' : 'x';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [
          key,
          sampleOf(schema.properties?.[key] ?? {}, description, depth + 1),
        ]),
      );
  }
}
