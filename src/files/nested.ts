import { execFileSync } from 'node:child_process';
import { GIT_SETTINGS } from './git-settings.js';

/** A checkout of another repository in a folder of the scanned one; git lists no files of it. */
export interface NestedCheckout {
  /** Relative, without a slash at the end. */
  readonly folder: string;
  /** The commit that the scanned repository asks for, of a submodule; a clone beside it has none. */
  readonly commit?: string;
}

/**
 * The other repositories that `git ls-files` names in place of their files: clones end in a slash,
 * submodules are entries of mode 160000 (gitmodules(5)).
 */
export function nestedIn(root: string, paths: readonly string[]): NestedCheckout[] {
  const clones = paths
    .filter((path) => path.endsWith('/'))
    .map((path): NestedCheckout => ({ folder: path.slice(0, -1) }));
  return paths.includes('.gitmodules') ? [...clones, ...submodules(root)] : clones;
}

function submodules(root: string): NestedCheckout[] {
  let output: string;
  try {
    output = execFileSync('git', [...GIT_SETTINGS, '-C', root, 'ls-files', '-z', '--stage'], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    });
  } catch {
    return [];
  }
  return output.split('\0').flatMap((line): NestedCheckout[] => {
    const match = /^160000 ([0-9a-f]+) 0\t([^]+)$/.exec(line);
    return match === null ? [] : [{ folder: match[2]!, commit: match[1]! }];
  });
}
