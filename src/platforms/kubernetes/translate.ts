import { append } from '../../append.js';
import type { Problem } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { PlatformInput, PlatformOutput } from '../platform.js';
import {
  isClusterScript,
  isKustomization,
  isManifestText,
  isPipeline,
  isValuesName,
  mentionsDoors,
  mentionsMemcached,
} from './classify.js';
import { ChartReader } from './helm/charts.js';
import { chartObjects, deployedObjects, helmfileUses, useObjects } from './helm/releases.js';
import { interpretObjects } from './interpret.js';
import { buildKustomizations } from './kustomize/build.js';
import { readManifest } from './manifests.js';
import type { KubeObject } from './objects.js';
import { stepsOf } from './pipelines.js';
import { namesInScript, readClusterScript } from './scripts.js';
import { openSelectors } from './selectors.js';

/** Reads manifests, overlays and charts, and says what all of them together mean. */
export function translate(input: PlatformInput): PlatformOutput {
  const problems: Problem[] = [];
  const { files, tree } = input;
  const chartFolders = files
    .filter((file) => file.name === 'Chart.yaml')
    .map((file) => file.folder);
  const reader = new ChartReader(tree);
  if (!isWorthReading(files, chartFolders, reader)) return { facts: [], problems };
  const inCharts = templatesOf(chartFolders);
  const built = buildKustomizations(
    files
      .filter((file) => isKustomization(file.name) && !inCharts(file.path))
      .map((file) => file.path),
    tree,
    reader,
    problems,
  );
  const scripts = [
    ...files.filter(isClusterScript),
    ...files.filter(isPipeline).flatMap((file) => stepsOf(file)),
  ];
  const objects = plainObjects(
    files.filter(
      (file) =>
        !inCharts(file.path) &&
        !built.used.has(file.path) &&
        !isKustomization(file.name) &&
        !isClusterScript(file) &&
        !isPipeline(file),
    ),
    scripts.flatMap(namesInScript),
    problems,
  );
  append(objects, built.objects);
  append(objects, chartObjects(chartFolders, reader, problems));
  append(objects, deployedObjects(objects, reader, problems));
  for (const file of files) {
    if (!/^helmfile.*\.ya?ml$/.test(file.name)) continue;
    for (const use of helmfileUses(file, reader))
      append(objects, useObjects(use, reader, problems));
  }
  for (const file of scripts) {
    const made = readClusterScript(file, objects, reader);
    append(objects, made.objects);
    for (const use of made.uses) append(objects, useObjects(use, reader, problems));
  }
  return { facts: interpretObjects(objects, tree), problems };
}

/** Whether memcached is spoken of at all, in a claimed file or in the partials of a chart. */
function isWorthReading(
  files: readonly SourceFile[],
  chartFolders: readonly string[],
  reader: ChartReader,
): boolean {
  if (files.some((file) => mentionsMemcached(file.text))) return true;
  return chartFolders.some((folder) =>
    reader
      .below(folder)
      .some((path) => path.endsWith('.tpl') && mentionsMemcached(reader.file(path)?.text ?? '')),
  );
}

/** Tells the files of charts that are judged through the chart. */
function templatesOf(chartFolders: readonly string[]): (path: string) => boolean {
  const prefixes = chartFolders.map((folder) => (folder === '' ? '' : `${folder}/`));
  const own = new Set(prefixes);
  const owned = new Set(
    prefixes.flatMap((prefix) => [`${prefix}templates/`, `${prefix}charts/`, `${prefix}crds/`]),
  );
  return (path) => {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (owned.has(path.slice(0, slash + 1))) return true;
    }
    // The values of a chart are no manifest, whatever they hold.
    const slash = path.lastIndexOf('/');
    return isValuesName(path.slice(slash + 1)) && own.has(path.slice(0, slash + 1));
  };
}

/**
 * The objects of plain manifests. A manifest that neither speaks of memcached nor opens a door is read
 * only when a door's selector, or a command of a script, could lead to it: what it runs then tells that the door is not memcached's.
 */
function plainObjects(
  files: readonly SourceFile[],
  names: readonly string[],
  problems: Problem[],
): KubeObject[] {
  const objects: KubeObject[] = [];
  const later: SourceFile[] = [];
  for (const file of files) {
    if (!isManifestText(file.text)) continue;
    const relevant = mentionsMemcached(file.text);
    if (relevant || mentionsDoors(file.text)) {
      append(objects, readManifest(file, { set: '' }, relevant ? problems : undefined));
    } else if (file.text.includes('containers')) {
      later.push(file);
    }
  }
  const selectors = openSelectors(objects);
  for (const file of later) {
    const wanted =
      selectors.some((values) => values.every((value) => file.text.includes(value))) ||
      names.some((name) => file.text.includes(name));
    if (!wanted) continue;
    append(objects, readManifest(file, { set: '' }, undefined));
  }
  return objects;
}
