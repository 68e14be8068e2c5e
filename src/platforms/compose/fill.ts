import type { Data } from '../../syntax/data.js';
import type { Environment } from './environment.js';
import { interpolate, type VariableUse } from './interpolate.js';
import { UNKNOWN_PART } from './ports.js';
import { isTemplated, maskTemplate } from './template.js';

/** What a scalar was before variables were put in. */
export interface Origin {
  readonly uses: readonly VariableUse[];
  /** The text with example files left aside, when that is another. */
  readonly certain?: string;
  /** The text with {@link UNKNOWN_PART} for variables that nothing sets for sure, if there are any. */
  readonly open?: string;
}

const DEEPEST = 200;
/** All values with variables of one project together; what goes beyond is not known. */
const MOST_TEXT = 20_000_000;

/** Puts variables into the values of files and remembers where each value came from. */
export class Variables {
  private readonly origins = new WeakMap<Data, Origin>();
  private total = 0;

  /** How a scalar got its value; `undefined` for one without variables. */
  originOf(data: Data): Origin | undefined {
    return this.origins.get(data);
  }

  /** Puts variables into the values below `data`; keys stay as they are. */
  fill(data: Data, environment: Environment, depth = 0): Data {
    if (depth > DEEPEST) return data;
    if (data.type === 'map') {
      let changed = false;
      const entries = data.entries.map((one) => {
        const value = this.fill(one.value, environment, depth + 1);
        if (value === one.value) return one;
        changed = true;
        return { ...one, value };
      });
      return changed ? { ...data, entries } : data;
    }
    if (data.type === 'list') {
      let changed = false;
      const items = data.items.map((item) => {
        const value = this.fill(item, environment, depth + 1);
        if (value !== item) changed = true;
        return value;
      });
      return changed ? { ...data, items } : data;
    }
    if (data.type !== 'scalar' || typeof data.value !== 'string') return data;
    let text = data.value;
    // A template expression that was masked, character by character, is one unknown part.
    if (text.includes(UNKNOWN_PART)) text = text.replace(/\uE000+/g, UNKNOWN_PART);
    else if (isTemplated(text)) text = maskTemplate(text).text.replace(/\uE000+/g, UNKNOWN_PART);
    if (!text.includes('$')) return text === data.value ? data : { ...data, value: text };
    const { text: whole, uses } = interpolate(text, environment.lookup);
    this.total += whole.length;
    const value = this.total > MOST_TEXT ? UNKNOWN_PART : whole;
    const filled: Data = { ...data, value };
    let certain: string | undefined;
    if (uses.some(({ how }) => how === 'hint')) {
      certain = interpolate(text, environment.certain).text;
    }
    const open = uses.some(({ how }) => how === 'unset' || how === 'hint')
      ? interpolate(text, environment.certain, UNKNOWN_PART).text
      : undefined;
    this.origins.set(filled, {
      uses,
      ...(certain === undefined ? {} : { certain }),
      ...(open === undefined ? {} : { open }),
    });
    return filled;
  }
}
