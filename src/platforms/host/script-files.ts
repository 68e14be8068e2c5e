import type { Fact } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import { resolveInTree, type Tree } from '../../files/tree.js';
import { kubernetesClaim } from '../kubernetes/claim.js';
import { SCRIPT_MENTIONS } from './claim.js';
import type { ContainerFiles } from './in-containers.js';
import { readRecipes } from './makefile.js';
import type { PathIndex } from './paths.js';
import { scriptFacts, type ScriptFacts } from './script.js';

/** Longer files that say nothing of memcached are not followed from a script that reads them in. */
const LONGEST_LIBRARY = 4096;

const DEFINES_FUNCTIONS = /^[ \t]*(?:function[ \t]+[^\s(){}]+|[^\s(){}=;&|<>$"'`]+[ \t]*\(\))/m;

/** Scripts of a tree, and the recipes of makefiles, with the files that they read. */
export class ScriptFiles {
  private readonly seen: SourceFile[] = [];
  private readonly readIn = new Set<string>();

  constructor(
    private readonly tree: Tree,
    private readonly containers: ContainerFiles,
    private readonly index: PathIndex,
  ) {}

  read(file: SourceFile, kind: 'script' | 'makefile'): ScriptFacts {
    if (kind === 'script' && DEFINES_FUNCTIONS.test(file.text)) this.seen.push(file);
    return this.facts(file, kind, false);
  }

  /**
   * What the functions do of scripts that call none of them, unless another script was followed into
   * the file: then they are judged where they are called.
   */
  libraries(): Fact[] {
    return this.seen
      .filter(({ path }) => !this.readIn.has(path))
      .flatMap((file) => this.facts(file, 'script', true).facts);
  }

  private facts(file: SourceFile, kind: 'script' | 'makefile', library: boolean): ScriptFacts {
    const recipes = kind === 'makefile' ? readRecipes(file.text) : undefined;
    return scriptFacts(recipes?.text ?? file.text, {
      platform: 'host',
      workload: `${kind === 'makefile' ? 'makefile' : 'script'} ${file.path}`,
      placement: this.isOfAnImage(file, kind) ? 'container' : 'host',
      leavesClusters: kubernetesClaim.mayClaim(file.path) && kubernetesClaim.claims(file),
      library,
      locate: (start, end) => {
        if (recipes === undefined) return file.location(start, end);
        const from = recipes.offsets[start] ?? 0;
        const to = recipes.offsets[Math.max(start, end - 1)];
        return file.location(from, to === undefined ? from : to + 1);
      },
      readFile: (path) => this.followed(path, file),
    });
  }

  private isOfAnImage(file: SourceFile, kind: 'script' | 'makefile'): boolean {
    return (
      this.containers.has(file.path) ||
      (kind === 'script' &&
        (file.folder === ''
          ? /entrypoint|docker/i.test(file.name)
          : this.containers.hasDockerfileAround(file.path)))
    );
  }

  /** The text of a file that a script reads: beside it, at the root, or where it is installed. */
  private followed(path: string, from: SourceFile): string | undefined {
    if (path.startsWith('/')) {
      const found = this.index.find(path, from.path);
      const text = found === undefined ? undefined : this.tree.read(found)?.text;
      // Long libraries of functions are costly to follow, and say nothing here.
      if (text === undefined || (text.length > LONGEST_LIBRARY && !SCRIPT_MENTIONS.test(text)))
        return undefined;
      this.readIn.add(found!);
      return text;
    }
    const beside = resolveInTree(from.folder, path);
    const found = beside !== undefined && this.tree.has(beside) ? beside : resolveInTree('', path);
    if (found === undefined) return undefined;
    this.readIn.add(found);
    return this.tree.read(found)?.text;
  }
}
