import { textOf, type Data } from '../../syntax/data.js';

/**
 * A scalar as Compose sees it: numbers by their value as Go's YAML reader takes them (yaml.v3, `resolve`),
 * so that `0x2bcb`, `025713` and `11_211` are 11211; everything else as it is written.
 */
export function goText(data: Data | undefined): string | undefined {
  const text = textOf(data);
  if (data?.type !== 'scalar' || text === undefined) return undefined;
  if (typeof data.value === 'number') {
    return /^0[0-7]+$/.test(text) ? String(parseInt(text, 8)) : String(data.value);
  }
  return text;
}
