import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import type { Word } from '../../memcached/index.js';
import type { Data, Scalar } from '../../syntax/data.js';
import { RenderedText, unknown, yamlIn } from '../../syntax/jinja/index.js';
import { layerOf, type Layer } from './inventory.js';
import { wordsOfText } from './lines.js';
import { documentOf, type Project } from './project.js';
import { keyValues } from './tasks.js';

/** Where commands that start playbooks are written. */
const MAY_START =
  /\.(?:sh|bash|mk)$|(?:^|\/)(?:Makefile|makefile|GNUmakefile|Justfile|justfile|Jenkinsfile|Dockerfile|Taskfile\.ya?ml|\.gitlab-ci\.ya?ml|azure-pipelines\.ya?ml)$|(?:^|\/)\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$|(?:^|\/)(?:bin|scripts?)\/[^/.]+$/;
const LONGEST = 200_000;
/** Ways of starting one playbook that are told apart. */
const MOST_WAYS = 4;

/** Options of ansible-playbook that take a value (`ansible-playbook --help`). */
const WITH_VALUE =
  /^(?:-[iltuTcfMe]|--(?:inventory|inventory-file|limit|tags|skip-tags|user|timeout|connection|forks|module-path|extra-vars|vault-id|vault-password-file|private-key|key-file|become-method|become-user|start-at-task|ssh-common-args|ssh-extra-args|sftp-extra-args|scp-extra-args))$/;

/**
 * The variables that scripts of the repository start a playbook with (`-e`), which win over all others;
 * one layer for each way of starting it, none when no script starts it or none sets any.
 */
export class ExtraVars {
  private ways: Map<string, Layer[]> | undefined;

  constructor(private readonly project: Project) {}

  of(playbook: SourceFile): readonly Layer[] {
    this.ways ??= this.read();
    return this.ways.get(playbook.path) ?? [];
  }

  private read(): Map<string, Layer[]> {
    const ways = new Map<string, Layer[]>();
    for (const path of this.project.tree.paths) {
      if (!MAY_START.test(path)) continue;
      const file = this.project.tree.read(path);
      if (file === undefined || file.text.length > LONGEST) continue;
      if (!file.text.includes('ansible-playbook')) continue;
      for (const match of file.text.matchAll(/\bansible-playbook\b((?:\\\r?\n|[^\n;&|])*)/g)) {
        const from = match.index + 'ansible-playbook'.length;
        this.command(file, from, match.index + match[0].length, ways);
      }
    }
    return ways;
  }

  private command(file: SourceFile, from: number, to: number, ways: Map<string, Layer[]>): void {
    const text = new RenderedText([
      { text: file.text, locate: (start, end) => file.location(start, end), fromValue: false },
    ]);
    const words = wordsOfText(text, from, to);
    const variables = new Map<string, Data>();
    const playbooks: string[] = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i]!;
      const value = word.text ?? '';
      const attached = /^(?:--extra-vars=|-e(?=[^\s-]))([\s\S]*)$/.exec(value);
      if (value === '-e' || value === '--extra-vars') {
        const next = words[++i];
        if (next !== undefined) this.set(next, file, variables);
      } else if (attached !== null) this.set({ ...word, text: attached[1]! }, file, variables);
      else if (WITH_VALUE.test(value)) i++;
      else if (!value.startsWith('-') && /\.ya?ml$/.test(value)) {
        const found = this.playbook(value, file.folder);
        if (found !== undefined) playbooks.push(found);
      }
    }
    for (const path of playbooks) {
      const known = ways.get(path) ?? [];
      if (known.length < MOST_WAYS) known.push(variables);
      ways.set(path, known);
    }
  }

  /** By its path from the script or from the top; by the end of its path otherwise. */
  private playbook(name: string, folder: string): string | undefined {
    const { tree } = this.project;
    for (const base of [folder, '']) {
      const path = resolveInTree(base, name);
      if (path !== undefined && tree.has(path)) return path;
    }
    const tail = name.replace(/^.*\$[^/]*\//, '').replace(/^(?:\.{0,2}\/)+/, '');
    const same = tree.paths.filter((path) => path === tail || path.endsWith(`/${tail}`));
    return same.length === 1 ? same[0] : undefined;
  }

  private set(word: Word, file: SourceFile, variables: Map<string, Data>): void {
    const text = word.text?.trim() ?? '';
    if (text.startsWith('@')) {
      const name = text.slice(1);
      for (const base of [file.folder, '']) {
        const path = resolveInTree(base, name);
        const found = path === undefined ? undefined : this.project.tree.read(path);
        if (found === undefined) continue;
        for (const [key, value] of layerOf(documentOf(found))) variables.set(key, value);
        return;
      }
      return;
    }
    const locate = (): Location => word.where;
    if (text.startsWith('{')) {
      const { documents } = yamlIn(
        file.path,
        new RenderedText([{ text, locate, fromValue: true }]),
      );
      for (const [key, value] of layerOf(documents[0])) variables.set(key, known(value));
      return;
    }
    const scalar: Scalar = { type: 'scalar', value: text, where: word.where };
    for (const [key, value] of keyValues(scalar, () => locate)) variables.set(key, known(value));
  }
}

/** A value with a variable of the shell in it is not known. */
function known(value: Data): Data {
  if (value.type !== 'scalar' || typeof value.value !== 'string') return value;
  if (!/[$`]/.test(value.value)) return value;
  return unknown('it is given by the shell that starts the playbook', value.where);
}
