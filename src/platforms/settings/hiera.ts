import type { Listener } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { entry, itemsOf, stringOf, type Data } from '../../syntax/data.js';
import { implied } from '../terraform/embedded.js';
import { unknown } from '../terraform/values.js';
import { serverListener, type ServerSettings } from './server.js';

/** A file of Hiera data that sets something of the class `memcached`. */
export interface HieraFile {
  readonly file: SourceFile;
  readonly data: Data;
}

/** Files that hold what more exact ones do not say, by the names that are usual. */
const COMMON = /^(common|defaults?|global)\.(e?ya?ml|json)$/i;
const PREFIX = /^(?:::)?memcached::/;

/**
 * The class `memcached` of the module saz/memcached with the parameters that Hiera binds to it
 * (github.com/saz/puppet-memcached, REFERENCE.md). Each file is judged with what it sets, completed by
 * the common file next above it; the levels in between depend on facts of the node.
 */
export function hieraListeners(files: readonly HieraFile[], tree: Tree): Listener[] {
  const common = files.filter(({ file }) => COMMON.test(file.name));
  const defaults = defaultsOf(tree);
  return files.flatMap((own): Listener[] => {
    const above = common
      .filter((each) => each !== own && isAbove(each.file.folder, own.file.folder))
      .sort((a, b) => b.file.folder.length - a.file.folder.length)[0];
    const value = (name: string): Data | undefined =>
      parameter(own, name) ?? (above === undefined ? undefined : parameter(above, name));
    if (stringOf(value('package_ensure')) === 'absent') return [];
    const where = own.file.location(0, 0);
    const listen = value('listen') ?? value('listen_ip');
    const settings: ServerSettings = given({
      listen: listen ?? implied(defaults.listen, where),
      port: value('tcp_port'),
      udpPort: value('udp_port') ?? implied(defaults.udpPort, where),
      socket: value('unix_socket'),
      sasl: value('use_sasl'),
    });
    return [
      serverListener(settings, {
        workload: `memcached of Puppet by ${own.file.path}`,
        where: firstParameter(own) ?? where,
        assumptions: listen === undefined ? [defaults.sentence] : [],
      }),
    ];
  });
}

/** What the class does where nothing is set; the version of the module decides. */
function defaultsOf(tree: Tree): { listen: string; udpPort: number; sentence: string } {
  const major = pinnedVersion(tree);
  const listen = major !== undefined && major < 3 ? '0.0.0.0' : '127.0.0.1';
  // github.com/saz/puppet-memcached, CHANGELOG.md: loopback since 3.0.0, UDP off since 5.0.0.
  return {
    listen,
    udpPort: major !== undefined && major < 5 ? 11211 : 0,
    sentence: `Nothing sets memcached::listen; the default ${listen} of the Puppet module${
      major === undefined ? '' : ` ${major}`
    } is taken.`,
  };
}

const MODULE =
  /\bmod\s*\(?\s*['"]saz[-/]memcached['"]\s*,\s*(?:version:\s*|:version\s*=>\s*)?['"][^0-9'"]*([0-9]+)/;

/** The major version of the module that the Puppetfile asks for. */
function pinnedVersion(tree: Tree): number | undefined {
  const path = tree.paths.find((each) => /(^|\/)Puppetfile$/.test(each));
  const match = path === undefined ? null : MODULE.exec(tree.read(path)?.text ?? '');
  return match === null ? undefined : Number(match[1]);
}

function isAbove(folder: string, below: string): boolean {
  return folder === '' || below === folder || below.startsWith(`${folder}/`);
}

/** A parameter of the class; the interpolation of Hiera is resolved within the file. */
function parameter({ data, file }: HieraFile, name: string): Data | undefined {
  const found = entry(data, `memcached::${name}`) ?? entry(data, `::memcached::${name}`);
  return found === undefined ? undefined : interpolated(found.value, data, file, 0);
}

function firstParameter({ data }: HieraFile): SourceLocation | undefined {
  if (data.type !== 'map') return undefined;
  return data.entries.find(({ key }) => PREFIX.test(key))?.keyWhere;
}

type SourceLocation = ReturnType<SourceFile['location']>;

const LOOKUP = /^%\{(?:lookup|hiera|alias)\(["']([^"']+)["']\)\}$/;
const DEEPEST = 10;

/** `%{…}` in a value (puppet.com/docs/puppet, "Interpolate values"). */
function interpolated(value: Data, data: Data, file: SourceFile, depth: number): Data {
  if (value.type === 'list') {
    return { ...value, items: value.items.map((each) => interpolated(each, data, file, depth)) };
  }
  const text = stringOf(value);
  if (text === undefined || !text.includes('%{')) return value;
  const other = LOOKUP.exec(text)?.[1];
  const found = other === undefined ? undefined : entry(data, other);
  if (found !== undefined && depth < DEEPEST) {
    return interpolated(found.value, data, file, depth + 1);
  }
  return unknown(`\`${text.slice(0, 60)}\` is known only on the node`, value.where);
}

/** Leaves out what is not set. */
function given(settings: Readonly<Record<keyof ServerSettings, Data | undefined>>): ServerSettings {
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== undefined && itemsOf(value).length > 0,
    ),
  );
}
