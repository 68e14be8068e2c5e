// The generated tables of the pages on templates: which types are read, and as what they are judged.
import { importFromSource } from './engine.mjs';

const { CLOUDFORMATION, AZURE, HEAT, UPJET } = await importFromSource(
  `export { TYPES as CLOUDFORMATION } from './platforms/cloudformation/resources.js';
   export { TYPES as AZURE } from './platforms/azure-templates/types.js';
   export { TYPES as HEAT } from './platforms/heat/evaluate.js';
   export { UPJET } from './platforms/controllers/kinds.js';`,
);

/** The parts by their names, made with the table maker of the documents. */
export function templateParts(table) {
  const types = (rows) =>
    table(
      ['type', 'judged as'],
      Object.entries(rows).map(([type, judged]) => [`\`${type}\``, `\`${judged}\``]),
    );
  return {
    cloudformation: () => types(CLOUDFORMATION),
    azure: () => types(AZURE),
    heat: () => types(HEAT),
    controllers: () =>
      types(
        Object.fromEntries(
          Object.entries(UPJET).flatMap(([group, kinds]) =>
            Object.entries(kinds).map(([kind, type]) => [`${group} ${kind}`, type]),
          ),
        ),
      ),
  };
}
