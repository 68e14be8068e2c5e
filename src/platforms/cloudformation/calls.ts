import type { Data } from '../../syntax/data.js';

/** The intrinsic function that a value is a call of, in the long form or as a short tag. */
export function functionOf(data: Data): { name: string; argument: Data } | undefined {
  const { tag } = data;
  if (tag !== undefined && /^![A-Z]/.test(tag)) {
    const name = tag.slice(1);
    const argument = untagged(data);
    return { name: name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`, argument };
  }
  if (data.type !== 'map' || data.entries.length !== 1) return undefined;
  const { key, value } = data.entries[0]!;
  if (key.startsWith('Fn::ForEach::')) return undefined;
  if (key === 'Ref' || key.startsWith('Fn::')) return { name: key, argument: value };
  return key === 'Condition' && value.type === 'scalar'
    ? { name: key, argument: value }
    : undefined;
}

function untagged(data: Data): Data {
  const copy: { tag?: string } & Data = { ...data };
  delete copy.tag;
  return copy;
}
