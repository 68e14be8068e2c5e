import type { Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { readJson } from '../../syntax/json.js';
import { readYaml } from '../../syntax/yaml.js';
import { objectsIn, type KubeObject, type ObjectOrigin } from './objects.js';

/**
 * The objects of a manifest, YAML or JSON. What could not be read is told when there are `problems` to
 * tell it to.
 */
export function readManifest(
  file: SourceFile,
  origin: ObjectOrigin,
  problems: Problem[] | undefined,
): KubeObject[] {
  return readDocuments(file, problems).flatMap((data) => objectsIn(data, origin));
}

/** The documents of a YAML or JSON file. */
export function readDocuments(file: SourceFile, problems: Problem[] | undefined): Data[] {
  if (file.name.toLowerCase().endsWith('.json')) {
    const { data, errors } = readJson(file);
    report(file, errors, problems);
    return data === undefined ? [] : [data];
  }
  // Kubernetes reads YAML 1.1 (sigs.k8s.io/yaml): `type: yes` is a boolean there as well.
  const stream = readYaml(file, { version: '1.1' });
  report(file, stream.errors, problems);
  return stream.documents.map((document) => document.data);
}

function report(
  file: SourceFile,
  errors: readonly { readonly where: Problem['where']; readonly message: string }[],
  problems: Problem[] | undefined,
): void {
  const first = errors[0];
  if (problems === undefined || first === undefined) return;
  problems.push({
    kind: 'unparsed',
    where: first.where,
    message: `${file.path}, line ${first.where.startLine}: the manifest cannot be read in full: ${first.message} What could be read is judged; correct the syntax.`,
  });
}
