import { at, itemsOf, textOf, type Data } from '../../../syntax/data.js';

/**
 * The schema that `openapi.path` gives: how the lists of custom resources are merged (`definitions` with
 * `x-kubernetes-group-version-kind`, `x-kubernetes-patch-merge-key`, `x-kubernetes-patch-strategy`).
 */
export class Schema {
  private readonly byKind = new Map<string, Data>();

  constructor(private readonly document: Data) {
    const definitions = at(document, 'definitions');
    for (const { value } of definitions?.type === 'map' ? definitions.entries : []) {
      for (const item of itemsOf(at(value, 'x-kubernetes-group-version-kind'))) {
        const [group = '', version = '', kind = ''] = ['group', 'version', 'kind'].map((key) =>
          textOf(at(item, key)),
        );
        this.byKind.set(`${group === '' ? version : `${group}/${version}`} ${kind}`, value);
      }
    }
  }

  /** The definition of the kind of an object. */
  of(object: Data): Definition | undefined {
    const apiVersion = textOf(at(object, 'apiVersion')) ?? '';
    const found = this.byKind.get(`${apiVersion} ${textOf(at(object, 'kind')) ?? ''}`);
    return found === undefined ? undefined : new Definition(found, this.document);
  }
}

/** A place of a schema. */
export class Definition {
  constructor(
    private readonly data: Data,
    private readonly document: Data,
  ) {}

  /** The place below, of a key of a map. */
  field(key: string): Definition | undefined {
    return this.resolved(at(this.data, 'properties', key) ?? at(this.data, 'additionalProperties'));
  }

  /** The place of the items of a list. */
  get items(): Definition | undefined {
    return this.resolved(at(this.data, 'items'));
  }

  /** What the items of a list are told apart by; nothing for a list that a patch replaces. */
  get mergeKeys(): readonly string[] {
    if (textOf(at(this.data, 'x-kubernetes-patch-strategy')) !== 'merge') return [];
    const listed = itemsOf(at(this.data, 'x-kubernetes-list-map-keys')).flatMap(
      (item) => textOf(item) ?? [],
    );
    const single = textOf(at(this.data, 'x-kubernetes-patch-merge-key'));
    return listed.length > 0 || single === undefined ? listed : [single];
  }

  private resolved(data: Data | undefined): Definition | undefined {
    let here = data;
    for (let i = 0; i < 20 && here !== undefined; i++) {
      const reference = textOf(at(here, '$ref'));
      if (reference === undefined) return new Definition(here, this.document);
      here = at(this.document, ...reference.replace(/^#\//, '').split('/').slice(0, 10));
    }
    return undefined;
  }
}
