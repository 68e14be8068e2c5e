import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { sampleOf } from './sample.js';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Content>>;
  };
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content | { readonly $ref: string }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: object;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** An operation that a request was recognised as. */
export interface Match {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** GitHub's own description of its API, as a judge of requests and replies. */
export class Contract {
  private readonly description: Description;
  private readonly ajv = new Ajv.default({ strict: false, coerceTypes: false, allErrors: true });
  private readonly validators = new Map<object, ValidateFunction>();

  constructor() {
    const file = new URL('./openapi-subset.json', import.meta.url);
    this.description = JSON.parse(readFileSync(file, 'utf8')) as Description;
    addFormats.default(this.ajv);
    for (const name of ['int64', 'timezone']) this.ajv.addFormat(name, true);
    this.ajv.addSchema(nullables(this.description) as object, 'github');
  }

  /** The least value that a component of the description takes. */
  sample(component: string): Record<string, unknown> {
    const schema = { $ref: `#/components/schemas/${component}` };
    return sampleOf(schema, this.description) as Record<string, unknown>;
  }

  /** The operation of a method and a path without a query; undefined for an unknown route. */
  match(method: string, path: string): Match | undefined {
    const asked = path.split('/');
    for (const [template, item] of Object.entries(this.description.paths)) {
      const operation = item[method.toLowerCase()];
      const parts = template.split('/');
      if (operation === undefined || parts.length !== asked.length) continue;
      const parameters: Record<string, string> = {};
      const fits = parts.every((part, index) => {
        if (!part.startsWith('{')) return part === asked[index];
        parameters[part.slice(1, -1)] = decodeURIComponent(asked[index]!);
        return asked[index] !== '';
      });
      if (fits) return { operationId: operation.operationId, parameters };
    }
    return undefined;
  }

  /** What is wrong with a request, one sentence each. */
  checkRequest(match: Match, query: URLSearchParams, body: unknown): string[] {
    const operation = this.operation(match.operationId);
    const problems: string[] = [];
    const known = new Set<string>();
    for (const reference of operation.parameters ?? []) {
      const parameter = this.parameter(reference);
      if (parameter.in === 'header') continue;
      if (parameter.in === 'query') known.add(parameter.name);
      const text =
        parameter.in === 'path'
          ? match.parameters[parameter.name]
          : (query.get(parameter.name) ?? undefined);
      if (text === undefined) {
        if (parameter.required) problems.push(`parameter ${parameter.name} is missing`);
        continue;
      }
      problems.push(...this.check(parameter.schema, fromText(text), `parameter ${parameter.name}`));
    }
    for (const name of query.keys()) {
      if (!known.has(name)) problems.push(`there is no parameter ${name}`);
    }
    const schema = operation.requestBody?.content?.['application/json']?.schema;
    if (schema !== undefined) {
      if (body === undefined && operation.requestBody?.required) problems.push('body is missing');
      else problems.push(...this.check(schema, body, 'body'));
    } else if (body !== undefined) {
      problems.push('a body is sent though there is none in the description');
    }
    return problems.map((problem) => `${match.operationId}: ${problem}`);
  }

  /** What is wrong with a reply; nothing is known about statuses that are not described. */
  checkReply(match: Match, status: number, body: unknown): string[] {
    const described = this.operation(match.operationId).responses[String(status)];
    if (described === undefined) return [];
    const schema = this.response(described).content?.['application/json']?.schema;
    if (schema === undefined) {
      return body === undefined ? [] : [`${match.operationId}: ${status} has no body`];
    }
    return this.check(schema, body, `reply ${status}`).map(
      (problem) => `${match.operationId}: ${problem}`,
    );
  }

  private check(schema: object, value: unknown, what: string): string[] {
    let validate = this.validators.get(schema);
    if (validate === undefined) {
      validate = this.ajv.compile(absolute(schema));
      this.validators.set(schema, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${what}${error.instancePath} ${error.message ?? 'is wrong'}`,
    );
  }

  private operation(id: string): Operation {
    for (const item of Object.values(this.description.paths)) {
      for (const operation of Object.values(item)) {
        if (operation.operationId === id) return operation;
      }
    }
    throw new Error(`There is no operation ${id}.`);
  }

  private parameter(value: Parameter | { readonly $ref: string }): Parameter {
    return '$ref' in value ? this.description.components.parameters[lastPart(value.$ref)]! : value;
  }

  private response(value: Content | { readonly $ref: string }): Content {
    return '$ref' in value ? this.description.components.responses[lastPart(value.$ref)]! : value;
  }
}

/** Numbers in paths and queries are text. */
function fromText(text: string): unknown {
  return /^-?[0-9]+$/.test(text) ? Number(text) : text;
}

function lastPart(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** References relative to the description become absolute, so that a part of it can stand alone. */
function absolute(value: object): object {
  const text = JSON.stringify(value).replaceAll('"$ref":"#/', '"$ref":"github#/');
  return nullables(JSON.parse(text)) as object;
}

/** `nullable` beside something other than a type, which ajv does not know, as a choice. */
function nullables(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullables);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, nullables(each)]),
  );
  if (inner.nullable !== true || 'type' in inner) return inner;
  const { nullable: _, ...rest } = inner;
  return { anyOf: [rest, { type: 'null' }] };
}
