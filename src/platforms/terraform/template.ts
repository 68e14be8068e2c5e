import type { Location } from '../../files/source.js';
import type { Data } from '../../syntax/data.js';
import type { TemplatePart } from '../../syntax/hcl/index.js';
import { withoutReference } from './functions/call.js';
import { iterate, withNames } from './iteration.js';
import { place, type Evaluate, type Scope } from './scope.js';
import {
  derived,
  failure,
  LONGEST_TEXT,
  scalar,
  toBoolean,
  toText,
  unknown,
  UNKNOWN_TEXT,
  via,
  withOrigin,
} from './values.js';

/** The text of a template; the value itself where it is one value alone. */
export function template(
  parts: readonly TemplatePart[],
  scope: Scope,
  where: Location,
  evaluate: Evaluate,
): Data {
  const only = parts[0];
  if (parts.length === 1 && only?.kind === 'value') return via(evaluate(only.value, scope), where);
  const rendering: Rendering = { text: '', inputs: [], missing: undefined };
  render(parts, scope, rendering, evaluate);
  const { text, inputs, missing } = rendering;
  if (missing !== undefined) return withOrigin(missing, { partial: { text, where } });
  return derived(scalar(text, where), where, inputs);
}

/** A template as it is put together. */
interface Rendering {
  text: string;
  /** What was put in. */
  readonly inputs: Data[];
  /** The first piece that is not known; the text has a stand-in for it. */
  missing: Data | undefined;
}

function render(
  parts: readonly TemplatePart[],
  scope: Scope,
  into: Rendering,
  evaluate: Evaluate,
): void {
  const lack = (piece: Data): void => {
    into.missing ??= piece;
    into.text += UNKNOWN_TEXT;
  };
  for (const part of parts) {
    if (into.text.length > LONGEST_TEXT || !scope.names.budget.step()) {
      into.missing ??= unknown('the text is too long to be evaluated', place(scope, part));
      return;
    }
    switch (part.kind) {
      case 'text':
        into.text += part.text;
        break;
      case 'value': {
        const value = evaluate(part.value, scope);
        into.inputs.push(value);
        const piece = toText(value);
        if (piece !== undefined) into.text += piece;
        else if (value.type === 'unknown') {
          lack(derived(withoutReference(value), place(scope, part), [value]));
        } else lack(failure('only a single value can be put into a text', place(scope, part)));
        break;
      }
      case 'if': {
        const condition = evaluate(part.condition, scope);
        const known = toBoolean(condition);
        if (known !== undefined) render(known ? part.then : part.otherwise, scope, into, evaluate);
        else if (condition.type === 'unknown') lack(withoutReference(condition));
        else lack(failure('the condition is neither true nor false', place(scope, part)));
        break;
      }
      case 'for': {
        const steps = iterate(evaluate(part.collection, scope), place(scope, part));
        if (!Array.isArray(steps)) {
          lack(steps);
          break;
        }
        for (const { key, value } of steps) {
          if (into.text.length > LONGEST_TEXT) break;
          render(part.body, withNames(scope, part, key, value), into, evaluate);
        }
      }
    }
  }
}
