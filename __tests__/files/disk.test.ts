import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DiskTree, LARGEST_FILE } from '../../src/files/disk.js';
import { listFiles } from '../../src/files/list.js';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tree-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, content: string | Buffer = 'x'): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

const git = (...words: string[]): void => {
  execFileSync('git', ['-C', root, ...words], { stdio: 'ignore' });
};

describe('listFiles', () => {
  it('lists a folder that is no checkout', () => {
    write('b/main.tf');
    write('a.yml');
    write('.hidden/c.yml');
    expect(listFiles(root).paths).toEqual(['.hidden/c.yml', 'a.yml', 'b/main.tf']);
  });

  it('leaves vendored folders out and counts them', () => {
    write('main.tf');
    write('node_modules/x/main.tf');
    write('sub/.terraform/modules/a/main.tf');
    git('init', '-q');
    expect(listFiles(root)).toEqual({ paths: ['main.tf'], vendored: 2, excluded: 0, nested: [] });
  });

  it('honours .gitignore in a checkout, and sees what is not added yet', () => {
    git('init', '-q');
    write('.gitignore', 'ignored.tf\n');
    write('ignored.tf');
    write('new.tf');
    expect(listFiles(root).paths).toEqual(['.gitignore', 'new.tf']);
  });

  it('scans a folder that git ignores when it is named', () => {
    git('init', '-q');
    write('.gitignore', 'out/\n');
    write('out/main.tf');
    expect(listFiles(join(root, 'out')).paths).toEqual(['main.tf']);
  });

  it('goes into checkouts of other repositories, with their own ignored files', () => {
    git('init', '-q');
    write('main.tf');
    write('clone/inner.tf');
    write('clone/ignored.tf');
    write('clone/.gitignore', 'ignored.tf\n');
    git('-C', 'clone', 'init', '-q');
    write('clone/deeper/x.tf');
    git('-C', 'clone/deeper', 'init', '-q');
    expect(listFiles(root)).toMatchObject({
      paths: ['clone/.gitignore', 'clone/deeper/x.tf', 'clone/inner.tf', 'main.tf'],
      nested: [{ folder: 'clone' }, { folder: 'clone/deeper' }],
    });
  });

  it('goes into submodules that are checked out', () => {
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'x'];
    git('init', '-q');
    write('lib/inner.tf');
    git('-C', 'lib', 'init', '-q');
    git('-C', 'lib', 'add', '.');
    git('-C', 'lib', ...commit);
    git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', './lib', 'lib');
    write('main.tf');
    git('add', '.');
    expect(listFiles(root).paths).toEqual(['.gitmodules', 'lib/inner.tf', 'main.tf']);
    expect(listFiles(root).nested).toEqual([
      { folder: 'lib', commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
    ]);
    rmSync(join(root, 'lib'), { recursive: true });
    mkdirSync(join(root, 'lib'));
    expect(listFiles(root).paths).toEqual(['.gitmodules', 'main.tf']);
  });

  it('starts no program that the checkout names', () => {
    git('init', '-q');
    write('main.tf');
    git('config', 'core.fsmonitor', `touch ${root}/started; false`);
    listFiles(root);
    expect(existsSync(join(root, 'started'))).toBe(false);
  });

  it('excludes by patterns', () => {
    write('a/main.tf');
    write('b/main.tf');
    expect(listFiles(root, ['b/'])).toMatchObject({ paths: ['a/main.tf'], excluded: 1 });
  });

  it('keeps odd names', () => {
    const odd = ['a b.tf', 'new\nline.tf', 'a\nb/c\r/d.tf', '-rf.tf', 'ü.tf', '"q".tf'];
    for (const name of odd) write(name);
    expect(listFiles(root).paths).toEqual([...odd].sort());
    git('init', '-q');
    expect(listFiles(root).paths).toEqual([...odd].sort());
  });
});

describe('DiskTree', () => {
  const treeOf = (): DiskTree => new DiskTree(root, listFiles(root).paths);

  it('reads UTF-8 with and without a mark, UTF-16 both ways, with and without a mark', () => {
    const text = 'a = "ü"\r\nb = 1\r\n';
    const swapped = Buffer.from(text, 'utf16le').swap16();
    write('plain.tf', text);
    write('bom.tf', `\ufeff${text}`);
    write('le.tf', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
    write('be.tf', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]));
    write('le-bare.tf', Buffer.from(text, 'utf16le'));
    const tree = treeOf();
    for (const path of tree.paths) expect([path, tree.read(path)?.text]).toEqual([path, text]);
  });

  it('gives the same object again', () => {
    write('a.tf');
    const tree = treeOf();
    expect(tree.read('a.tf')).toBe(tree.read('a.tf'));
  });

  it('tells binary files, huge files and files without permission by name', () => {
    write('binary.tf', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0]));
    write('huge.tf', Buffer.alloc(LARGEST_FILE + 1, 0x20));
    const tree = treeOf();
    for (const path of tree.paths) expect(tree.read(path)).toBeUndefined();
    expect(tree.unreadable).toEqual([
      { path: 'binary.tf', reason: expect.stringContaining('binary'), skipped: false },
      { path: 'huge.tf', reason: expect.stringContaining('larger'), skipped: false },
    ]);
  });

  it('takes a file that is gone by the time it is read for none', () => {
    write('gone.tf');
    const tree = treeOf();
    rmSync(join(root, 'gone.tf'));
    expect(tree.read('gone.tf')).toBeUndefined();
    expect(tree.unreadable).toEqual([]);
  });

  it('follows no link: out of the root, to a folder, in a circle', () => {
    write('real/main.tf');
    symlinkSync('/etc/passwd', join(root, 'out.tf'));
    symlinkSync('.', join(root, 'loop'));
    symlinkSync('real', join(root, 'linked'));
    git('init', '-q');
    const tree = new DiskTree(root, [
      'linked/main.tf',
      'loop/real/main.tf',
      'out.tf',
      'real/main.tf',
    ]);
    expect(tree.paths.filter((path) => tree.read(path) !== undefined)).toEqual(['real/main.tf']);
    expect(tree.unreadable.every(({ skipped }) => skipped === true)).toBe(true);
    expect(listFiles(root).paths).not.toContain('loop/real/main.tf');
  });

  it('does not wait for a pipe', () => {
    execFileSync('mkfifo', [join(root, 'pipe.tf')]);
    const tree = new DiskTree(root, ['pipe.tf']);
    expect(tree.read('pipe.tf')).toBeUndefined();
    expect(tree.unreadable[0]).toMatchObject({ path: 'pipe.tf', skipped: true });
  });

  it('knows nothing beside its paths', () => {
    write('a.tf');
    const tree = new DiskTree(root, []);
    expect(tree.has('a.tf')).toBe(false);
    expect(tree.read('../../../etc/passwd')).toBeUndefined();
  });
});
