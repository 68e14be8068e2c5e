import { append } from '../../append.js';
import type { Fact, Listener } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import { interpret, listenerFrom, type Word } from '../../memcached/index.js';
import type { Data } from '../../syntax/data.js';
import type { NixFile, NixSet } from '../../syntax/nix/index.js';
import { splitArguments } from '../../syntax/shell/words.js';
import { containerFacts } from './container-run.js';
import { hostFirewallFacts } from './filter-facts.js';
import { isFirewallOff, nixFirewall } from './nix-firewall.js';
import { machineOf, Modules, type Module } from './nix-modules.js';

/**
 * What NixOS modules run and open: `services.memcached` with its defaults (loopback, no UDP), the firewall
 * that is on unless it is switched off, containers of `virtualisation.oci-containers`. A module is judged
 * together with those it imports and those beside it that import it.
 * (nixos/modules/services/databases/memcached.nix and nixos/modules/services/networking/firewall*.nix)
 */
export function nixFacts(files: readonly SourceFile[], tree: Tree): Fact[] {
  const modules = new Modules(tree);
  const facts: Fact[] = [];
  for (const file of files) {
    const own = modules.read(file.path);
    if (own === undefined) continue;
    const machines = new Set(own.sets().map((set) => machineOf(set)));
    for (const machine of machines) {
      append(facts, machineFacts(file.path, machine, modules));
    }
  }
  return facts;
}

function machineFacts(path: string, machine: string, modules: Modules): Fact[] {
  const inside = (at: string, file: NixFile): Module[] =>
    file
      .sets()
      .filter((set) => (at === path ? machineOf(set) === machine : machineOf(set) === ''))
      .map((set) => ({ file, path: at, set }));
  const own = modules.read(path);
  if (own === undefined) return [];
  const mine = inside(path, own);
  // What is switched on in this file is told here, whatever other modules it is part of.
  const enabled = mine.filter(({ file, set }) => mentions(file, set, ['services', 'memcached']));
  const containers = mine.flatMap((module) => ociContainers(module));
  const ports = mine.some(({ file, set }) => mentions(file, set, ['networking', 'firewall']));
  if (enabled.length === 0 && containers.length === 0 && !ports) return [];
  const all = modules.around(path).flatMap(([at, file]) => inside(at, file));
  const name = machine === '' ? path : `${machine} in ${path}`;
  const workload = `NixOS machine of ${name}`;
  const listener = enabled.length === 0 ? undefined : memcached(all, enabled[0]!, workload);
  const facts: Fact[] = [...containers];
  if (listener !== undefined) facts.push(listener);
  // devenv starts it on the machine of whoever works there, which need not be NixOS.
  if (isFirewallOff(all) || isDevenv(path, all)) return facts;
  // Without a server the ports that this file opens are what there is to tell.
  const firewall = nixFirewall(listener === undefined ? mine : all, anywhere(mine));
  append(
    facts,
    hostFirewallFacts(firewall, {
      platform: 'host',
      workload,
      listeners: listener === undefined ? [] : [listener],
      intentions: { complete: true },
    }),
  );
  return facts;
}

function isDevenv(path: string, modules: readonly Module[]): boolean {
  return (
    /(?:^|\/)devenv\.nix$/.test(path) ||
    optionOf(modules, ['services', 'memcached', 'bind']) !== undefined
  );
}

function anywhere(modules: readonly Module[]): Location {
  const { file, set } = modules[0]!;
  return file.place(set.set);
}

function mentions(file: NixFile, set: NixSet, path: readonly string[]): boolean {
  return file.names(set, path).length > 0;
}

/** The last value that modules give to an option; a forced one is not told apart from others. */
function optionOf(modules: readonly Module[], path: readonly string[]): Data | undefined {
  return modules.flatMap(({ file, set }) => file.read(set, path)).at(-1);
}

function memcached(
  modules: readonly Module[],
  where: Module,
  workload: string,
): Listener | undefined {
  const option = (name: string): Data | undefined =>
    optionOf(modules, ['services', 'memcached', name]);
  const enable = option('enable');
  if (enable === undefined || (enable.type === 'scalar' && enable.value !== true)) return undefined;
  const place = enable.where;
  const words: Word[] = [];
  const assumptions: string[] = [];
  if (enable.type !== 'scalar') {
    const reason = enable.type === 'unknown' ? enable.reason : 'the value is none that can be read';
    assumptions.push(`It is taken to be enabled although ${reason}.`);
  } else if (where.set.onlyIf !== undefined) {
    assumptions.push(`It is taken to be enabled although ${where.set.onlyIf}.`);
  }
  const extra = option('extraOptions') ?? option('startArgs');
  const devenv = option('bind');
  const unix = option('enableUnixSocket');
  if (unix?.type === 'scalar' && unix.value === true) {
    words.push(
      { text: '-s', where: unix.where },
      { text: '/run/memcached/memcached.sock', where: unix.where },
    );
  } else {
    const address = devenv ?? option('listen');
    // devenv's `bind = null` means every address.
    const everywhere = address?.type === 'scalar' && address.value === null;
    if (!everywhere) words.push({ text: '-l', where: place }, wordOf(address, '127.0.0.1', place));
    words.push({ text: '-p', where: place }, wordOf(option('port'), '11211', place));
  }
  if (extra?.type === 'list') {
    for (const item of extra.items) append(words, splitWord(wordOf(item, '', place)));
  } else if (extra?.type === 'unknown') {
    words.push({ text: undefined, reason: extra.reason, where: extra.where, maySplit: true });
  }
  return listenerFrom(interpret(words, {}), {
    platform: 'host',
    workload,
    placement: 'host',
    where: place,
    assumptions,
  });
}

function wordOf(data: Data | undefined, otherwise: string, where: Location): Word {
  if (data === undefined) return { text: otherwise, where };
  if (data.type === 'scalar' && data.value !== null) {
    return { text: String(data.value), where: data.where };
  }
  const reason = data.type === 'unknown' ? data.reason : 'the value is none that can be read';
  return { text: undefined, reason, where: data.where };
}

/** systemd splits the command line that the options are joined to. */
function splitWord(word: Word): Word[] {
  if (word.text === undefined) return [{ ...word, maySplit: true }];
  return splitArguments(word.text).map(({ text }) => ({ text: text ?? '', where: word.where }));
}

/** `virtualisation.oci-containers.containers.NAME` and podman's or Docker's options in it. */
function ociContainers({ file, set, path }: Module): Fact[] {
  const base = ['virtualisation', 'oci-containers', 'containers'];
  return file.names(set, base).flatMap((name): Fact[] => {
    const option = (key: string): Data | undefined => file.read(set, [...base, name, key]).at(-1);
    const list = (key: string): Word[] => {
      const data = option(key);
      if (data === undefined) return [];
      if (data.type !== 'list') return [{ ...wordOf(data, '', data.where), maySplit: true }];
      return data.items.map((item) => wordOf(item, '', item.where));
    };
    const image = option('image');
    if (image === undefined) return [];
    const command = list('cmd');
    const entrypoint = option('entrypoint');
    const extra = list('extraOptions').map(({ text }) => text ?? '');
    const network = extra.some(
      (text, i) =>
        /^--net(?:work)?=host$/.test(text) ||
        (text === 'host' && /^--net(?:work)?$/.test(extra[i - 1] ?? '')),
    );
    const environment = new Map<string, Word>();
    for (const variable of file.names(set, [...base, name, 'environment'])) {
      const value = file.read(set, [...base, name, 'environment', variable]).at(-1);
      environment.set(variable, wordOf(value, '', image.where));
    }
    return containerFacts(
      {
        spec: {
          image: wordOf(image, '', image.where),
          ...(command.length === 0 ? {} : { command }),
          ...(entrypoint === undefined
            ? {}
            : { entrypoint: [wordOf(entrypoint, '', image.where)] }),
          environment,
          where: image.where,
        },
        published: list('ports'),
        publishAll: undefined,
        network: network ? 'host' : 'own',
        name,
      },
      { platform: 'host', workload: `container ${name} of ${path}` },
    );
  });
}
