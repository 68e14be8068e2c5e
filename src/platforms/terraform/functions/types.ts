import { isNull, type Data } from '../../../syntax/data.js';
import { derived, mapping, scalar, toBoolean, toNumber, toText } from '../values.js';
import { refused, type TerraformFunction } from './call.js';

/** A conversion of one value; null stays null. */
const conversion =
  (convert: (data: Data) => string | number | boolean | undefined): TerraformFunction =>
  (args, call) => {
    const value = args[0];
    if (value === undefined) return refused(call);
    if (value.type === 'unknown' || isNull(value)) return value;
    const result = convert(value);
    return result === undefined
      ? refused(call)
      : derived(scalar(result, value.where), value.where, [value]);
  };

const same: TerraformFunction = (args, call) => args[0] ?? refused(call);

export const TYPE_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  tobool: conversion(toBoolean),
  tonumber: conversion(toNumber),
  tostring: conversion(toText),
  nonsensitive: (args, call) =>
    args[0] === undefined ? refused(call) : ({ ...args[0], sensitive: false } as Data),
  sensitive: (args, call) =>
    args[0] === undefined ? refused(call) : ({ ...args[0], sensitive: true } as Data),
  ephemeralasnull: same,
  issensitive: (args, call) => scalar(args[0]?.sensitive === true, call.where),
  defaults: (args, call) => (args[0] === undefined ? mapping([], call.where) : args[0]),
};
