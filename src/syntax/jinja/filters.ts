import type { Location } from '../../files/source.js';
import { entry, type Data } from '../data.js';
import type { CallArguments, Evaluator } from './evaluate.js';
import { joinTexts, splitText, stripChars } from './methods.js';
import { compareOrder, isIn, percentFormat } from './operators.js';
import { expandReplacement, SafeRegex } from './regex.js';
import { compose, piecesOf, renderedOf } from './rendered.js';
import { sorted } from './tests.js';
import {
  equals,
  float,
  isFloat,
  isKnown,
  isUnknown,
  list,
  mapping,
  missing,
  pairsOf,
  pythonText,
  reasonOf,
  scalar,
  truth,
  unknown,
} from './value.js';
import { yamlIn } from './yaml.js';

export interface FilterCall extends CallArguments {
  readonly input: Data;
  readonly where: Location;
  readonly evaluator: Evaluator;
}

export type JinjaFilter = (call: FilterCall) => Data;

function argument(call: FilterCall, index: number, name: string): Data | undefined {
  return call.positional[index] ?? call.named.get(name);
}

function textArgument(call: FilterCall, index: number, name: string): string | undefined {
  const value = argument(call, index, name);
  return value === undefined || isUnknown(value) ? undefined : pythonText(value);
}

function flag(call: FilterCall, index: number, name: string): boolean {
  const value = argument(call, index, name);
  return value !== undefined && truth(value) === true;
}

/** Unknown in, unknown out. */
function known(run: JinjaFilter): JinjaFilter {
  return (call) => (isUnknown(call.input) ? call.input : run(call));
}

/** On the input as text; candidates of an unknown one are mapped too. */
function text(run: (value: string, call: FilterCall) => string | Data): JinjaFilter {
  return (call) => {
    const { input } = call;
    const apply = (value: string): string | Data => run(value, call);
    if (isUnknown(input)) {
      if (input.oneOf === undefined) return input;
      const mapped = input.oneOf.map((one) => apply(String(one)));
      if (!mapped.every((one) => typeof one === 'string'))
        return unknown(input.reason, input.where);
      return unknown(input.reason, input.where, { oneOf: mapped });
    }
    const value = pythonText(input);
    if (value === undefined) return unknown(reasonOf(input), call.where);
    const result = apply(value);
    return typeof result === 'string' ? scalar(result, input.where) : result;
  };
}

/** On the input as a list. */
function onList(run: (items: readonly Data[], call: FilterCall) => Data): JinjaFilter {
  return known((call) => {
    const items = itemsOfInput(call.input);
    return items === undefined ? unknown('a list is needed here', call.where) : run(items, call);
  });
}

function itemsOfInput(input: Data): readonly Data[] | undefined {
  if (input.type === 'list') return input.items;
  if (input.type === 'map') return pairsOf(input).map(([key, value]) => scalar(key, value.where));
  if (input.type === 'scalar' && typeof input.value === 'string') {
    return [...input.value].map((char) => scalar(char, input.where));
  }
  return undefined;
}

const defaultFilter: JinjaFilter = (call) => {
  const { input } = call;
  const fallback = argument(call, 0, 'default_value') ?? scalar('', call.where);
  if (isUnknown(input) && input.missing) return fallback;
  if (!flag(call, 1, 'boolean')) return input;
  const holds = truth(input);
  if (holds === false) return fallback;
  return holds === undefined && equals(input, fallback) !== true
    ? unknown(
        reasonOf(input),
        call.where,
        isUnknown(input) && input.nature ? { nature: input.nature } : {},
      )
    : input;
};

const intFilter: JinjaFilter = known((call) => {
  const { input } = call;
  if (input.type !== 'scalar') return argument(call, 0, 'default') ?? scalar(0, call.where);
  const { value } = input;
  if (typeof value === 'number') return scalar(Math.trunc(value), input.where);
  if (typeof value === 'boolean') return scalar(Number(value), input.where);
  const base = argument(call, 1, 'base');
  if (base?.type === 'scalar' && typeof base.value === 'number' && base.value !== 10) {
    const parsed = base.value >= 2 && base.value <= 36 ? parseInt(String(value), base.value) : NaN;
    return scalar(Number.isNaN(parsed) ? 0 : parsed, input.where);
  }
  const digits = String(value ?? '').trim();
  if (/^[-+]?[0-9]{1,15}(\.[0-9]{0,20})?$/.test(digits)) {
    return scalar(Math.trunc(Number(digits)), input.where);
  }
  return argument(call, 0, 'default') ?? scalar(0, call.where);
});

const floatFilter: JinjaFilter = known((call) => {
  const { input } = call;
  const value = input.type === 'scalar' ? Number(input.value) : NaN;
  if (Number.isFinite(value) && input.type === 'scalar' && input.value !== '')
    return float(value, input.where);
  return argument(call, 0, 'default') ?? float(0, call.where);
});

/** Ansible's `bool`: only yes, on, 1 and true are true. */
const boolFilter: JinjaFilter = known((call) => {
  const { input } = call;
  if (input.type !== 'scalar') return scalar(false, call.where);
  if (typeof input.value === 'boolean' || input.value === null) return input;
  const word = String(input.value).toLowerCase();
  return scalar(['yes', 'on', '1', 'true', 'y', 't'].includes(word), input.where);
});

const stringFilter: JinjaFilter = known((call) => {
  const value = pythonText(call.input);
  return value === undefined
    ? unknown(reasonOf(call.input), call.where)
    : scalar(value, call.input.where);
});

const joinFilter: JinjaFilter = known((call) => {
  const separator = argument(call, 0, 'd');
  if (separator !== undefined && isUnknown(separator)) return separator;
  let items = itemsOfInput(call.input);
  if (items === undefined) return unknown('a list is needed here', call.where);
  const attribute = textArgument(call, 1, 'attribute');
  if (attribute !== undefined)
    items = items.map((item) => attributeOf(item, attribute, call.where));
  return joinTexts(items, separator === undefined ? '' : (pythonText(separator) ?? ''), call.where);
});

/** `a.b.0` below a value. */
function attributeOf(item: Data, path: string, where: Location): Data {
  let here = item;
  for (const step of path.split('.')) {
    if (isUnknown(here)) return here.missing ? here : unknown(here.reason, here.where);
    const next =
      here.type === 'list' && /^[0-9]{1,6}$/.test(step)
        ? here.items[Number(step)]
        : entry(here, step)?.value;
    if (next === undefined) return missing(`"${path.slice(0, 60)}" is not defined`, where);
    here = next;
  }
  return here;
}

const mapFilter: JinjaFilter = onList((items, call) => {
  const attribute = call.named.get('attribute');
  if (attribute !== undefined) {
    const path = pythonText(attribute);
    if (path === undefined || isUnknown(attribute))
      return unknown('the attribute is not known', call.where);
    const fallback = call.named.get('default');
    return list(
      items.map((item) => {
        const value = attributeOf(item, path, call.where);
        return isUnknown(value) && value.missing && fallback !== undefined ? fallback : value;
      }),
      call.where,
    );
  }
  const name = call.positional[0];
  if (name === undefined || isUnknown(name))
    return unknown('the filter to map is not known', call.where);
  const args = { positional: call.positional.slice(1), named: call.named };
  const filter = (pythonText(name) ?? '').split('.').at(-1)!;
  return list(
    items.map((item) => call.evaluator.applyFilter(filter, item, args, call.where)),
    call.where,
  );
});

/** `select`, `reject` and their `attr` forms. */
function selection(wanted: boolean, byAttribute: boolean): JinjaFilter {
  return onList((items, call) => {
    const attribute = byAttribute ? textArgument(call, 0, 'attribute') : undefined;
    if (byAttribute && attribute === undefined)
      return unknown('the attribute is not known', call.where);
    const rest = call.positional.slice(byAttribute ? 1 : 0);
    const name = rest[0] === undefined ? undefined : pythonText(rest[0]);
    const args = { positional: rest.slice(1), named: call.named };
    const kept: Data[] = [];
    for (const item of items) {
      const subject = attribute === undefined ? item : attributeOf(item, attribute, call.where);
      const holds =
        name === undefined
          ? truth(subject)
          : call.evaluator.applyTest(name.split('.').at(-1)!, subject, args);
      if (holds === undefined) {
        return unknown(
          isKnown(subject) ? `the test "${name}" cannot be decided` : reasonOf(subject),
          call.where,
        );
      }
      if (holds === wanted) kept.push(item);
    }
    return list(kept, call.where);
  });
}

const flattenFilter: JinjaFilter = onList((items, call) => {
  const levels = argument(call, 0, 'levels');
  const most = levels?.type === 'scalar' && typeof levels.value === 'number' ? levels.value : 50;
  const flatten = (inner: readonly Data[], depth: number): Data[] =>
    inner.flatMap((item) =>
      item.type === 'list' && depth < most ? flatten(item.items, depth + 1) : [item],
    );
  return list(
    flatten(items, 0).filter((item) => !(item.type === 'scalar' && item.value === null)),
    call.where,
  );
});

function without(items: readonly Data[]): Data[] {
  const kept: Data[] = [];
  for (const item of items) {
    if (kept.length > 2000) break;
    if (!kept.some((other) => equals(item, other) === true)) kept.push(item);
  }
  return kept;
}

/** `union`, `intersect`, `difference`, `symmetric_difference`. */
function setFilter(
  keep: (item: Data, a: Data, b: Data) => boolean | undefined,
  both: boolean,
): JinjaFilter {
  return onList((items, call) => {
    const other = argument(call, 0, 'b');
    if (other?.type !== 'list') {
      return unknown(
        other !== undefined && isUnknown(other) ? other.reason : 'a list is needed here',
        call.where,
      );
    }
    const all = without(both ? [...items, ...other.items] : items);
    const kept: Data[] = [];
    for (const item of all) {
      const answer = keep(item, list(items, call.where), other);
      if (answer === undefined) return unknown(reasonOf(isKnown(item) ? other : item), call.where);
      if (answer) kept.push(item);
    }
    return list(kept, call.where);
  });
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

const combineFilter: JinjaFilter = (call) => {
  const recursive = flag(call, 99, 'recursive');
  const listMerge = textArgument(call, 99, 'list_merge') ?? 'replace';
  const parts = [call.input, ...call.positional].flatMap((part) =>
    part.type === 'list' ? part.items : [part],
  );
  let result: Data = mapping([], call.where);
  for (const part of parts) {
    if (isUnknown(part)) return unknown(part.reason, part.where);
    if (part.type !== 'map') return unknown('combine needs dictionaries', call.where);
    const merged = merge(result, part, recursive, listMerge, call.where, 0);
    if (merged === undefined)
      return unknown(`combine with list_merge="${listMerge}" is not evaluated`, call.where);
    result = merged;
  }
  return result;
};

function merge(
  base: Data,
  over: Data,
  recursive: boolean,
  listMerge: string,
  where: Location,
  depth: number,
): Data | undefined {
  const pairs = new Map(pairsOf(base));
  for (const [key, value] of pairsOf(over)) {
    const before = pairs.get(key);
    if (recursive && depth < 50 && before?.type === 'map' && value.type === 'map') {
      const inner = merge(before, value, recursive, listMerge, where, depth + 1);
      if (inner === undefined) return undefined;
      pairs.set(key, inner);
    } else if (before?.type === 'list' && value.type === 'list' && listMerge !== 'replace') {
      if (listMerge === 'append') pairs.set(key, list([...before.items, ...value.items], where));
      else if (listMerge === 'prepend')
        pairs.set(key, list([...value.items, ...before.items], where));
      else if (listMerge !== 'keep') return undefined;
    } else {
      pairs.set(key, value);
    }
  }
  return mapping([...pairs], where);
}

const ternaryFilter: JinjaFilter = (call) => {
  const yes = argument(call, 0, 'true_val') ?? scalar(null, call.where);
  const no = argument(call, 1, 'false_val') ?? scalar(null, call.where);
  const none = argument(call, 2, 'none_val');
  if (none !== undefined && call.input.type === 'scalar' && call.input.value === null) return none;
  const holds = truth(call.input);
  if (holds === undefined)
    return equals(yes, no) === true ? yes : unknown(reasonOf(call.input), call.where);
  return holds ? yes : no;
};

const dict2items: JinjaFilter = known((call) => {
  if (call.input.type !== 'map') return unknown('dict2items needs a dictionary', call.where);
  const keyName = textArgument(call, 0, 'key_name') ?? 'key';
  const valueName = textArgument(call, 1, 'value_name') ?? 'value';
  return list(
    pairsOf(call.input).map(([key, value]) =>
      mapping(
        [
          [keyName, scalar(key, value.where)],
          [valueName, value],
        ],
        value.where,
      ),
    ),
    call.where,
  );
});

const items2dict: JinjaFilter = onList((items, call) => {
  const keyName = textArgument(call, 0, 'key_name') ?? 'key';
  const valueName = textArgument(call, 1, 'value_name') ?? 'value';
  const pairs: [string, Data][] = [];
  for (const item of items) {
    const key = entry(item, keyName)?.value;
    const value = entry(item, valueName)?.value;
    const name = key === undefined ? undefined : pythonText(key);
    if (name === undefined || value === undefined) {
      return unknown(
        isUnknown(item) ? item.reason : 'items2dict needs keys and values',
        call.where,
      );
    }
    pairs.push([name, value]);
  }
  return mapping(pairs, call.where);
});

const productFilter: JinjaFilter = onList((items, call) => {
  let rows: Data[][] = items.map((item) => [item]);
  for (const other of call.positional) {
    if (other.type !== 'list') return unknown(reasonOf(other), call.where);
    if (rows.length * other.items.length > 10_000)
      return unknown('the product is too long', call.where);
    rows = rows.flatMap((row) => other.items.map((item) => [...row, item]));
  }
  return list(
    rows.map((row) => list(row, call.where)),
    call.where,
  );
});

function zipFilter(longest: boolean): JinjaFilter {
  return onList((items, call) => {
    const columns: (readonly Data[])[] = [items];
    for (const other of call.positional) {
      if (other.type !== 'list') return unknown(reasonOf(other), call.where);
      columns.push(other.items);
    }
    const lengths = columns.map((column) => column.length);
    const rows = longest ? Math.max(...lengths) : Math.min(...lengths);
    const fill = call.named.get('fillvalue') ?? scalar(null, call.where);
    return list(
      Array.from({ length: rows }, (_, i) =>
        list(
          columns.map((column) => column[i] ?? fill),
          call.where,
        ),
      ),
      call.where,
    );
  });
}

/** Regex flags as the filters take them. */
function regexOf(pattern: string, call: FilterCall): SafeRegex | undefined {
  return SafeRegex.compile(pattern, {
    ignoreCase: flag(call, 99, 'ignorecase'),
    multiline: flag(call, 99, 'multiline'),
  });
}

const regexReplace: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'pattern');
  const replacement = textArgument(call, 1, 'replacement');
  if (pattern === undefined || replacement === undefined)
    return unknown('the pattern is not known', call.where);
  const matches = regexOf(pattern, call)?.all(value);
  if (matches === undefined || matches === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  const count = argument(call, 99, 'count');
  const most =
    count?.type === 'scalar' && typeof count.value === 'number' && count.value > 0
      ? count.value
      : Infinity;
  let result = '';
  let from = 0;
  matches.slice(0, most).forEach((match) => {
    result += value.slice(from, match.start) + expandReplacement(replacement, match, value);
    from = match.end;
  });
  return result + value.slice(from);
});

const regexSearch: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'regex');
  if (pattern === undefined) return unknown('the pattern is not known', call.where);
  const regex = regexOf(pattern, call);
  const match = regex?.search(value);
  if (regex === undefined || match === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  if (match === undefined) return scalar(null, call.where);
  const groups = call.positional.slice(1).map((one) => pythonText(one) ?? '');
  if (groups.length === 0) return value.slice(match.start, match.end);
  return list(
    groups.map((group) => {
      const name = /^\\g<(.{1,40})>$/.exec(group)?.[1];
      const index =
        name === undefined ? Number(group.slice(1)) : (match.names[name] ?? Number(name));
      return scalar(match.groups[index - 1] ?? null, call.where);
    }),
    call.where,
  );
});

const regexFindall: JinjaFilter = text((value, call) => {
  const pattern = textArgument(call, 0, 'regex');
  const matches = pattern === undefined ? undefined : regexOf(pattern, call)?.all(value);
  if (matches === undefined || matches === 'too-long') {
    return unknown('the regular expression is not evaluated', call.where);
  }
  return list(
    matches.map((match) =>
      match.groups.length === 0
        ? scalar(value.slice(match.start, match.end), call.where)
        : match.groups.length === 1
          ? scalar(match.groups[0] ?? '', call.where)
          : list(
              match.groups.map((group) => scalar(group ?? '', call.where)),
              call.where,
            ),
    ),
    call.where,
  );
});

function jsonText(value: Data, indent: number | undefined): string | undefined {
  const plain = plainValue(value, 0);
  if (plain === undefined) return undefined;
  const json = JSON.stringify(plain.value, null, indent);
  // Python writes blanks after commas and colons.
  return indent === undefined ? spaced(json) : json;
}

function spaced(json: string): string {
  let result = '';
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const char = json[i]!;
    result += char;
    if (quoted && char === '\\') result += json[++i] ?? '';
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === ',' || char === ':')) result += ' ';
  }
  return result;
}

function plainValue(value: Data, depth: number): { value: unknown } | undefined {
  if (depth > 60 || value.type === 'unknown') return undefined;
  if (value.type === 'scalar') return { value: value.value };
  if (value.type === 'list') {
    const items = value.items.map((item) => plainValue(item, depth + 1));
    return items.includes(undefined) ? undefined : { value: items.map((item) => item!.value) };
  }
  const result: [string, unknown][] = [];
  for (const [key, inner] of pairsOf(value)) {
    const plain = plainValue(inner, depth + 1);
    if (plain === undefined) return undefined;
    result.push([key, plain.value]);
  }
  return { value: Object.fromEntries(result) };
}

/** JSON is YAML, and is what a reader of the file makes of either. */
const toJson =
  (indent: number | undefined): JinjaFilter =>
  (call) => {
    if (isUnknown(call.input)) return unknown(call.input.reason, call.input.where);
    const json = jsonText(call.input, indent);
    return json === undefined
      ? unknown(reasonOf(call.input), call.where)
      : compose([{ text: json, locate: () => call.input.where, fromValue: true }], call.where);
  };

const fromJson: JinjaFilter = known((call) => {
  const value = pythonText(call.input);
  try {
    return fromPlain(JSON.parse(value ?? ''), call.input.where, 0);
  } catch {
    return unknown('it is not JSON', call.where);
  }
});

/** The first document; what is not known in the text is not known in it. */
const fromYaml: JinjaFilter = (call) =>
  documentsOf(call)?.[0] ?? unknown('it is not YAML that is known', call.where);

const fromYamlAll: JinjaFilter = (call) => {
  const documents = documentsOf(call);
  return documents === undefined
    ? unknown('it is not YAML that is known', call.where)
    : list(documents, call.where);
};

function documentsOf({ input }: FilterCall): readonly Data[] | undefined {
  if (input.type === 'map' || input.type === 'list') return [input];
  if (isUnknown(input) && piecesOf(input).length === 1) return undefined;
  const { documents, errors } = yamlIn(input.where.file, renderedOf(input));
  return errors.length > 0 ? undefined : documents;
}

function fromPlain(value: unknown, where: Location, depth: number): Data {
  if (depth > 60) return unknown('it is nested too deeply', where);
  if (Array.isArray(value))
    return list(
      value.map((item) => fromPlain(item, where, depth + 1)),
      where,
    );
  if (typeof value === 'object' && value !== null) {
    return mapping(
      Object.entries(value).map(
        ([key, inner]) => [key, fromPlain(inner, where, depth + 1)] as const,
      ),
      where,
    );
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return scalar(value, where);
  }
  return scalar(null, where);
}

const extractFilter: JinjaFilter = (call) => {
  const container = call.positional[0];
  if (container === undefined) return unknown('extract needs a container', call.where);
  if (isUnknown(call.input)) return call.input;
  let result = call.evaluator.memberOf(container, call.input, call.where);
  const more = argument(call, 1, 'morekeys');
  for (const key of more === undefined ? [] : more.type === 'list' ? more.items : [more]) {
    result = call.evaluator.memberOf(call.evaluator.finish(result), key, call.where);
  }
  return call.evaluator.finish(result);
};

/** The name of a value's class in Python, as `type_debug` prints it. */
function pythonType(value: Data): string {
  if (value.type === 'list') return 'list';
  if (value.type !== 'scalar') return 'dict';
  if (value.value === null) return 'NoneType';
  if (typeof value.value === 'boolean') return 'bool';
  if (typeof value.value === 'number') return isFloat(value) ? 'float' : 'int';
  return 'str';
}

const ends =
  (pick: (items: readonly Data[]) => Data | undefined): JinjaFilter =>
  (call) => {
    if (isUnknown(call.input) && call.input.nature !== undefined) return call.input;
    return onList((items) => pick(items) ?? missing('the list is empty', call.where))(call);
  };

const extremum = (sign: 1 | -1): JinjaFilter =>
  onList((items, call) => {
    let best: Data | undefined;
    for (const item of items) {
      const order = best === undefined ? 1 : compareOrder(item, best);
      if (order === undefined)
        return unknown(isKnown(item) ? 'the values have no order' : reasonOf(item), call.where);
      if (best === undefined || order * sign > 0) best = item;
    }
    return best ?? missing('the list is empty', call.where);
  });

/** The address as it is where nothing has to be computed: an unknown keeps what it is. */
const addressFilter: JinjaFilter = (call) => {
  if (isUnknown(call.input)) return call.input;
  const query = textArgument(call, 0, 'query');
  if (query === undefined || query === 'address') {
    const apply = text((value) => (query === 'address' ? value.split('/')[0]! : value));
    if (call.input.type === 'scalar') return apply(call);
  }
  return unknown('the filter "ipaddr" is not evaluated', call.where);
};

const commentFilter: JinjaFilter = (call) => {
  const pieces = piecesOf(call.input);
  const style = textArgument(call, 0, 'style') ?? 'plain';
  const mark = call.named.get('decoration');
  const lead =
    mark === undefined
      ? ({ c: ' * ', cblock: ' * ', erlang: '% ', xml: ' - ' }[style] ?? '# ')
      : (pythonText(mark) ?? '# ');
  const body = pieces.map((piece) => piece.text).join('');
  const lines = body.split('\n').map((line) => `${lead}${line}`.trimEnd());
  // An unknown text in a comment changes nothing as long as it stays on its line.
  return scalar(['#', ...lines, '#'].join('\n').replaceAll('\ue000', '?'), call.where);
};

/**
 * The filters of Jinja2 and of Ansible that playbooks use. What is not here makes the value unknown,
 * with the filter's name as the reason.
 */
export const FILTERS: Readonly<Record<string, JinjaFilter>> = {
  default: defaultFilter,
  d: defaultFilter,
  mandatory: (call) => call.input,
  int: intFilter,
  float: floatFilter,
  bool: boolFilter,
  string: stringFilter,
  to_text: stringFilter,
  abs: known((call) =>
    call.input.type === 'scalar' && typeof call.input.value === 'number'
      ? { ...call.input, value: Math.abs(call.input.value) }
      : unknown('abs needs a number', call.where),
  ),
  round: known((call) =>
    call.input.type === 'scalar' &&
    typeof call.input.value === 'number' &&
    call.positional.length === 0
      ? float(Math.round(call.input.value), call.where)
      : unknown('the rounding is not evaluated', call.where),
  ),
  join: joinFilter,
  split: text((value, call) => {
    const separator = argument(call, 0, 'sep');
    if (separator !== undefined && isUnknown(separator)) return separator;
    const parts = splitText(value, separator === undefined ? undefined : pythonText(separator));
    return list(
      parts.map((part) => scalar(part, call.input.where)),
      call.where,
    );
  }),
  lower: text((value) => value.toLowerCase()),
  upper: text((value) => value.toUpperCase()),
  capitalize: text((value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()),
  title: text((value) =>
    value.replace(
      /[A-Za-z]+/g,
      (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    ),
  ),
  trim: text((value, call) => stripChars(value, textArgument(call, 0, 'chars'), true, true)),
  replace: text((value, call) => {
    const from = textArgument(call, 0, 'old');
    const to = textArgument(call, 1, 'new');
    if (from === undefined || to === undefined || from === '')
      return unknown('the replacement is not known', call.where);
    if (value.split(from).length * to.length > 1_000_000)
      return unknown('the text is too long', call.where);
    return value.split(from).join(to);
  }),
  regex_replace: regexReplace,
  regex_search: regexSearch,
  regex_findall: regexFindall,
  regex_escape: text((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')),
  quote: text((value) =>
    /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`,
  ),
  basename: text((value) => value.slice(value.lastIndexOf('/') + 1)),
  dirname: text((value) => value.slice(0, Math.max(value.lastIndexOf('/'), 0))),
  splitext: text((value, call) => {
    const dot = value.lastIndexOf('.');
    const at = dot > value.lastIndexOf('/') + 1 ? dot : value.length;
    return list(
      [scalar(value.slice(0, at), call.where), scalar(value.slice(at), call.where)],
      call.where,
    );
  }),
  indent: (call) => {
    const width = argument(call, 0, 'width');
    const count =
      width?.type === 'scalar' && typeof width.value === 'number' ? Math.min(width.value, 200) : 4;
    const pad = ' '.repeat(Math.max(count, 0));
    const first = flag(call, 1, 'first') || flag(call, 1, 'indentfirst');
    let lineStart = first;
    // Blanks are put in front of each line; the pieces keep their origins.
    const pieces = piecesOf(call.input).flatMap((piece) => {
      const parts: ReturnType<typeof piecesOf>[number][] = [];
      let from = 0;
      while (from < piece.text.length) {
        const newline = piece.text.indexOf('\n', from);
        const to = newline < 0 ? piece.text.length : newline + 1;
        const start = from;
        if (lineStart && piece.text[from] !== '\n') {
          parts.push({ text: pad, locate: () => piece.locate(start, start), fromValue: false });
        }
        parts.push({
          ...piece,
          text: piece.text.slice(from, to),
          locate: (a, b) => piece.locate(start + a, start + b),
        });
        lineStart = newline >= 0;
        from = to;
      }
      return parts;
    });
    return compose(pieces, call.input.where);
  },
  comment: commentFilter,
  format: known((call) =>
    call.input.type === 'scalar' && typeof call.input.value === 'string'
      ? percentFormat(call.input.value, call.positional, call.where)
      : unknown('format needs a text', call.where),
  ),
  ternary: ternaryFilter,
  first: ends((items) => items[0]),
  last: ends((items) => items.at(-1)),
  random: known((call) =>
    call.input.type === 'list' && call.input.items.length === 1
      ? call.input.items[0]!
      : unknown('a random choice is not known', call.where),
  ),
  min: extremum(-1),
  max: extremum(1),
  sum: onList((items, call) => {
    const attribute = textArgument(call, 0, 'attribute');
    const parts =
      attribute === undefined
        ? items
        : items.map((item) => attributeOf(item, attribute, call.where));
    const start = argument(call, 1, 'start');
    if (start?.type === 'list') {
      const lists = parts.map((part) => (part.type === 'list' ? part.items : undefined));
      if (lists.includes(undefined)) return unknown('the lists are not known', call.where);
      return list([...start.items, ...lists.flatMap((one) => one!)], call.where);
    }
    let total = 0;
    for (const part of parts) {
      if (part.type !== 'scalar' || typeof part.value !== 'number')
        return unknown(reasonOf(part), call.where);
      total += part.value;
    }
    return scalar(total, call.where);
  }),
  length: known((call) => {
    const { input } = call;
    if (input.type === 'list') return scalar(input.items.length, call.where);
    if (input.type === 'map') return scalar(pairsOf(input).length, call.where);
    return typeof (input.type === 'scalar' ? input.value : null) === 'string'
      ? scalar([...pythonText(input)!].length, call.where)
      : unknown('it has no length', call.where);
  }),
  count: (call) => FILTERS['length']!(call),
  list: onList((items, call) => list(items, call.where)),
  unique: onList((items, call) =>
    items.every((item) => isKnown(item))
      ? list(without(items), call.where)
      : list(items, call.where),
  ),
  union: setFilter(() => true, true),
  intersect: setFilter((item, _a, b) => isIn(item, b), false),
  difference: setFilter((item, _a, b) => not(isIn(item, b)), false),
  symmetric_difference: setFilter((item, a, b) => {
    const inA = isIn(item, a);
    const inB = isIn(item, b);
    return inA === undefined || inB === undefined ? undefined : inA !== inB;
  }, true),
  flatten: flattenFilter,
  reverse: known((call) => {
    if (call.input.type === 'list') return list([...call.input.items].reverse(), call.where);
    return text((value) => [...value].reverse().join(''))(call);
  }),
  sort: onList((items, call) => {
    const bad = items.find((item) => !isKnown(item));
    if (bad !== undefined) return unknown(reasonOf(bad), call.where);
    const attribute = textArgument(call, 2, 'attribute');
    const key = (item: Data): Data => {
      const value = attribute === undefined ? item : attributeOf(item, attribute, call.where);
      return value.type === 'scalar' &&
        typeof value.value === 'string' &&
        !flag(call, 1, 'case_sensitive')
        ? { ...value, value: value.value.toLowerCase() }
        : value;
    };
    const result = sorted(items, key);
    return list(flag(call, 0, 'reverse') ? [...result].reverse() : result, call.where);
  }),
  dictsort: known((call) =>
    call.input.type === 'map'
      ? list(
          [...pairsOf(call.input)]
            .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
            .map(([key, value]) => list([scalar(key, value.where), value], value.where)),
          call.where,
        )
      : unknown('dictsort needs a dictionary', call.where),
  ),
  map: mapFilter,
  select: selection(true, false),
  reject: selection(false, false),
  selectattr: selection(true, true),
  rejectattr: selection(false, true),
  attr: (call) => {
    const name = textArgument(call, 0, 'name');
    return name === undefined
      ? unknown('the attribute is not known', call.where)
      : attributeOf(call.input, name, call.where);
  },
  extract: extractFilter,
  type_debug: (call) =>
    isUnknown(call.input) ? call.input : scalar(pythonType(call.input), call.where),
  items: known((call) =>
    list(
      pairsOf(call.input).map(([key, value]) =>
        list([scalar(key, value.where), value], value.where),
      ),
      call.where,
    ),
  ),
  dict2items,
  items2dict,
  dict: known((call) => {
    if (call.input.type === 'map') return call.input;
    if (call.input.type !== 'list') return unknown('it is no list of pairs', call.where);
    const pairs: [string, Data][] = [];
    for (const item of call.input.items) {
      const key =
        item.type === 'list' ? pythonText(item.items[0] ?? scalar('', call.where)) : undefined;
      if (key === undefined || item.type !== 'list' || item.items[1] === undefined)
        return unknown('it is no list of pairs', call.where);
      pairs.push([key, item.items[1]]);
    }
    return mapping(pairs, call.where);
  }),
  combine: combineFilter,
  product: productFilter,
  zip: zipFilter(false),
  zip_longest: zipFilter(true),
  batch: unsupported('batch'),
  groupby: unsupported('groupby'),
  to_json: toJson(undefined),
  to_nice_json: toJson(4),
  tojson: toJson(undefined),
  to_yaml: toJson(undefined),
  to_nice_yaml: toJson(undefined),
  from_json: fromJson,
  from_yaml: fromYaml,
  from_yaml_all: fromYamlAll,
  ipaddr: addressFilter,
  ipv4: addressFilter,
  ipv6: addressFilter,
  ipwrap: text((value) => (value.includes(':') && !value.startsWith('[') ? `[${value}]` : value)),
  safe: (call) => call.input,
  e: (call) => call.input,
  escape: (call) => call.input,
};

function unsupported(name: string): JinjaFilter {
  return (call) => unknown(`the filter "${name}" is not evaluated`, call.where);
}
