/** What is read and how it is judged, for the documents: kept beside the code that does it. */
export const MEANING: readonly (readonly [what: string, how: string])[] = [
  [
    'values',
    '`values.yaml`; each `values-*.yaml` beside it is an alternative; values of parents, `global`',
  ],
  [
    'charts in `charts/`',
    'folders and packed archives (`.tgz`); conditions, tags, aliases, library charts',
  ],
  ['dependencies that are not there', 'known memcached charts by their values'],
  ['who deploys', 'Argo CD applications, Flux and k3s releases, helmfiles, kustomizations'],
  [
    'language',
    'pipelines, variables, `if`, `with`, `range`, `define`, `include`, `template`, `tpl`, and the sprig functions that charts use',
  ],
  ['`.Files`', '`Get`, `Lines`, `Glob`, `AsConfig`, `AsSecrets`'],
  ['`.Capabilities`, `.Release`', 'as `helm template` without a cluster'],
];
