import type { Location } from '../../files/source.js';

/** A value of a PowerShell script as far as it can be known without running it. */
export type PsValue =
  /** A string, a number or a truth value, as text. */
  | { readonly kind: 'text'; readonly text: string; readonly where: Location; readonly bare?: true }
  | { readonly kind: 'list'; readonly items: readonly PsValue[]; readonly where: Location }
  | {
      readonly kind: 'table';
      /** By the key in lower case. */
      readonly entries: ReadonlyMap<string, PsValue>;
      readonly where: Location;
    }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      /** What stands in front of what is not known. */
      readonly prefix?: string;
      readonly where: Location;
    };

/** What stands behind the name of a command, in order. */
export type PsArgument =
  | { readonly kind: 'value'; readonly value: PsValue }
  /** `-Name`, or `-Name:value` and the entries of a splatted table, which bring their value along. */
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly value?: PsValue;
      readonly where: Location;
    };

export interface PsCommand {
  /** As written, `&` and `.` in front of it left out. */
  readonly name: PsValue;
  readonly args: readonly PsArgument[];
  /** The command whose output comes in through a pipe. */
  readonly input?: PsCommand;
  /** It runs only if something that is not known holds. */
  readonly conditional: boolean;
}

export function textValue(text: string, where: Location): PsValue {
  return { kind: 'text', text, where };
}

export function unknownValue(reason: string, where: Location, prefix = ''): PsValue {
  return { kind: 'unknown', reason, where, ...(prefix === '' ? {} : { prefix }) };
}

/** The values in a list, or the value itself as one. */
export function itemsOf(value: PsValue): readonly PsValue[] {
  return value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];
}

/** The text that the value has in a string; `undefined` when it is not known. */
export function textOf(value: PsValue, separator = ' '): string | undefined {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'table') return 'System.Collections.Hashtable';
  if (value.kind === 'unknown') return undefined;
  const texts = value.items.map((item) => textOf(item, separator));
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

/** Whether a condition holds (about_Booleans); `undefined` when that is not known. */
export function truthOf(value: PsValue): boolean | undefined {
  switch (value.kind) {
    case 'text':
      return !/^(?:|\$?false|0|\$null)$/i.test(value.text);
    case 'list':
      return value.items.length === 0
        ? false
        : value.items.length > 1
          ? true
          : truthOf(value.items[0]!);
    case 'table':
      return true;
    case 'unknown':
      return undefined;
  }
}
