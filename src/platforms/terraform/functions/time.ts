import { ArgumentError, computing, text, type TerraformFunction } from './call.js';
import type { Plain } from '../values.js';

/** A moment and the offset from UTC it is written with, in minutes. */
interface Timestamp {
  readonly at: number;
  readonly offset: number;
}

const PATTERN =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[-+][0-9]{2}:[0-9]{2})$/;

/** A timestamp as RFC 3339 writes it, whole seconds. */
function parse(value: Plain | undefined): Timestamp {
  const parts = PATTERN.exec(text(value));
  if (parts === null) throw new ArgumentError('it is no RFC 3339 timestamp');
  const zone = parts[7]!;
  const sign = zone.startsWith('-') ? -1 : 1;
  const offset =
    zone === 'Z' ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number);
  const at = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - offset * 60_000;
  const isReal = format({ at, offset }) === parts[0];
  if (!isReal) throw new ArgumentError('there is no such date');
  return { at, offset };
}

function zoneText(offset: number, colon: string): string {
  const size = Math.abs(offset);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${colon}${String(size % 60).padStart(2, '0')}`;
}

function local({ at, offset }: Timestamp): Date {
  return new Date(at + offset * 60_000);
}

function format(timestamp: Timestamp): string {
  const zone = timestamp.offset === 0 ? 'Z' : zoneText(timestamp.offset, ':');
  return local(timestamp).toISOString().slice(0, 19) + zone;
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
};

/** Go's durations, such as `1h30m` and `-1.5h`, in milliseconds. */
function duration(value: string): number {
  const [, sign, amount] = /^([-+]?)(.+)$/.exec(value) ?? [];
  const pieces = amount?.match(/[0-9]+(?:\.[0-9]+)?(?:ms|us|µs|ns|h|m|s)/g) ?? [];
  if (value.length > 60 || amount === undefined || pieces.join('') !== amount) {
    if (amount === '0') return 0;
    throw new ArgumentError('it is no duration');
  }
  const total = pieces.reduce((sum, piece) => {
    const unit = piece.replace(/^[0-9.]+/, '');
    return sum + Number(piece.slice(0, piece.length - unit.length)) * UNITS[unit]!;
  }, 0);
  return sign === '-' ? -total : total;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What each sequence of letters of `formatdate()` stands for. */
function piece(letters: string, timestamp: Timestamp): string {
  const date = local(timestamp);
  const two = (value: number): string => String(value).padStart(2, '0');
  const hour12 = date.getUTCHours() % 12 || 12;
  const half = date.getUTCHours() < 12 ? 'AM' : 'PM';
  const { offset } = timestamp;
  const made: Record<string, () => string> = {
    YYYY: () => String(date.getUTCFullYear()),
    YY: () => two(date.getUTCFullYear() % 100),
    MMMM: () => MONTHS[date.getUTCMonth()]!,
    MMM: () => MONTHS[date.getUTCMonth()]!.slice(0, 3),
    MM: () => two(date.getUTCMonth() + 1),
    M: () => String(date.getUTCMonth() + 1),
    DD: () => two(date.getUTCDate()),
    D: () => String(date.getUTCDate()),
    EEEE: () => DAYS[date.getUTCDay()]!,
    EEE: () => DAYS[date.getUTCDay()]!.slice(0, 3),
    hh: () => two(date.getUTCHours()),
    h: () => String(date.getUTCHours()),
    HH: () => two(hour12),
    H: () => String(hour12),
    AA: () => half,
    aa: () => half.toLowerCase(),
    mm: () => two(date.getUTCMinutes()),
    m: () => String(date.getUTCMinutes()),
    ss: () => two(date.getUTCSeconds()),
    s: () => String(date.getUTCSeconds()),
    ZZZZZ: () => zoneText(offset, ':'),
    ZZZZ: () => zoneText(offset, ''),
    ZZZ: () => (offset === 0 ? 'UTC' : zoneText(offset, '')),
    Z: () => (offset === 0 ? 'Z' : zoneText(offset, ':')),
  };
  if (!Object.hasOwn(made, letters)) {
    throw new ArgumentError(`"${letters.slice(0, 20)}" stands for nothing in a date`);
  }
  return made[letters]!();
}

function formatDate(pattern: string, timestamp: Timestamp): string {
  let result = '';
  for (let i = 0; i < pattern.length;) {
    const sign = pattern[i]!;
    if (sign === "'") {
      let literal = '';
      let at = i + 1;
      while (at < pattern.length && (pattern[at] !== "'" || pattern[at + 1] === "'")) {
        literal += pattern[at];
        at += pattern[at] === "'" ? 2 : 1;
      }
      if (at >= pattern.length) throw new ArgumentError("a ' is not closed");
      result += literal;
      i = at + 1;
    } else if (/[A-Za-z]/.test(sign)) {
      let end = i;
      while (pattern[end] === sign) end++;
      result += piece(pattern.slice(i, end), timestamp);
      i = end;
    } else {
      result += sign;
      i++;
    }
  }
  return result;
}

/** Functions of given moments; those of the present one cannot be evaluated. */
export const TIME_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  formatdate: computing(([pattern, timestamp]) => formatDate(text(pattern), parse(timestamp))),
  timeadd: computing(([timestamp, amount]) => {
    const { at, offset } = parse(timestamp);
    const moved = at + duration(text(amount));
    if (Math.abs(moved) > 8e15) throw new ArgumentError('the date is out of range');
    return format({ at: Math.floor(moved / 1000) * 1000, offset });
  }),
  timecmp: computing(([a, b]) => Math.sign(parse(a).at - parse(b).at)),
};
