import type { Fact, Problem } from '../../../../facts.js';
import { resolveInTree } from '../../../../files/tree.js';
import { entry, itemsOf, textOf, type Data } from '../../../../syntax/data.js';
import {
  ChartReader,
  interpretObjects,
  objectsIn,
  overlay,
  setPath,
  useObjects,
  type KubeObject,
} from '../../../kubernetes/index.js';
import type {
  Provider,
  ResourceContext,
  ResourceHandler,
  TerraformResource,
} from '../../resource.js';
import { scalar, within } from '../../values.js';
import { isGiven } from '../firewall/ports.js';
import { blocksAt } from '../firewall/shape.js';
import { objectOf, OBJECT_TYPES } from './objects.js';
import { yamlIn } from './texts.js';

const MANIFESTS = ['kubernetes_manifest', 'kubectl_manifest'];
const RELEASES = ['helm_release'];
const SHARED = Symbol('facts of Kubernetes objects');

/**
 * Objects of one configuration belong together, whatever resources they are written in: a Service
 * leads to the Pods of a Deployment beside it. The facts go to the resource they stand in.
 */
function factsByResource(context: ResourceContext): ReadonlyMap<TerraformResource, Fact[]> {
  return context.shared(SHARED, () => {
    const reader = new ChartReader(context.tree);
    const problems: Problem[] = [];
    const resources = context
      .find(...OBJECT_TYPES, ...MANIFESTS, ...RELEASES)
      .filter(({ mode }) => mode === 'managed');
    const facts = new Map<TerraformResource, Fact[]>(resources.map((each) => [each, []]));
    const owners = new Map<KubeObject, TerraformResource>();
    for (const resource of resources) {
      for (const object of objectsOf(resource, context, reader, problems)) {
        owners.set(object, resource);
      }
    }
    for (const problem of problems) context.problem(problem);
    if (owners.size === 0) return facts;
    for (const fact of interpretObjects([...owners.keys()], context.tree)) {
      const owner = resources.find(({ where }) => within(fact.where, where)) ?? resources[0]!;
      facts.get(owner)!.push({ ...fact, platform: 'terraform' });
    }
    return facts;
  });
}

function objectsOf(
  resource: TerraformResource,
  context: ResourceContext,
  reader: ChartReader,
  problems: Problem[],
): KubeObject[] {
  const { body } = resource;
  if (RELEASES.includes(resource.type)) return releaseObjects(resource, context, reader, problems);
  if (!MANIFESTS.includes(resource.type)) {
    return objectsIn(objectOf(resource), { set: '' });
  }
  const manifest = entry(body, 'manifest')?.value;
  const yaml = entry(body, 'yaml_body')?.value;
  const written = [
    ...(manifest === undefined ? [] : [manifest]),
    ...(yaml === undefined ? [] : yamlIn(yaml, context.tree)),
  ];
  return written.flatMap((data) => {
    // Manifests in files of their own are read where they are.
    if (/\.(ya?ml|json)$/i.test(data.where.file) && !/\.tf\.json$/.test(data.where.file)) return [];
    return objectsIn(data, { set: '' });
  });
}

/** What the chart of a release makes of the values that the resource gives. */
function releaseObjects(
  resource: TerraformResource,
  context: ResourceContext,
  reader: ChartReader,
  problems: Problem[],
): KubeObject[] {
  const { body } = resource;
  const chart = entry(body, 'chart');
  const name = textOf(chart?.value);
  if (chart === undefined || name === undefined) return [];
  let values: Data | undefined;
  for (const item of itemsOf(entry(body, 'values')?.value)) {
    for (const data of yamlIn(item, context.tree)) values = overlay(values, data);
  }
  for (const kind of ['set', 'set_list', 'set_sensitive']) {
    for (const block of blocksAt(body, kind)) {
      const path = textOf(entry(block, 'name')?.value);
      const value = entry(block, 'value')?.value;
      if (path === undefined || value === undefined) continue;
      values = overlay(values, setPath(path, typed(value, block), value.where));
    }
  }
  const folder =
    /^\.{0,2}\//.test(name) || /^[^:/]+(\/[^/]+)+$/.test(name)
      ? (resolveInTree(resource.file.folder, name) ?? resolveInTree('', name))
      : undefined;
  const namespace = entry(body, 'namespace')?.value;
  return useObjects(
    {
      chart: name,
      name: textOf(entry(body, 'name')?.value) ?? resource.name,
      namespace: namespace === undefined || !isGiven(namespace) ? undefined : textOf(namespace),
      values,
      where: { ...chart.valueWhere, address: resource.address },
      ...(folder === undefined || reader.read(folder) === undefined ? {} : { folder }),
    },
    reader,
    problems,
  );
}

/** Texts that are set are numbers and booleans unless the type is given, as for `helm --set`. */
function typed(value: Data, block: Data): Data {
  const text = textOf(value);
  if (value.type !== 'scalar' || text === undefined) return value;
  if (textOf(entry(block, 'type')?.value) === 'string') return value;
  const read =
    text === 'true'
      ? true
      : text === 'false'
        ? false
        : /^-?[0-9]{1,15}$/.test(text)
          ? Number(text)
          : undefined;
  return read === undefined
    ? value
    : {
        ...scalar(read, value.where),
        ...(value.through === undefined ? {} : { through: value.through }),
      };
}

function handler(types: readonly string[], of: string, judged: string): ResourceHandler {
  return {
    types,
    meaning: [{ of, judged }],
    facts: (resource, context) => factsByResource(context).get(resource) ?? [],
  };
}

/** Kubernetes objects that Terraform applies, judged as manifests are. */
export const kubernetes: Provider = {
  name: 'kubernetes, kubectl and helm',
  resources: [
    handler(
      OBJECT_TYPES,
      OBJECT_TYPES.join(', '),
      'as manifests of their kind: types of Services, sources of load balancers, host ports and host network, containers and commands, network policies',
    ),
    handler(MANIFESTS, MANIFESTS.join(', '), '`manifest` and `yaml_body`, as manifests'),
    handler(
      RELEASES,
      'helm_release',
      'a chart in the repository is rendered, of the public memcached charts a model, with `values`, `set` and `set_list`',
    ),
  ],
  modules: [],
};
