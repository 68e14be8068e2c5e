// Cuts what the inventory uses out of CycloneDX's JSON schema, so that tests can hold it against the original:
//
//   npm pack @cyclonedx/cyclonedx-library && tar xzf cyclonedx-cyclonedx-library-*.tgz
//   node scripts/extract-cyclonedx.mjs package/res/schema/bom-1.6.SNAPSHOT.schema.json
//
// Writes __tests__/report/cyclonedx-1.6.schema.json: the properties of a bill of materials that the inventory
// has, with everything they refer to. Prose is left out; lists of licences and signatures, which are files of their
// own and which the inventory has none of, allow nothing.
import { readFileSync, writeFileSync } from 'node:fs';

const PROPERTIES = [
  '$schema',
  'bomFormat',
  'specVersion',
  'version',
  'metadata',
  'services',
  'vulnerabilities',
];
const PROSE = new Set(['description', 'title', 'examples', 'meta:enum', '$comment', 'deprecated']);
const TARGET = new URL('../__tests__/report/cyclonedx-1.6.schema.json', import.meta.url);

const source = process.argv[2];
if (source === undefined) {
  console.error('Name the schema: node scripts/extract-cyclonedx.mjs bom-1.6.SNAPSHOT.schema.json');
  process.exit(2);
}
const schema = JSON.parse(readFileSync(source, 'utf8'));
const definitions = {};
const strip = (value, isMap = false) => {
  if (Array.isArray(value)) return value.map((one) => strip(one));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$ref === 'string' && !value.$ref.startsWith('#')) return { not: {} };
  const entries = Object.entries(value).filter(([key]) => isMap || !PROSE.has(key));
  for (const [key, inner] of entries) {
    const name = key === '$ref' ? /^#\/definitions\/(.+)$/.exec(inner)?.[1] : undefined;
    if (name !== undefined && !(name in definitions)) {
      definitions[name] = null;
      definitions[name] = strip(schema.definitions[name]);
    }
  }
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, strip(inner, key === 'properties')]),
  );
};
const properties = Object.fromEntries(
  PROPERTIES.map((name) => [name, strip(schema.properties[name])]),
);
const { $schema, type, required, additionalProperties } = schema;
writeFileSync(
  TARGET,
  `${JSON.stringify({ $schema, type, required, additionalProperties, properties, definitions }, undefined, 1)}\n`,
);
