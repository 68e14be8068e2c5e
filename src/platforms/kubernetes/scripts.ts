import { append } from '../../append.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import { at, itemsOf, type Data, type Entry } from '../../syntax/data.js';
import { TextAt } from '../../syntax/text-at.js';
import { readScript, type ShellText } from '../../syntax/shell/script.js';
import { readYaml } from '../../syntax/yaml.js';
import type { ChartReader } from './helm/charts.js';
import type { Use } from './helm/releases.js';
import { overlay, setPath } from './helm/values.js';
import { jsonPatch, strategicMerge } from './kustomize/merge.js';
import { readManifest } from './manifests.js';
import { objectsIn, type KubeObject } from './objects.js';
import {
  callOf,
  field,
  labelsFrom,
  map,
  scalar,
  wordData,
  type Call,
  type Word,
} from './script-calls.js';
import { InputFile } from './script-files.js';
import { nearest } from './selectors.js';

/** What the commands of a script make of a cluster. */
export interface ScriptResult {
  readonly objects: readonly KubeObject[];
  readonly uses: readonly Use[];
}

/**
 * The objects that `kubectl` and `oc` make in a script (`expose`, `run`, `create deployment`, `create
 * service`, `patch`) and the releases of `helm install`. What is exposed is looked up among the objects of
 * the repository and those the script made before; its labels are the selector, as kubectl takes them
 * (kubernetes.io/docs/reference/kubectl/generated/kubectl_expose).
 */
export function readClusterScript(
  file: SourceFile,
  known: readonly KubeObject[],
  reader: ChartReader,
): ScriptResult {
  const objects: KubeObject[] = [];
  const uses: Use[] = [];
  for (const { words, input } of readScript(file.text)) {
    const call = callOf(words, file);
    if (call === undefined) continue;
    if (call.program === 'helm') append(uses, helmUses(call, reader));
    else append(objects, [...piped(call, input), ...kubectlObjects(call, [...known, ...objects])]);
  }
  return { objects, uses };
}

/** The manifests that `kubectl apply -f -` reads from a here-document or a pipe. */
function piped(call: Call, input: ShellText | undefined): KubeObject[] {
  const verb = call.operands[0]?.text ?? '';
  if (input === undefined || !['apply', 'create', 'replace'].includes(verb)) return [];
  const read = ['--values', '--filename']
    .flatMap((key) => call.options.get(key) ?? [])
    .some(({ text }) => text === '-' || text === '/dev/stdin');
  if (!read || isTrial(call)) return [];
  return readManifest(
    new InputFile(call.file, input),
    { set: '', namespace: namespaceOf(call) },
    undefined,
  );
}

function isTrial(call: Call): boolean {
  const mode = call.options.get('--dry-run')?.[0]?.text;
  return call.options.has('--dry-run') && mode !== 'none' && mode !== 'false';
}

/** The names of what a script exposes and patches: manifests that hold them are read as well. */
export function namesInScript(file: SourceFile): string[] {
  return readScript(file.text).flatMap(({ words }) => {
    const call = callOf(words, file);
    const name = call?.program === 'kubectl' ? namedObject(call)?.name.text : undefined;
    return name === undefined || name === '' ? [] : [name];
  });
}

function kubectlObjects(call: Call, known: readonly KubeObject[]): KubeObject[] {
  const [verb, second, third] = call.operands.map(({ text }) => text);
  if (isTrial(call)) return [];
  if (verb === 'expose') return expose(call, known);
  if (verb === 'run') return run(call);
  if (verb === 'patch') return patch(call, known);
  if (verb !== 'create') return [];
  if (second === 'deployment' || second === 'deploy') return createDeployment(call);
  if (second === 'service' || second === 'svc') return createService(call, third);
  return [];
}

const KINDS: Readonly<Record<string, string>> = {
  deployment: 'Deployment',
  deploy: 'Deployment',
  replicaset: 'ReplicaSet',
  rs: 'ReplicaSet',
  replicationcontroller: 'ReplicationController',
  rc: 'ReplicationController',
  deploymentconfig: 'DeploymentConfig',
  dc: 'DeploymentConfig',
  statefulset: 'StatefulSet',
  sts: 'StatefulSet',
  pod: 'Pod',
  po: 'Pod',
  service: 'Service',
  svc: 'Service',
};

/** `TYPE NAME` or `TYPE/NAME` behind a verb; the plural is taken, too. */
function namedObject(call: Call): { kind: string; name: Word } | undefined {
  const [, type, name] = call.operands;
  const slash = type?.text?.indexOf('/') ?? -1;
  const kindText = slash < 0 ? type?.text : type!.text!.slice(0, slash);
  const kindWord = (kindText ?? '').toLowerCase().replace(/\..*$/, '');
  const kind = KINDS[kindWord] ?? KINDS[kindWord.replace(/s$/, '')];
  const word = slash < 0 ? name : { ...type!, text: type!.text!.slice(slash + 1) };
  return kind === undefined || word === undefined ? undefined : { kind, name: word };
}

function namespaceOf(call: Call): string {
  return call.options.get('--namespace')?.[0]?.text ?? 'default';
}

/** The object in the repository that a command means: of its name and kind, the nearest. */
function target(
  call: Call,
  kind: string,
  name: string,
  known: readonly KubeObject[],
): KubeObject | undefined {
  const named = known.filter((object) => object.kind === kind && object.name === name);
  const own = named.filter(({ namespace }) => namespace === namespaceOf(call));
  const asked: KubeObject = objectFrom(call, 'v1', kind, []);
  return nearest(
    asked,
    (own.length > 0 ? own : named).map((object) => ({ object })),
  )[0]?.object;
}

function expose(call: Call, known: readonly KubeObject[]): KubeObject[] {
  const named = namedObject(call);
  if (named?.name.text === undefined) return [];
  const name = named.name.text;
  const found = target(call, named.kind, name, known);
  const spec = at(found?.data, 'spec');
  const given = call.options.get('--selector')?.[0];
  const selector =
    given?.text === undefined
      ? named.kind === 'Service'
        ? at(spec, 'selector')
        : (at(spec, 'template', 'metadata', 'labels') ?? at(found?.data, 'metadata', 'labels'))
      : labelsFrom(given.text, given.where);
  const ports = exposedPorts(call, named.kind, spec);
  if (ports.length === 0) return [];
  const type = call.options.get('--type')?.[0];
  const external = call.options.get('--external-ip')?.[0];
  const address = call.options.get('--load-balancer-ip')?.[0];
  const serviceName = call.options.get('--name')?.[0] ?? named.name;
  return [
    objectFrom(
      call,
      'v1',
      'Service',
      [
        ...(type === undefined ? [] : [field('type', wordData(type))]),
        // What is made outside the repository carries the label of its name (`kubectl create deployment`).
        field('selector', selector ?? labelsFrom(`app=${name}`, named.name.where)),
        field('ports', { type: 'list', items: ports, where: call.where }),
        ...(external === undefined
          ? []
          : [
              field('externalIPs', {
                type: 'list',
                items: [wordData(external)],
                where: external.where,
              }),
            ]),
        ...(address === undefined ? [] : [field('loadBalancerIP', wordData(address))]),
      ],
      serviceName,
    ),
  ];
}

/** `--port`, or every port of the containers, or those of the Service that is exposed. */
function exposedPorts(call: Call, kind: string, spec: Data | undefined): Data[] {
  const port = call.options.get('--port')?.[0];
  const inner = call.options.get('--target-port')?.[0];
  const protocol = call.options.get('--protocol')?.[0];
  const one = (number: Data, from: Data | undefined): Data =>
    map(
      [
        field('port', number),
        ...(inner === undefined ? [] : [field('targetPort', wordData(inner))]),
        ...(protocol === undefined
          ? from === undefined
            ? []
            : [field('protocol', from)]
          : [field('protocol', wordData(protocol))]),
      ],
      number.where,
    );
  if (port !== undefined) return [one(wordData(port), undefined)];
  if (kind === 'Service') return [...itemsOf(at(spec, 'ports'))];
  const pod = at(spec, 'template', 'spec') ?? spec;
  return itemsOf(at(pod, 'containers')).flatMap((container) =>
    itemsOf(at(container, 'ports')).flatMap((item) => {
      const number = at(item, 'containerPort');
      return number === undefined ? [] : [one(number, at(item, 'protocol'))];
    }),
  );
}

/** `kubectl run NAME --image=…`: a Pod with the label `run`; with `--expose` a Service of its own. */
function run(call: Call): KubeObject[] {
  const name = call.operands[1];
  const image = call.options.get('--image')?.[0];
  if (name?.text === undefined || image === undefined) return [];
  const given = call.options.get('--labels')?.[0];
  const labels = labelsFrom(given?.text ?? `run=${name.text}`, (given ?? name).where);
  const spec = [field('containers', containers(call, name, image))];
  const pod = objectFrom(call, 'v1', 'Pod', spec, name, labels);
  const port = call.options.get('--port')?.[0];
  if (!call.options.has('--expose') || port === undefined) return [pod];
  const ports: Data = {
    type: 'list',
    items: [map([field('port', wordData(port))], port.where)],
    where: port.where,
  };
  return [
    pod,
    objectFrom(call, 'v1', 'Service', [field('selector', labels), field('ports', ports)], name),
  ];
}

function createDeployment(call: Call): KubeObject[] {
  const name = call.operands[2];
  const image = call.options.get('--image')?.[0];
  if (name?.text === undefined || image === undefined) return [];
  const labels = labelsFrom(`app=${name.text}`, name.where);
  const template = map(
    [
      field('metadata', map([field('labels', labels)], name.where)),
      field('spec', map([field('containers', containers(call, name, image))], image.where)),
    ],
    call.where,
  );
  return [objectFrom(call, 'apps/v1', 'Deployment', [field('template', template)], name, labels)];
}

function containers(call: Call, name: Word, image: Word): Data {
  const port = call.options.get('--port')?.[0];
  const words = call.rest.map(wordData);
  const list: Data = { type: 'list', items: words, where: call.rest[0]?.where ?? call.where };
  const key =
    call.options.has('--command') || call.operands[0]?.text === 'create' ? 'command' : 'args';
  const container = map(
    [
      field('name', wordData(name)),
      field('image', wordData(image)),
      ...(words.length === 0 ? [] : [field(key, list)]),
      ...(port === undefined
        ? []
        : [
            field('ports', {
              type: 'list',
              items: [map([field('containerPort', wordData(port))], port.where)],
              where: port.where,
            }),
          ]),
    ],
    image.where,
  );
  return { type: 'list', items: [container], where: image.where };
}

/** `kubectl create service loadbalancer NAME --tcp=PORT:TARGET`: selects `app=NAME`. */
function createService(call: Call, type: string | undefined): KubeObject[] {
  const types: Readonly<Record<string, string>> = {
    loadbalancer: 'LoadBalancer',
    nodeport: 'NodePort',
    clusterip: 'ClusterIP',
  };
  const kind = types[type ?? ''];
  const name = call.operands[3];
  const typeWord = call.operands[2];
  if (kind === undefined || name?.text === undefined || typeWord === undefined) return [];
  const node = call.options.get('--node-port')?.[0];
  const ports = (call.options.get('--tcp') ?? []).flatMap((word) =>
    (word.text ?? '').split(',').flatMap((pair): Data[] => {
      const [outer = '', inner] = pair.split(':');
      if (outer === '') return [];
      return [
        map(
          [
            field('port', scalar(outer, word.where)),
            ...(inner === undefined ? [] : [field('targetPort', scalar(inner, word.where))]),
            ...(node === undefined ? [] : [field('nodePort', wordData(node))]),
          ],
          word.where,
        ),
      ];
    }),
  );
  return [
    objectFrom(
      call,
      'v1',
      'Service',
      [
        field('type', scalar(kind, typeWord.where)),
        field('selector', labelsFrom(`app=${name.text}`, name.where)),
        field('ports', { type: 'list', items: ports, where: call.where }),
      ],
      name,
    ),
  ];
}

/** `kubectl patch service NAME -p '{"spec": {"type": "LoadBalancer"}}'`: the Service with that laid over. */
function patch(call: Call, known: readonly KubeObject[]): KubeObject[] {
  const named = namedObject(call);
  const text = call.options.get('--patch')?.[0];
  if (named?.kind !== 'Service' || named.name.text === undefined || text?.text === undefined) {
    return [];
  }
  const found = target(call, 'Service', named.name.text, known);
  const over = readYaml(new TextAt(text.text, text.where)).documents[0]?.data;
  if (found === undefined || over === undefined) return [];
  // `--type=json` has a list of operations; the others have a part of the object.
  const lists =
    call.options.get('--type')?.[0]?.text === 'merge' ? undefined : ('built-in' as const);
  const merged =
    over.type === 'list' ? jsonPatch(found.data, over) : strategicMerge(found.data, over, lists);
  if (merged?.type !== 'map') return [];
  return [{ ...found, data: merged, where: call.where }];
}

function objectFrom(
  call: Call,
  apiVersion: string,
  kind: string,
  spec: readonly Entry[],
  name?: Word,
  labels?: Data,
): KubeObject {
  const metadata = map(
    [
      ...(name === undefined ? [] : [field('name', wordData(name))]),
      ...(labels === undefined ? [] : [field('labels', labels)]),
    ],
    call.where,
  );
  const data = map(
    [
      field('apiVersion', scalar(apiVersion, call.where)),
      field('kind', scalar(kind, call.where)),
      field('metadata', metadata),
      field('spec', map(spec, call.where)),
    ],
    call.where,
  );
  const [made] = objectsIn(data, { set: '', namespace: namespaceOf(call) });
  return made!;
}

/** `helm install NAME CHART`, `helm upgrade --install NAME CHART`, with their values. */
function helmUses(call: Call, reader: ChartReader): Use[] {
  const [verb, ...operands] = call.operands;
  if (verb?.text !== 'install' && verb?.text !== 'upgrade') return [];
  const [first, second] = operands;
  const chart = second ?? first;
  if (chart?.text === undefined) return [];
  const folder = resolveInTree(call.file.folder, chart.text);
  let values: Data | undefined;
  for (const { text } of call.options.get('--values') ?? []) {
    for (const one of (text ?? '').split(',')) {
      const paths = [resolveInTree(call.file.folder, one), resolveInTree('', one)];
      const path = paths.find((path) => path !== undefined && reader.file(path) !== undefined);
      if (path !== undefined) values = overlay(values, reader.yaml(path));
    }
  }
  for (const key of ['--set', '--set-string', '--set-json']) {
    for (const word of call.options.get(key) ?? []) {
      for (const pair of assignments(word.text ?? '')) {
        const value = scalar(pair.value, word.where, key === '--set');
        values = overlay(values, setPath(pair.path, value, word.where));
      }
    }
  }
  const inRoot = resolveInTree('', chart.text);
  const local = [folder, inRoot].find((one) => one !== undefined && reader.read(one) !== undefined);
  return [
    {
      chart: chart.text,
      name: second === undefined ? 'release-name' : (first?.text ?? 'release-name'),
      namespace: call.options.get('--namespace')?.[0]?.text,
      values,
      where: chart.where,
      folder: local,
    },
  ];
}

/** `a.b=c,d=e`; commas after a backslash and in braces are part of the value. */
function assignments(text: string): { path: string; value: string }[] {
  const parts: string[] = [];
  let part = '';
  let braces = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\\' && text[i + 1] === ',') part += text[++i]!;
    else if (char === ',' && braces === 0) {
      parts.push(part);
      part = '';
    } else {
      if (char === '{') braces++;
      if (char === '}') braces--;
      part += char;
    }
  }
  parts.push(part);
  return parts.flatMap((one) => {
    const equals = one.indexOf('=');
    return equals <= 0 ? [] : [{ path: one.slice(0, equals), value: one.slice(equals + 1) }];
  });
}
