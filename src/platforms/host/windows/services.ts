import type { Word } from '../../../memcached/index.js';

/** The command line of a service that a command installs, or of a process that it starts. */
export function serviceCommand(words: readonly Word[]): Word[] | undefined {
  const texts = words.map(({ text }) => text?.toLowerCase() ?? '');
  const program = baseName(texts[0] ?? '').replace(/\.exe$/, '');
  const inner = (word: Word | undefined): Word[] =>
    word?.text === undefined ? [] : splitCommandLine(word);
  /** The value of an option, also when it is glued to it. */
  const option = (pattern: RegExp): Word | undefined => {
    const at = texts.findIndex((text) => pattern.test(text));
    return at < 0 ? undefined : words[at + 1];
  };
  switch (program) {
    case 'sc': {
      const at = texts.findIndex((text) => text.startsWith('binpath='));
      if (at < 0 || !(texts.includes('create') || texts.includes('config'))) return undefined;
      const value = words[at]!.text!.slice(8);
      return inner(value === '' ? words[at + 1] : { ...words[at]!, text: value });
    }
    case 'nssm':
      if (texts[1] === 'install') return words.slice(3).flatMap(inner);
      // `nssm set memcached AppParameters -l 0.0.0.0`
      if (texts[1] === 'set' && texts[3] === 'appparameters' && /memcache/.test(texts[2] ?? ''))
        return [{ ...words[0]!, text: 'memcached' }, ...words.slice(4).flatMap(inner)];
      return undefined;
    case 'new-service':
    case 'set-service':
      return inner(option(/^-(?:b[a-z]*|path)$/));
    case 'schtasks': {
      const command = option(/^\/tr$/);
      return texts.includes('/create') && command !== undefined ? inner(command) : undefined;
    }
    case 'new-scheduledtaskaction': {
      const execute = option(/^-e[a-z]*$/);
      return execute === undefined
        ? undefined
        : [...inner(execute), ...inner(option(/^-a[a-z]*$/))];
    }
    case 'start-process':
    case 'saps': {
      const file =
        option(/^-filepath$/) ?? words.slice(1).find(({ text }) => !/^-/.test(text ?? '-'));
      if (file === undefined) return undefined;
      const list = texts.findIndex((text) => /^-(?:argumentlist|args)$/.test(text));
      const positional = words.slice(words.indexOf(file) + 1);
      const rest =
        list >= 0
          ? words.slice(list + 1, list + 2)
          : positional.filter(({ text }) => !/^-/.test(text ?? '-'));
      return [...inner(file), ...rest.flatMap((word) => listed(word).flatMap(inner))];
    }
    case 'memcached':
      // The old builds for Windows install themselves: `-d install`.
      if (texts[1] !== '-d') return undefined;
      return texts[2] === 'install'
        ? [words[0]!, ...words.slice(3)]
        : texts[2] === 'start' || texts[2] === 'stop' || texts[2] === 'uninstall'
          ? []
          : undefined;
    default:
      return undefined;
  }
}

/** `'-m','512'` comes as one word with commas. */
function listed(word: Word): Word[] {
  if (word.text === undefined || !/^-[^,\s]+,/.test(word.text)) return [word];
  // A comma inside a value (`-l 127.0.0.1,::1`) does not stand before an option.
  return word.text
    .split(/,(?=-)|(?<=^-[A-Za-z]),/)
    .map((text) => ({ ...word, text: text.replace(/^(-[A-Za-z]),/, '$1 ') }));
}

/** A command line as Windows splits it: blanks outside double quotes. */
export function splitCommandLine(word: Word): Word[] {
  const text = (word.text ?? '').replaceAll('\\"', '"');
  const words: Word[] = [];
  for (const match of text.matchAll(/(?:"[^"]*"?|'[^']*'|[^\s"'])+/g)) {
    words.push({ text: match[0].replace(/["']/g, ''), where: word.where });
  }
  return words;
}

function baseName(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
}
