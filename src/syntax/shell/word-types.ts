/** One word of a command after quote removal and expansion. */
export interface ShellWord {
  /** `undefined` when it holds an expansion whose value is not known. */
  readonly text: string | undefined;
  /** As written. Words that come out of one expansion share the same `raw` and offsets. */
  readonly raw: string;
  /** UTF-16 offsets in the text that was read; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Why it is not known, to be read after "because". */
  readonly reason?: string;
  /** An unknown word that stands outside double quotes: it may become several words or none. */
  readonly maySplit?: boolean;
  /** The known text ahead of the first unknown expansion: `-l` of `-l$ADDRESS`. */
  readonly prefix?: string;
  /** Some of it was quoted, so it is no reserved word and no assignment. */
  readonly quoted?: boolean;
  /** For each UTF-16 unit of `text`, the offset it comes from. Absent for unknown words. */
  readonly offsets?: readonly number[];
}

/** A variable that is set, but to something that cannot be known. */
export interface UnknownValue {
  readonly reason: string;
}

/** What a variable holds: text, the elements of an array, something unknown, or not set here. */
export type VariableValue = string | readonly string[] | UnknownValue | undefined;

/** Looks a variable up by its name (`HOME`, `1`, `@`). */
export type Variables = (name: string) => VariableValue;

/** What expansions can ask for beyond the value of a variable. */
export interface Environment {
  readonly variables: Variables;
  /** The output of a command substitution, without trailing newlines; undefined when not known. */
  readonly substitute?: (command: string) => string | undefined;
  /** The value of an arithmetic expansion; undefined when not known. */
  readonly calculate?: (expression: string) => number | undefined;
  /** `${NAME:=value}` sets the variable. */
  readonly assign?: (name: string, value: string) => void;
  /** Shared by all expansions of a script; what goes beyond it is not known. */
  readonly budget?: ExpansionBudget;
}

/** How many characters of values may still be put in. */
export interface ExpansionBudget {
  left: number;
}

/** The one text that a here-document or a double-quoted string becomes; see {@link ExpandedText}. */
export interface ExpandedText {
  /** Unknown expansions stay in it as written. */
  readonly text: string;
  /** For each UTF-16 unit of `text`, the offset it comes from. */
  readonly offsets: readonly number[];
  /** The first unknown expansion, when there is one. */
  readonly reason?: string;
}
