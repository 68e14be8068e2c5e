import { ARITHMETIC } from './arithmetic.js';
import type { Implementation } from './call.js';
import { CHOICES } from './choices.js';
import { ENCODINGS } from './encodings.js';
import { LISTS } from './lists.js';
import { MAPS } from './maps.js';
import { MORE_TEXT } from './more-text.js';
import { REGEX } from './regex.js';
import { TEXT } from './text.js';

const ALIASES = [
  ['mustToYaml', 'toYaml'],
  ['mustToJson', 'toJson'],
  ['mustToPrettyJson', 'toPrettyJson'],
  ['mustToRawJson', 'toRawJson'],
  ['mustFromJson', 'fromJson'],
  ['mustMerge', 'merge'],
  ['mustMergeOverwrite', 'mergeOverwrite'],
  ['mustDeepCopy', 'deepCopy'],
  ['mustHas', 'has'],
  ['mustFirst', 'first'],
  ['mustLast', 'last'],
  ['mustRest', 'rest'],
  ['mustInitial', 'initial'],
  ['mustAppend', 'append'],
  ['push', 'append'],
  ['mustPrepend', 'prepend'],
  ['mustUniq', 'uniq'],
  ['mustWithout', 'without'],
  ['mustCompact', 'compact'],
  ['mustReverse', 'reverse'],
  ['mustSlice', 'slice'],
  ['mustChunk', 'chunk'],
  ['trimall', 'trimAll'],
  ['mustRegexMatch', 'regexMatch'],
  ['mustRegexFind', 'regexFind'],
  ['mustRegexFindAll', 'regexFindAll'],
  ['mustRegexSplit', 'regexSplit'],
  ['osBase', 'base'],
  ['osDir', 'dir'],
  ['osExt', 'ext'],
  ['osClean', 'clean'],
  ['osIsAbs', 'isAbs'],
] as const;

/** The functions of Go templates, Sprig and Helm that can be computed without a cluster or a clock. */
export const FUNCTIONS: ReadonlyMap<string, Implementation> = functions();

function functions(): Map<string, Implementation> {
  const table = new Map(
    [CHOICES, TEXT, MORE_TEXT, REGEX, ENCODINGS, ARITHMETIC, MAPS, LISTS].flatMap((group) =>
      Object.entries(group),
    ),
  );
  for (const [alias, name] of ALIASES) table.set(alias, table.get(name)!);
  return table;
}
