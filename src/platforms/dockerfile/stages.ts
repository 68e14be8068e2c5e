import {
  DockerfileParser,
  type Arg,
  type Env,
  type From,
  type Instruction,
  type JSONInstruction,
} from 'dockerfile-ast';
import type { Location, SourceFile } from '../../files/source.js';

/** One instruction with what the resolver needs of it. */
export interface Step {
  readonly keyword: string;
  readonly instruction: Instruction;
  readonly where: Location;
  /** Set by `ONBUILD`: it runs in images built from this one. */
  readonly onBuild: boolean;
}

/** A build stage: from one `FROM` to the next. */
export interface Stage {
  readonly index: number;
  readonly name: string | undefined;
  /** As written, with its variables. */
  readonly image: string;
  readonly imageWhere: Location;
  readonly steps: readonly Step[];
}

export interface ParsedDockerfile {
  readonly file: SourceFile;
  /** The `ARG`s ahead of the first `FROM`. */
  readonly globals: readonly Step[];
  readonly stages: readonly Stage[];
  readonly escape: string;
}

/** Longer files are no Dockerfiles that people write; they are not parsed. */
const LONGEST = 1_000_000;

const memo = new WeakMap<SourceFile, ParsedDockerfile | 'none'>();

/** Parses a Dockerfile into stages; `undefined` when it has none. Never throws. */
export function parseStages(file: SourceFile): ParsedDockerfile | undefined {
  let parsed = memo.get(file);
  if (parsed === undefined) memo.set(file, (parsed = parse(file) ?? 'none'));
  return parsed === 'none' ? undefined : parsed;
}

function parse(file: SourceFile): ParsedDockerfile | undefined {
  if (file.text.length > LONGEST) return undefined;
  let instructions: Instruction[];
  let escape: string;
  try {
    const dockerfile = DockerfileParser.parse(file.text);
    instructions = (
      dockerfile as unknown as { getInstructions(): Instruction[] }
    ).getInstructions();
    escape = dockerfile.getEscapeCharacter();
  } catch {
    return undefined;
  }
  const globals: Step[] = [];
  const stages: (Stage & { steps: Step[] })[] = [];
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = instruction as From;
      const range = from.getImageRange();
      stages.push({
        index: stages.length,
        name: from.getBuildStage()?.toLowerCase(),
        image: from.getImage() ?? '',
        imageWhere: range === null ? located(file, instruction) : locate(file, range),
        steps: [],
      });
      continue;
    }
    const step = stepOf(file, instruction);
    if (step === undefined) continue;
    const stage = stages.at(-1);
    if (stage !== undefined) stage.steps.push(step);
    else if (keyword === 'ARG') globals.push(step);
  }
  return stages.length === 0 ? undefined : { file, globals, stages, escape };
}

function stepOf(file: SourceFile, instruction: Instruction): Step | undefined {
  if (instruction.getKeyword() !== 'ONBUILD') {
    const where = located(file, instruction);
    return { keyword: instruction.getKeyword(), instruction, where, onBuild: false };
  }
  const inner = (
    instruction as Instruction & { getTriggerInstruction?(): Instruction | null }
  ).getTriggerInstruction?.();
  if (inner == null || ['ONBUILD', 'FROM'].includes(inner.getKeyword())) return undefined;
  const where = located(file, inner);
  return { keyword: inner.getKeyword(), instruction: inner, where, onBuild: true };
}

/** The `NAME=value` pairs of `ARG` and `ENV`; without a value `undefined`. */
export function propertiesOf(
  file: SourceFile,
  step: Step,
): { name: string; value: string | undefined; where: Location }[] {
  return (step.instruction as Arg | Env).getProperties().map((property) => ({
    name: property.getName(),
    value: property.getValue() ?? undefined,
    where: locate(file, property.getValueRange() ?? property.getRange()),
  }));
}

/** The strings of the exec form; `undefined` when the instruction is in the shell form. */
export function execForm(
  file: SourceFile,
  step: Step,
): { text: string; where: Location }[] | undefined {
  const raw = step.instruction.getRawArgumentsContent()?.trim() ?? '';
  if (!raw.startsWith('[')) return undefined;
  const json = step.instruction as JSONInstruction;
  if (typeof json.getJSONStrings !== 'function' || json.getClosingBracket() === null) {
    return undefined;
  }
  // Docker takes what is no JSON array of strings for the shell form, e.g. single quotes.
  let values: unknown;
  try {
    values = JSON.parse(step.instruction.getArgumentsContent()?.trim() ?? '');
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) {
    return undefined;
  }
  const strings = json.getJSONStrings();
  return (values as string[]).map((text, i) => {
    const range = strings[i]?.getJSONRange();
    return { text, where: range === undefined ? step.where : locate(file, range) };
  });
}

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

function located(file: SourceFile, instruction: Instruction): Location {
  return locate(file, instruction.getArgumentsRange() ?? instruction.getRange());
}

function locate(file: SourceFile, { start, end }: Range): Location {
  return {
    file: file.path,
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
