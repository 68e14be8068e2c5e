import { Copy } from 'dockerfile-ast';
import type { Location, SourceFile } from '../../files/source.js';
import type { Tree } from '../../files/tree.js';
import type { Word } from '../../memcached/types.js';
import {
  execForm,
  parseStages,
  propertiesOf,
  type ParsedDockerfile,
  type Stage,
  type Step,
} from './stages.js';
import type { DetectedVersion } from '../../facts.js';
import { buildScript, heredocsOf } from './run.js';
import { ImageFiles } from './image-files.js';
import { startedByScripts, type CopiedPath } from './scripts.js';
import { expand, type Value } from './variables.js';

/** What an image built from a Dockerfile starts; what it does not say is its base image's. */
export interface DockerfileResult {
  /** The base image that the stage is finally built from, by name. */
  readonly image: Word;
  readonly entrypoint?: readonly Word[];
  readonly command?: readonly Word[];
  readonly environment: ReadonlyMap<string, Word>;
  /** The `FROM` of the resulting stage. */
  readonly where: Location;
  /** The version of memcached that the build installs, where it says which. */
  readonly installed?: DetectedVersion;
  /** `EXPOSE`d ports as written; they document, they publish nothing by themselves. */
  readonly exposed: readonly Word[];
}

export interface DockerfileOptions {
  /** The stage to build; default: the last. */
  readonly target?: string;
  /** Build arguments; `undefined` for one whose value is not known. */
  readonly args?: ReadonlyMap<string, string | undefined>;
  /** For files that are copied into the image. */
  readonly tree?: Tree;
  /** The folder of the build context. */
  readonly context?: string;
  /** The place to name in place of those in the file, for a Dockerfile inside another file. */
  readonly at?: Location;
}

/** Chains of stages longer than this are cut. */
const LONGEST_CHAIN = 100;

/**
 * Follows a Dockerfile to what the image starts: build arguments and variables across stages, the
 * last `CMD` and `ENTRYPOINT`, the base image. `undefined` when it holds no stage or not the target.
 */
export function resolveDockerfile(
  file: SourceFile,
  options: DockerfileOptions = {},
): DockerfileResult | undefined {
  const parsed = parseStages(file);
  if (parsed === undefined) return undefined;
  const stage = targetStage(parsed, options.target);
  if (stage === undefined) return undefined;
  const result = new Build(parsed, options).run(stage);
  return options.at === undefined ? result : moved(result, options.at);
}

function targetStage(parsed: ParsedDockerfile, target: string | undefined): Stage | undefined {
  if (target === undefined) return parsed.stages.at(-1);
  const name = target.toLowerCase();
  return (
    parsed.stages.find((stage) => stage.name === name) ??
    parsed.stages.find((stage) => String(stage.index) === name)
  );
}

/** Everything at one place: positions of the inner file mean nothing in the outer one. */
function moved(result: DockerfileResult, where: Location): DockerfileResult {
  const move = (word: Word): Word => ({ ...word, where });
  return {
    ...result,
    image: move(result.image),
    ...(result.entrypoint === undefined ? {} : { entrypoint: result.entrypoint.map(move) }),
    ...(result.command === undefined ? {} : { command: result.command.map(move) }),
    environment: new Map([...result.environment].map(([name, word]) => [name, move(word)])),
    ...(result.installed === undefined ? {} : { installed: { ...result.installed, where } }),
    exposed: result.exposed.map(move),
    where,
  };
}

/** What a stage hands on to the stages built from it. */
interface State {
  image: Word;
  entrypoint: Word[] | undefined;
  command: Word[] | undefined;
  shell: readonly string[];
  environment: Map<string, Value & { where: Location }>;
  args: Map<string, Value>;
  exposed: Word[];
  /** `COPY` and `ADD` as pairs of source and destination. */
  copies: CopiedPath[];
  files: ImageFiles;
  workdir: string;
  onBuild: Step[];
  where: Location;
}

class Build {
  private readonly globals = new Map<string, Value>();
  private readonly states = new Map<Stage, State>();

  constructor(
    private readonly parsed: ParsedDockerfile,
    private readonly options: DockerfileOptions,
  ) {
    for (const step of parsed.globals) this.declare(step, this.globals, this.globals);
  }

  /** What a stage comes to; each is followed once, also when others copy from it. */
  private stateOf(stage: Stage): State {
    const known = this.states.get(stage);
    if (known !== undefined) return known;
    const chain: Stage[] = [];
    const seen = new Set<Stage>();
    let base: Stage | undefined = stage;
    while (base !== undefined && !seen.has(base) && chain.length < LONGEST_CHAIN) {
      seen.add(base);
      chain.unshift(base);
      base = this.stageCalled(base);
    }
    const state: State = {
      image: this.imageOf(chain[0]!),
      entrypoint: undefined,
      command: undefined,
      shell: ['/bin/sh', '-c'],
      environment: new Map(),
      args: new Map(),
      exposed: [],
      copies: [],
      files: new ImageFiles(),
      workdir: '/',
      onBuild: [],
      where: stage.imageWhere,
    };
    for (const one of chain) this.apply(one, state);
    this.states.set(stage, state);
    return state;
  }

  run(stage: Stage): DockerfileResult {
    const state = this.stateOf(stage);
    const environment = new Map<string, Word>();
    for (const [name, { value, reason, where }] of state.environment) {
      const because = reason ?? `the value of ${name} is not in the Dockerfile`;
      environment.set(
        name,
        value === undefined ? { text: undefined, reason: because, where } : { text: value, where },
      );
    }
    const result: DockerfileResult = {
      image: state.image,
      ...(state.entrypoint === undefined ? {} : { entrypoint: state.entrypoint }),
      ...(state.command === undefined ? {} : { command: state.command }),
      environment,
      where: state.where,
      exposed: state.exposed,
    };
    const { installed } = state.files;
    const whole = installed === undefined ? result : { ...result, installed };
    const started = startedByScripts(
      whole,
      state.copies,
      state.files,
      this.options.tree,
      this.folders,
    );
    return started === undefined ? whole : { ...whole, ...started };
  }

  /** The build context; when nobody names it, the Dockerfile's own folder or the root. */
  private get folders(): readonly string[] {
    const { context } = this.options;
    return context === undefined ? [this.parsed.file.folder, ''] : [context];
  }

  /** The earlier stage that a stage is built from, if it is one. */
  private stageCalled(stage: Stage): Stage | undefined {
    const name = expand(stage.image, this.lookupGlobal, this.parsed.escape).value?.toLowerCase();
    if (name === undefined) return undefined;
    return this.parsed.stages.slice(0, stage.index).findLast((other) => other.name === name);
  }

  private readonly lookupGlobal = (name: string): Value | undefined => this.globals.get(name);

  private imageOf(stage: Stage): Word {
    const { value, reason, prefix } = expand(stage.image, this.lookupGlobal, this.parsed.escape);
    const where = stage.imageWhere;
    if (value !== undefined && value !== '') return { text: value, where };
    // An unknown tag leaves the name; a name is needed to tell anything.
    const name = /^([^\s:@]*[^\s:@/])[:@]$/.exec(prefix ?? '')?.[1];
    if (name !== undefined) return { text: name, where };
    return { text: undefined, reason: reason ?? 'the base image has no name', where };
  }

  private apply(stage: Stage, state: State): void {
    const triggers = state.onBuild;
    state.onBuild = [];
    let commandSet = false;
    const steps = [...triggers.map((step) => ({ ...step, onBuild: false })), ...stage.steps];
    for (const step of steps) {
      if (step.onBuild) {
        state.onBuild.push(step);
        continue;
      }
      switch (step.keyword) {
        case 'ARG':
          this.declare(step, state.args, this.globals, state);
          break;
        case 'ENV':
          this.setEnvironment(step, state);
          break;
        case 'SHELL': {
          const words = execForm(this.parsed.file, step);
          if (words !== undefined) state.shell = words.map(({ text }) => text);
          break;
        }
        case 'CMD':
          state.command = this.words(step, state);
          commandSet = true;
          break;
        case 'ENTRYPOINT':
          state.entrypoint = this.words(step, state);
          // An entry point drops the command that came with the base image.
          if (!commandSet) state.command = [];
          break;
        case 'EXPOSE':
          for (const argument of step.instruction.getArguments()) {
            const { value } = this.expandIn(argument.getValue(), state);
            if (value !== undefined) state.exposed.push({ text: value, where: step.where });
          }
          break;
        case 'COPY':
        case 'ADD':
          this.copy(step, state, stage);
          break;
        case 'WORKDIR': {
          const to = this.expandIn(step.instruction.getArgumentsContent() ?? '', state).value;
          if (to !== undefined) state.workdir = inImage(state.workdir, to);
          break;
        }
        case 'RUN':
          this.runStep(step, state);
          break;
      }
    }
  }

  private declare(
    step: Step,
    into: Map<string, Value>,
    globals: ReadonlyMap<string, Value>,
    state?: State,
  ): void {
    for (const { name, value } of propertiesOf(this.parsed.file, step)) {
      const given = this.options.args?.has(name) === true;
      if (given) {
        const text = this.options.args?.get(name);
        into.set(
          name,
          text === undefined
            ? { value: undefined, reason: `the build argument ${name} is not in the repository` }
            : { value: text },
        );
      } else if (value !== undefined) {
        into.set(
          name,
          state === undefined
            ? expand(value, this.lookupGlobal, this.parsed.escape)
            : this.expandIn(value, state),
        );
      } else {
        const known = globals.get(name);
        if (known !== undefined) into.set(name, known);
      }
    }
  }

  private setEnvironment(step: Step, state: State): void {
    // All pairs of one instruction see the values from before it.
    const before = { ...state, environment: new Map(state.environment) };
    for (const { name, value, where } of propertiesOf(this.parsed.file, step)) {
      state.environment.set(name, { ...this.expandIn(value ?? '', before), where });
    }
  }

  private expandIn(text: string, state: Pick<State, 'environment' | 'args'>): Value {
    return expand(
      text,
      (name) => state.environment.get(name) ?? state.args.get(name),
      this.parsed.escape,
    );
  }

  private words(step: Step, state: State): Word[] {
    const strings = execForm(this.parsed.file, step);
    if (strings !== undefined) return strings;
    const text = step.instruction.getArgumentsContent()?.trim() ?? '';
    if (text === '') return [];
    const { where } = step;
    return [...state.shell, text].map((word) => ({ text: word, where }));
  }

  private runStep(step: Step, state: State): void {
    const { file, escape } = this.parsed;
    // Chooses steps only: an image without the name in any of them has nothing to follow.
    if (!/memcache/i.test(file.text)) return;
    const script = buildScript(file, step, escape);
    if (script === undefined) return;
    state.files.run({
      ...script,
      variables: (name) => {
        const known = state.environment.get(name) ?? state.args.get(name);
        if (known === undefined) return undefined;
        return known.value ?? { reason: known.reason ?? `the value of ${name} is not known` };
      },
    });
  }

  private copy(step: Step, state: State, stage: Stage): void {
    const { instruction } = step;
    const from = instruction instanceof Copy ? instruction.getFromFlag() : null;
    const documents = heredocsOf(this.parsed.file, step);
    const words =
      documents.length > 0
        ? // What follows the first line is the content.
          (instruction.getRawArgumentsContent() ?? '')
            .split('\n', 1)[0]!
            .trim()
            .split(/[ \t]+/)
        : (execForm(this.parsed.file, step)?.map(({ text }) => text) ??
          instruction.getArguments().map((argument) => argument.getValue()));
    const paths = words
      .filter((word) => !word.startsWith('--'))
      .map((word) => this.expandIn(word, state).value);
    const destination = paths.pop();
    if (destination === undefined) return;
    const target = inImage(state.workdir, destination);
    if (from !== null) {
      const name = this.expandIn(from.getValue() ?? '', state).value;
      const source = name === undefined ? undefined : targetStage(this.parsed, name);
      // What comes from another image is not in the repository.
      if (source === undefined || source.index >= stage.index) return;
      for (const path of paths) {
        if (path !== undefined) this.copyFrom(this.stateOf(source), path, target, state);
      }
      return;
    }
    for (const { text, locate } of documents) {
      state.files.document(target, text, locate);
    }
    const { tree } = this.options;
    for (const source of paths) {
      if (source !== undefined && source.startsWith('https://')) {
        state.files.source([{ text: source, where: step.where }]);
      }
      if (source !== undefined && tree !== undefined && state.copies.length < 1000) {
        state.files.copy(source, target, tree, this.folders);
      }
      if (source !== undefined && state.copies.length < 1000) {
        state.copies.push({ source, destination: target + endOf(destination, target) });
      }
    }
  }

  /** Files that another stage took from the build context, wrote or compiled. */
  private copyFrom(from: State, path: string, target: string, state: State): void {
    const { tree } = this.options;
    const wanted = inImage('/', path).replace(/(.)\/+$/, '$1');
    for (const { source, destination } of from.copies) {
      if (state.copies.length >= 1000) break;
      const moved = followed(source, destination, wanted, target);
      if (moved === undefined) continue;
      if (tree !== undefined) state.files.copy(moved.source, moved.destination, tree, this.folders);
      state.copies.push(moved);
    }
    state.files.take(from.files, wanted, target);
  }
}

/** A folder as a destination keeps its slash. */
function endOf(written: string, target: string): string {
  return written.endsWith('/') && !target.endsWith('/') ? '/' : '';
}

/** Where a file of the build context goes that one stage put at `place` and another takes from `wanted`. */
function followed(
  source: string,
  place: string,
  wanted: string,
  target: string,
): CopiedPath | undefined {
  const name = source.slice(source.lastIndexOf('/') + 1);
  const there = place.endsWith('/') && name !== '' && name !== '.' ? place + name : place;
  const bare = there.replace(/(.)\/+$/, '$1');
  if (wanted === bare) return { source, destination: target };
  const below = (folder: string): string => (folder === '/' ? '/' : `${folder}/`);
  if (wanted.startsWith(below(bare))) {
    const rest = wanted.slice(below(bare).length);
    return { source: `${source.replace(/\/+$/, '')}/${rest}`, destination: target };
  }
  if (bare.startsWith(below(wanted))) {
    const rest = bare.slice(below(wanted).length);
    return { source, destination: `${target.replace(/\/+$/, '')}/${rest}` };
  }
  return undefined;
}

/** A path of the image, relative ones to the working directory. */
function inImage(workdir: string, path: string): string {
  if (path.startsWith('/')) return path;
  return `${workdir.replace(/\/+$/, '')}/${path.replace(/^(?:\.\/)+|^\.$/, '')}`;
}
