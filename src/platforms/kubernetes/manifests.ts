import type { Problem } from '../../facts.js';
import { SourceFile } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import { readRendered, render, TemplateSet, unknownValue } from '../../syntax/gotemplate/index.js';
import { readJson } from '../../syntax/json.js';
import { readYaml } from '../../syntax/yaml.js';
import { hasTemplateActions } from './classify.js';
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
  const printed = hasTemplateActions(file.text) ? templateDocuments(file) : undefined;
  if (printed !== undefined) return printed;
  // Kubernetes reads YAML 1.1 (sigs.k8s.io/yaml): `type: yes` is a boolean there as well.
  const stream = readYaml(file, { version: '1.1' });
  report(file, stream.errors, problems);
  return stream.documents.map((document) => document.data);
}

/**
 * The documents of a manifest that some template engine fills in (gomplate, Jinja, a chart without its
 * `Chart.yaml`): what it fills in is unknown, everything else is there. `undefined` when the file is
 * YAML as it stands, with braces in its texts only.
 */
function templateDocuments(file: SourceFile): Data[] | undefined {
  // A line that begins with an action, or a value that is one without quotes.
  if (!/^[ \t]*(?:- +)?(?:[A-Za-z0-9_./"-]+:[ \t]+)?(?:\{\{|\{%)/m.test(file.text))
    return undefined;
  // Jinja's statements take whole lines; they are blanked out, so that positions stay true.
  const text = file.text.replace(/\{%[^\n]{0,500}?%\}/g, (statement) =>
    ' '.repeat(statement.length),
  );
  const template = text === file.text ? file : new SourceFile(file.path, text);
  const set = new TemplateSet();
  if (set.add(template).errors.some((error) => error.message.includes('not closed')))
    return undefined;
  const start = file.location(0);
  const reason = 'the template is filled in outside the repository';
  const { output, failed } = render(template, set, unknownValue(reason, start), {
    unknownFunctions: reason,
  });
  if (failed !== undefined) return undefined;
  return readRendered(file.path, output, start).documents;
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
