import type { Choice } from './shape.js';

/** Arguments that several providers have alike. */

export const INGRESS: Choice = {
  key: 'direction',
  yes: ['ingress', 'in', 'inbound'],
  no: ['egress', 'out', 'outbound'],
  absent: true,
};

export function directionIn(key: string, absent = true): Choice {
  return { ...INGRESS, key, absent };
}

/** `accept` and its like against `drop` and its like. */
export function acceptIn(key: string, absent = true): Choice {
  return {
    key,
    yes: ['accept', 'allow', 'permit', 'pass'],
    no: ['drop', 'deny', 'reject', 'refuse'],
    absent,
  };
}

export function isTrue(key: string, absent: boolean): Choice {
  return { key, yes: ['true', '1', 'yes', 'on'], no: ['false', '0', 'no', 'off'], absent };
}

export function isFalse(key: string, absent: boolean): Choice {
  return { key, yes: ['false', '0', 'no', 'off'], no: ['true', '1', 'yes', 'on'], absent };
}
