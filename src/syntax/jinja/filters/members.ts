import type { Data } from '../../data.js';
import { isKnown, isUnknown, list, pythonText, reasonOf, truth, unknown } from '../value.js';
import { argument, attributeOf, onList, textArgument, type JinjaFilter } from './call.js';

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

const extractFilter: JinjaFilter = (call) => {
  const container = call.positional[0];
  if (container === undefined) return unknown('extract needs a container', call.where);
  if (isUnknown(call.input)) return call.input;
  let result = attributeOf(container, pythonText(call.input) ?? '', call.where);
  const more = argument(call, 1, 'morekeys');
  for (const key of more === undefined ? [] : more.type === 'list' ? more.items : [more]) {
    result = attributeOf(result, pythonText(key) ?? '', call.where);
  }
  return call.evaluator.finish(result);
};

/** Filters that reach into members, or keep those for which a test holds. */
export const MEMBER_FILTERS: Readonly<Record<string, JinjaFilter>> = {
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
};
