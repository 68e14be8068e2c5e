import type { DetectedVersion } from '../../facts.js';
import { beforeWildcard } from './globs.js';
import { SourceFile, type Location } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { linesOf, linesOfText, wordOfShell, type Word } from '../../memcached/index.js';
import { readScript, type FileWrite, type ShellCommand } from '../../syntax/shell/script.js';
import type { ShellWord, Variables } from '../../syntax/shell/words.js';
import { HostFiles, readInPlaceEdit } from '../host/index.js';
import { installedVersion, managerOf, type PackageManager } from './packages.js';

/** Files written by `RUN` beyond this many are not kept. */
const MOST_WRITTEN = 200;
/** Files of one copied folder that are looked at. */
const MOST_FILES = 100;

/** A shell script of a build: its text and where it stands. */
export interface BuildScript {
  readonly text: string;
  readonly locate: (start: number, end: number) => Location;
  readonly variables: Variables;
}

/**
 * What a build puts into an image as far as it decides how memcached is started there: its
 * configuration as the packages bring it and as `RUN` and `COPY` change it, scripts that `RUN` writes,
 * the package's version.
 */
export class ImageFiles {
  /** memcached's own configuration files. */
  readonly conf = new HostFiles();
  /** The files that `RUN` and here-documents write, by their path in the image. */
  readonly written = new Map<string, SourceFile>();
  /** The package manager that installed memcached, with the place. */
  package: { readonly manager: PackageManager; readonly where: Location } | undefined;
  installed: DetectedVersion | undefined;
  /** A service manager has been told to start memcached at boot. */
  enabled = false;
  private readonly touched = new Set<string>();

  /** The configuration file that the package's start script reads; `undefined` when not known. */
  confPath(image: string | undefined): string | undefined {
    const manager = this.package?.manager;
    if (manager !== undefined) return CONF[manager];
    const [first] = this.touched;
    if (first !== undefined) return first;
    const name = (image ?? '').toLowerCase().replace(/[:@].*$/, '');
    const base = name.slice(name.lastIndexOf('/') + 1);
    if (/^(?:debian|ubuntu|buildpack-deps|phusion-baseimage)/.test(base)) return CONF.apt;
    if (/^alpine/.test(base)) return CONF.apk;
    if (/^(?:centos|rockylinux|almalinux|fedora|amazonlinux|oraclelinux|ubi\d)/.test(base))
      return CONF.rpm;
    return undefined;
  }

  /** Follows the commands of a `RUN`. */
  run({ text, locate, variables }: BuildScript): void {
    readScript(text, {
      variables,
      run: (command) => {
        const words = command.words.map((word) => wordAt(word, locate));
        if (command.writes !== undefined) this.write(command.writes, command, locate);
        this.command(words);
        return undefined;
      },
    });
  }

  private command(words: readonly Word[]): void {
    const manager = managerOf(words);
    if (manager !== undefined) {
      const found = installedVersion(manager, words);
      if (found === undefined) return;
      this.package = { manager, where: found.where };
      this.installed = found.version;
      return;
    }
    this.source(words);
    const texts = words.map(({ text }) => text);
    if (
      texts.some((text) => text === 'memcached' || text === 'memcached.service') &&
      texts.some(
        (text) => text === 'enable' || text === 'add' || text === 'on' || text === 'defaults',
      )
    ) {
      this.enabled = true;
    }
    const edit = readInPlaceEdit(words);
    if (edit === undefined) return;
    for (const { text } of edit.files) {
      if (text === undefined || !this.conf.concerns(text)) continue;
      this.touched.add(text);
      for (const script of edit.scripts) this.conf.edit(text, script, edit.extended);
    }
  }

  /** A release of memcached's own, fetched to be compiled: `memcached-1.6.9.tar.gz`. */
  source(words: readonly Word[]): void {
    for (const { text, where } of words) {
      const match = /(?:^|\/)memcached-(1)\.([2-9])\.([0-9]{1,4})\.tar\.(?:gz|bz2|xz)$/.exec(
        text ?? '',
      );
      if (match === null) continue;
      this.installed = {
        version: { major: 1, minor: Number(match[2]), patch: Number(match[3]) },
        where,
        trust: 'exact',
        text: match[0].replace(/^\//, ''),
      };
    }
  }

  private write(write: FileWrite, command: ShellCommand, locate: BuildScript['locate']): void {
    const { text, offsets, reason } = write.content;
    const whole = locate(command.start, command.end);
    const place = (start: number, end: number): Location => {
      const from = offsets[start];
      const to = offsets[Math.max(start, end - 1)];
      return from === undefined || to === undefined ? whole : locate(from, to + 1);
    };
    if (this.conf.concerns(write.path)) {
      this.touched.add(write.path);
      this.conf.write(write.path, linesOfText(text, reason, place), write.append, whole);
    } else if (this.written.size < MOST_WRITTEN && reason === undefined) {
      const before = write.append ? (this.written.get(write.path)?.text ?? '') : '';
      // Two pieces from two places: the whole is said to stand at the latter.
      const at = before === '' ? place : () => whole;
      this.written.set(write.path, new WrittenFile(whole.file, before + text, at));
    }
  }

  /** The text of a here-document that `COPY` or `ADD` puts at a path. */
  document(path: string, text: string, locate: (start: number, end: number) => Location): void {
    const where = locate(0, text.length);
    if (this.conf.concerns(path)) {
      this.touched.add(path);
      this.conf.write(path, linesOfText(text, undefined, locate), false, where);
    } else if (this.written.size < MOST_WRITTEN) {
      this.written.set(path, new WrittenFile(where.file, text, locate));
    }
  }

  /** A file or folder of the build context that is copied to a path. */
  copy(source: string, destination: string, tree: Tree, folders: readonly string[]): void {
    const bare = beforeWildcard(source);
    for (const folder of folders) {
      const path = resolveInTree(folder, bare);
      if (path === undefined) continue;
      const target = destination.replace(/\/+$/, '');
      if (tree.has(path)) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        this.copyFile(
          path,
          destination.endsWith('/') ? [`${target}/${name}`] : [target, `${target}/${name}`],
          tree,
        );
        continue;
      }
      const prefix = path === '' ? '' : `${path}/`;
      let count = 0;
      for (const inside of tree.paths) {
        if (!inside.startsWith(prefix) || !/memcached[^/]*$/.test(inside)) continue;
        if (++count > MOST_FILES) break;
        this.copyFile(inside, [`${target}/${inside.slice(prefix.length)}`], tree);
      }
    }
  }

  /** What another stage wrote or compiled below a path, as far as it is copied. */
  take(other: ImageFiles, wanted: string, target: string): void {
    for (const [path, file] of other.written) {
      const rest =
        path === wanted
          ? ''
          : path.startsWith(`${wanted}/`)
            ? path.slice(wanted.length)
            : undefined;
      if (rest === undefined) continue;
      const to =
        target.endsWith('/') && rest === ''
          ? target + path.slice(path.lastIndexOf('/') + 1)
          : target.replace(/\/+$/, '') + rest;
      this.document(to, file.text, (start, end) => file.location(start, end));
    }
    // The program itself, or a folder that can hold it.
    if (/(?:^|\/)memcached$|^\/(?:usr(?:\/local)?(?:\/bin)?|opt(?:\/memcached)?)?$/.test(wanted)) {
      this.installed ??= other.installed;
    }
  }

  private copyFile(path: string, targets: readonly string[], tree: Tree): void {
    const target = targets.find((one) => this.conf.concerns(one));
    const file = target === undefined ? undefined : tree.read(path);
    if (target === undefined || file === undefined) return;
    this.touched.add(target);
    this.conf.write(target, linesOf(file), false, file.location(0));
  }
}

const CONF: Readonly<Record<PackageManager, string>> = {
  apt: '/etc/memcached.conf',
  rpm: '/etc/sysconfig/memcached',
  apk: '/etc/conf.d/memcached',
};

/** A file whose text stands in another one. */
class WrittenFile extends SourceFile {
  constructor(
    path: string,
    text: string,
    private readonly place: (start: number, end: number) => Location,
  ) {
    super(path, text);
  }

  override location(start: number, end: number = start): Location {
    return this.place(start, end);
  }
}

function wordAt(word: ShellWord, locate: BuildScript['locate']): Word {
  const where = locate(word.start, word.end);
  return wordOfShell(word, where);
}
