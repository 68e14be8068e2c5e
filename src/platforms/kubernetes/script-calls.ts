import type { Location, SourceFile } from '../../files/source.js';
import type { Data, Entry, Mapping } from '../../syntax/data.js';
import type { ShellWord } from '../../syntax/shell/words.js';

/** A word with the place it stands at; `text` is absent when it is not known. */
export interface Word {
  readonly text: string | undefined;
  readonly where: Location;
}

/** A call of `kubectl`, `oc` or `helm`. */
export interface Call {
  readonly program: 'kubectl' | 'helm';
  readonly operands: readonly Word[];
  readonly options: ReadonlyMap<string, readonly Word[]>;
  /** What stands behind `--`. */
  readonly rest: readonly Word[];
  readonly where: Location;
  readonly file: SourceFile;
}

/** Options without a value, of those that stand in front of operands. */
const FLAGS = new Set(
  '--dry-run --expose --wait --install --atomic --debug --force --create-namespace --generate-name -i -g -it -t --tty --stdin --rm --record --devel --reuse-values --local --overwrite --all'.split(
    ' ',
  ),
);
const SHORT: Readonly<Record<string, string>> = {
  '-n': '--namespace',
  '-l': '--selector',
  '-f': '--values',
  '-p': '--patch',
  '-i': '--install',
};
const PROGRAMS: Readonly<Record<string, Call['program']>> = {
  kubectl: 'kubectl',
  oc: 'kubectl',
  helm: 'helm',
};
/** Programs that bring a kubectl of their own. */
const CARRIERS = new Set(['microk8s', 'k3s', 'minikube', 'k0s', 'rke2']);

/** Reads a command's words; `undefined` when it is another program's. */
export function callOf(words: readonly ShellWord[], file: SourceFile): Call | undefined {
  const all = words.map((word): Word => ({
    text: word.text,
    where: file.location(word.start, word.end),
  }));
  const base = (word: Word | undefined): string =>
    (word?.text ?? '').slice((word?.text ?? '').lastIndexOf('/') + 1);
  let start = 0;
  if (CARRIERS.has(base(all[0]))) start = all[1]?.text === '--' ? 2 : 1;
  const carrier = /^(microk8s|k0s)\.(kubectl|helm3?)$/.exec(base(all[0]));
  const name = carrier?.[2] ?? base(all[start]);
  const program = PROGRAMS[name === 'helm3' ? 'helm' : name];
  const first = all[start];
  const last = all.at(-1);
  if (program === undefined || first === undefined || last === undefined) return undefined;
  const operands: Word[] = [];
  const options = new Map<string, Word[]>();
  const add = (key: string, word: Word): void => {
    const long = SHORT[key] ?? key;
    options.set(long, [...(options.get(long) ?? []), word]);
  };
  // `minikube kubectl -- get pods`
  let i = all[start + 1]?.text === '--' && start > 0 ? start + 2 : start + 1;
  for (; i < all.length; i++) {
    const word = all[i]!;
    const text = word.text;
    if (text === '--') break;
    if (text === undefined || !/^-./.test(text)) {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    if (equals > 0) {
      add(text.slice(0, equals), { ...word, text: text.slice(equals + 1) });
    } else if (FLAGS.has(text) || (program === 'helm' && text === '-i')) {
      add(text, { ...word, text: 'true' });
    } else if (/^-[nlfp].+/.test(text) && !text.startsWith('--')) {
      add(text.slice(0, 2), { ...word, text: text.slice(2) });
    } else {
      const next = all[i + 1];
      if (next !== undefined && next.text !== '--') {
        add(text, next);
        i++;
      }
    }
  }
  return {
    program,
    operands,
    options,
    rest: all.slice(i + 1),
    where: { ...first.where, endLine: last.where.endLine, endColumn: last.where.endColumn },
    file,
  };
}

/** `a=b,c=d` as a map. */
export function labelsFrom(text: string, where: Location): Mapping {
  return map(
    text.split(',').flatMap((pair) => {
      const equals = pair.indexOf('=');
      return equals <= 0
        ? []
        : [field(pair.slice(0, equals), scalar(pair.slice(equals + 1), where))];
    }),
    where,
  );
}

/** A word as a value, where it stands. */
export function wordData({ text, where }: Word): Data {
  return text === undefined
    ? { type: 'unknown', reason: 'the script computes it', where }
    : scalar(text, where);
}

/** Numbers and booleans are told from text as kubectl and helm do. */
export function scalar(text: string, where: Location, typed = true): Data {
  if (typed && /^[0-9]{1,9}$/.test(text)) return { type: 'scalar', value: Number(text), where };
  if (typed && (text === 'true' || text === 'false')) {
    return { type: 'scalar', value: text === 'true', where };
  }
  return { type: 'scalar', value: text, where };
}

/** One entry of a map. */
export function field(key: string, value: Data): Entry {
  return { key, keyWhere: value.where, valueWhere: value.where, value };
}

/** A map that stands at one place. */
export function map(entries: readonly Entry[], where: Location): Mapping {
  return { type: 'map', entries: [...entries], where };
}
