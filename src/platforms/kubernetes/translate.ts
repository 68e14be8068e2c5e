import type { Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { at, itemsOf, textOf } from '../../syntax/data.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import { isManifestText, mentionsDoors, mentionsMemcached } from './classify.js';
import { interpretObjects } from './interpret.js';
import { readManifest } from './manifests.js';
import { textMap, type KubeObject } from './objects.js';

/** Reads manifests, overlays and charts, and says what all of them together mean. */
export function translate(input: PlatformInput): PlatformOutput {
  const problems: Problem[] = [];
  if (!input.files.some((file) => mentionsMemcached(file.text))) return { facts: [], problems };
  const objects = plainObjects(input.files, problems);
  return { facts: interpretObjects(objects, input.tree), problems };
}

/**
 * The objects of plain manifests. A manifest that neither speaks of memcached nor opens a door is read
 * only when a door's selector could lead to it: what it runs then tells that the door is not memcached's.
 */
function plainObjects(files: readonly SourceFile[], problems: Problem[]): KubeObject[] {
  const objects: KubeObject[] = [];
  const later: SourceFile[] = [];
  for (const file of files) {
    if (!isManifestText(file.text)) continue;
    const relevant = mentionsMemcached(file.text);
    if (relevant || mentionsDoors(file.text)) {
      objects.push(...readManifest(file, { set: '' }, relevant ? problems : undefined));
    } else if (file.text.includes('containers')) {
      later.push(file);
    }
  }
  const selectors = openSelectors(objects);
  for (const file of later) {
    if (!selectors.some((values) => values.every((value) => file.text.includes(value)))) continue;
    objects.push(...readManifest(file, { set: '' }, undefined));
  }
  return objects;
}

/** The label values that Services ask for. */
function openSelectors(objects: readonly KubeObject[]): string[][] {
  const seen = new Set<string>();
  const selectors: string[][] = [];
  for (const object of objects) {
    if (object.kind !== 'Service' || itemsOf(at(object.data, 'spec', 'ports')).length === 0) continue;
    if (textOf(at(object.data, 'spec', 'type')) === 'ExternalName') continue;
    const values = [...textMap(at(object.data, 'spec', 'selector')).values()].filter(
      (value) => value !== undefined,
    );
    const key = values.join('\n');
    if (values.length === 0 || seen.has(key)) continue;
    seen.add(key);
    selectors.push(values);
  }
  return selectors;
}
