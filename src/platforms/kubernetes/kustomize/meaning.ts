/** What is read and how it is judged, for the documents: kept beside the code that does it. */
export const MEANING: readonly (readonly [what: string, how: string])[] = [
  [
    '`resources`, `bases`, `components`',
    'files and folders of the repository; a component works on what has been gathered',
  ],
  [
    '`patches`, `patchesStrategicMerge`, `patchesJson6902`',
    'strategic merges and JSON patches, in place or in files, several documents; targets by group, version, kind, name, namespace (anchored patterns), labels and annotations; by former names too',
  ],
  [
    '`replacements`',
    'source and targets with `fieldPaths`, `reject`, `delimiter`, `index`, `create`; in place or in files',
  ],
  ['`vars`', 'in commands, arguments, environment and mount paths'],
  [
    '`configMapGenerator`, `secretGenerator`',
    'literals, files, files of variables; `merge` and `replace`; the hash at the end of the name',
  ],
  [
    '`namePrefix`, `nameSuffix`, `namespace`',
    'with the references to what is renamed: ConfigMaps, Secrets, Services, claims, service accounts, scale targets',
  ],
  [
    '`commonLabels`, `labels`, `commonAnnotations`',
    'also in selectors, pod templates and NetworkPolicies',
  ],
  ['`images`, `replicas`', 'as kustomize'],
  [
    '`generators`, `transformers`, `validators`',
    "kustomize's own plugins, in place, in files or built by a folder; any other is a program or a container, which is never run: unresolved, unless it makes Secrets only",
  ],
  [
    '`configurations`, `openapi`',
    'the fields that labels, names, namespaces, images, replicas, references and variables go to; how lists of custom resources are merged',
  ],
  ['`helmCharts`', 'charts of the repository and known memcached charts; any other is unresolved'],
];
