import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { parseImage, type Word } from '../../memcached/index.js';
import type { Protocol } from '../../network/ports.js';
import { at, itemsOf, stringOf, textOf } from '../../syntax/data.js';
import { readHaproxy, readNginxStreams } from './proxy-files.js';
import { keyValues } from './merge.js';
import type { Service } from './project.js';

/** A port of one container whose connections another program passes on. */
export interface Forwarding {
  readonly protocol: Protocol;
  /** The port on which the proxy listens in its container. */
  readonly port: number;
  /** The host and port it passes to. */
  readonly host: string;
  readonly hostPort: number;
  readonly where: Location;
}

/** Files of a folder that is mounted whole; more are not read. */
const MOST_FILES = 50;

const NGINX = new Set(['nginx', 'openresty', 'nginx-unprivileged', 'angie', 'freenginx']);

/** What a proxy service passes on, by the configuration that is mounted into it or its command. */
export function forwardingsOf(service: Service, image: Word | undefined, tree: Tree): Forwarding[] {
  const base = image === undefined ? undefined : parseImage(image)?.base;
  if (base === undefined) return [];
  if (base === 'haproxy') return mounted(service, tree).flatMap(readHaproxy);
  if (NGINX.has(base)) return mounted(service, tree).flatMap(readNginxStreams);
  return [];
}

/** The files of the tree that the service mounts. */
function mounted(service: Service, tree: Tree): SourceFile[] {
  const paths = new Set<string>();
  for (const item of itemsOf(at(service.data, 'volumes'))) {
    const source =
      item.type === 'map' ? stringOf(at(item, 'source')) : textOf(item)?.split(':')[0]?.trim();
    if (source === undefined || !/^[./]/.test(source) || source.startsWith('/')) continue;
    const path = resolveInTree(service.folderFor(item.where.file), source);
    if (path === undefined) continue;
    if (tree.has(path)) paths.add(path);
    else for (const inside of filesBelow(tree, path)) paths.add(inside);
  }
  return [...paths].slice(0, MOST_FILES).flatMap((path) => tree.read(path) ?? []);
}

function filesBelow(tree: Tree, folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const found: string[] = [];
  for (const path of tree.paths) {
    if (found.length >= MOST_FILES) break;
    if (path.startsWith(prefix) && /\.(cfg|conf|stream)$/.test(path)) found.push(path);
  }
  return found;
}

/** A TCP or UDP router that Traefik makes of a service's labels. */
export interface TraefikRoute {
  readonly protocol: Protocol;
  readonly entryPoint: string;
  /** The container port it passes to, when the labels say. */
  readonly port?: number;
  readonly where: Location;
}

/** The routes of a service's `traefik.tcp.*` and `traefik.udp.*` labels. */
export function traefikRoutesOf(service: Service): TraefikRoute[] {
  const data = at(service.data, 'labels') ?? at(service.data, 'deploy', 'labels');
  if (data === undefined) return [];
  const labels = keyValues(data).entries;
  const values = new Map(labels.map(({ key, value }) => [key.toLowerCase(), textOf(value) ?? '']));
  if (values.get('traefik.enable')?.toLowerCase() === 'false') return [];
  const routes: TraefikRoute[] = [];
  for (const { key, value, valueWhere } of labels) {
    const match = /^traefik\.(tcp|udp)\.routers\.[^.]+\.entrypoints$/i.exec(key);
    if (match === null) continue;
    const protocol = match[1]!.toLowerCase() as Protocol;
    const port = [...values].find(([name]) =>
      new RegExp(`^traefik\\.${protocol}\\.services\\.[^.]+\\.loadbalancer\\.server\\.port$`).test(
        name,
      ),
    )?.[1];
    for (const entryPoint of (textOf(value) ?? '').split(',')) {
      if (entryPoint.trim() === '') continue;
      routes.push({
        protocol,
        entryPoint: entryPoint.trim().toLowerCase(),
        ...(port === undefined || !/^[0-9]{1,5}$/.test(port) ? {} : { port: Number(port) }),
        where: valueWhere,
      });
    }
  }
  return routes;
}

/** The ports of Traefik's entry points, by name, from its command or environment. */
export function traefikEntryPoints(
  image: Word | undefined,
  command: readonly Word[],
  environment: ReadonlyMap<string, Word>,
): Map<string, { port: number; protocol: Protocol }> {
  const points = new Map<string, { port: number; protocol: Protocol }>();
  if (image === undefined || parseImage(image)?.base !== 'traefik') return points;
  const add = (name: string, address: string): void => {
    const match = /:([0-9]{1,5})(?:\/(tcp|udp))?$/.exec(address);
    if (match === null) return;
    const protocol: Protocol = match[2] === 'udp' ? 'udp' : 'tcp';
    points.set(name.toLowerCase(), { port: Number(match[1]), protocol });
  };
  for (const { text } of command) {
    const match = /^--entrypoints\.([^.=]+)\.address=(.*)$/i.exec(text ?? '');
    if (match !== null) add(match[1]!, match[2]!);
  }
  for (const [name, { text }] of environment) {
    const match = /^TRAEFIK_ENTRYPOINTS_(.+)_ADDRESS$/i.exec(name);
    if (match !== null) add(match[1]!, text ?? '');
  }
  return points;
}
