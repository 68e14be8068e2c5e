/** How many characters of text one parser's results are kept for. */
const MOST_CHARACTERS = 4_000_000;

/**
 * A parser that remembers what it made of the texts it saw last, for texts that come up again without a
 * file of their own: commands in strings, scripts that several machines run. Results must not be changed.
 */
export function remembered<T extends object>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let characters = 0;
  return (text) => {
    let result = known.get(text);
    if (result !== undefined) return result;
    result = parse(text);
    if (text.length > MOST_CHARACTERS / 10) return result;
    characters += text.length + 100;
    for (const [oldest] of known) {
      if (characters <= MOST_CHARACTERS) break;
      known.delete(oldest);
      characters -= oldest.length + 100;
    }
    known.set(text, result);
    return result;
  };
}
