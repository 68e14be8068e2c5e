import type { Ingress } from '../../facts.js';
import type { Word } from '../../memcached/index.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet } from '../../network/ports.js';
import { doorsOf, findTool, wordsBehind, type CloudPlace, type Found } from './cloud-commands.js';
import type { Opening } from './cloud-openings.js';
import { readOptions, splitAt, type CommandOptions } from './command-options.js';

/** What becomes of an opening that was made. */
interface Closing {
  /** The words of the command that opens, as its tool has them. */
  readonly opens: string;
  readonly command: readonly string[];
  /** What the command that opens and the one that closes name alike; nothing when it is not said. */
  readonly opened: (options: CommandOptions) => readonly Word[];
  readonly closed: (options: CommandOptions) => readonly Word[];
  /** Takes away the rules that are alike, and not all of them. */
  readonly alike?: true;
  /** The operands are several things, each of which is closed. */
  readonly each?: true;
}

const option =
  (...names: string[]) =>
  (options: CommandOptions): readonly Word[] =>
    options.values(...names).slice(0, 1);
const operand = (options: CommandOptions): readonly Word[] => options.operands.slice(0, 1);
const operands = (options: CommandOptions): readonly Word[] =>
  options.operands.flatMap((word) => splitAt(word, /,/));
const both =
  (...parts: ((options: CommandOptions) => readonly Word[])[]) =>
  (options: CommandOptions): readonly Word[] =>
    parts.flatMap((part) => part(options));

const GROUP = option('--group-id', '--group-name');
const NSG_RULE = both(option('--nsg-name'), option('--name', '-n'));
const AWS = 'aws ec2 authorize-security-group-ingress';
const AZURE = 'az network nsg rule create|update';
const GCLOUD = 'gcloud beta|alpha| compute firewall-rules create|update';
const DOCTL = 'doctl compute firewall create|update|add-rules';
const HCLOUD = 'hcloud firewall add-rule';
const OPENSTACK = 'openstack security group rule create';
/** The group stands behind the options, whose last value it seems to be. */
const last = (options: CommandOptions): readonly Word[] => {
  const word = options.last;
  return word === undefined ? [] : [word];
};

/** Sources: the reference of each tool's commands. */
const CLOSINGS: readonly Closing[] = [
  {
    opens: AWS,
    command: ['aws', 'ec2', 'revoke-security-group-ingress'],
    opened: GROUP,
    closed: GROUP,
    alike: true,
  },
  { opens: AWS, command: ['aws', 'ec2', 'delete-security-group'], opened: GROUP, closed: GROUP },
  {
    opens: GCLOUD,
    command: ['gcloud', 'beta|alpha|', 'compute', 'firewall-rules', 'delete'],
    opened: operand,
    closed: operands,
    each: true,
  },
  {
    opens: AZURE,
    command: ['az', 'network', 'nsg', 'rule', 'delete'],
    opened: NSG_RULE,
    closed: NSG_RULE,
  },
  {
    opens: AZURE,
    command: ['az', 'network', 'nsg', 'delete'],
    opened: option('--nsg-name'),
    closed: option('--name', '-n'),
  },
  {
    opens: DOCTL,
    command: ['doctl', 'compute', 'firewall', 'remove-rules'],
    opened: operand,
    closed: operand,
    alike: true,
  },
  {
    opens: DOCTL,
    command: ['doctl', 'compute', 'firewall', 'delete|d|rm'],
    opened: operand,
    closed: operands,
    each: true,
  },
  {
    opens: HCLOUD,
    command: ['hcloud', 'firewall', 'delete-rule'],
    opened: operand,
    closed: operand,
    alike: true,
  },
  {
    opens: HCLOUD,
    command: ['hcloud', 'firewall', 'delete'],
    opened: operand,
    closed: operands,
    each: true,
  },
  {
    opens: OPENSTACK,
    command: ['openstack', 'security', 'group', 'delete'],
    opened: last,
    closed: operands,
    each: true,
  },
];

/** The commands that change what an earlier one of the same tool made, by what both name. */
const UPDATES: Readonly<Record<string, (options: CommandOptions) => readonly Word[]>> = {
  [GCLOUD]: operand,
  [AZURE]: NSG_RULE,
};

interface Made {
  readonly found: Found;
  openings: readonly Opening[];
  options: CommandOptions;
  place: CloudPlace;
}

/**
 * The rules of clouds that a script leaves behind: what a later command of the same script takes away again is
 * not open, what it changes counts as changed. Commands that may not run take nothing away.
 */
export class CloudRules {
  private readonly made: Made[] = [];

  /** @param certain the command runs whatever the script finds */
  run(words: readonly Word[], place: CloudPlace, certain = true): void {
    const found = findTool(words);
    if (found !== undefined) {
      this.open(found, place);
      return;
    }
    if (place.onlyIf !== undefined || !certain) return;
    for (const closing of CLOSINGS) {
      const rest = wordsBehind(words, closing.command);
      if (rest !== undefined) this.close(closing, readOptions(rest));
    }
  }

  /** Everything that is open in the end. */
  doors(): Ingress[] {
    return this.made.flatMap(({ found, openings, place }) => doorsOf(found, openings, place));
  }

  private open(found: Found, place: CloudPlace): void {
    const key = found.tool.command.join(' ');
    const named = UPDATES[key];
    const names = named === undefined ? undefined : keysOf(named(found.options));
    const before =
      names === undefined || !isUpdate(found)
        ? undefined
        : this.made.find(
            (made) =>
              made.found.tool === found.tool && sameKeys(keysOf(named!(made.options)), names),
          );
    if (before === undefined) {
      const { options } = found;
      this.made.push({ found, openings: found.tool.openings(options), options, place });
      return;
    }
    const options = changed(before.options, found.options);
    const openings = found.tool.openings(options);
    // What may not run may leave the rule as it was.
    if (place.onlyIf === undefined) Object.assign(before, { options, openings });
    else this.made.push({ found, openings, options, place });
  }

  private close(closing: Closing, options: CommandOptions): void {
    const closed = keysOf(closing.closed(options));
    if (closed === undefined) return;
    for (const made of this.made) {
      if (made.found.tool.command.join(' ') !== closing.opens) continue;
      const opened = keysOf(closing.opened(made.options));
      if (opened === undefined) continue;
      const same = closing.each === true ? closed.includes(opened[0]!) : sameKeys(opened, closed);
      if (!same) continue;
      made.openings =
        closing.alike === true ? without(made.openings, made.found.tool.openings(options)) : [];
    }
  }
}

/** `update` of a tool whose openings are read from `create` as well. */
function isUpdate({ verb }: Found): boolean {
  return verb === 'update';
}

/** What words name; a value that is not known is the same wherever it is not known for the same reason. */
function keysOf(words: readonly Word[]): string[] | undefined {
  const keys: string[] = [];
  for (const { text, reason, prefix } of words) {
    if (text === undefined && reason === undefined) return undefined;
    keys.push(text ?? `?${prefix ?? ''}?${reason!}`);
  }
  return keys.length === 0 ? undefined : keys;
}

function sameKeys(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((key, i) => key === b[i]);
}

/** The options of a rule after an update: what the update names is replaced. */
function changed(before: CommandOptions, update: CommandOptions): CommandOptions {
  return {
    operands: before.operands,
    last: before.last,
    values: (...names) =>
      update.has(...names) ? update.values(...names) : before.values(...names),
    has: (...names) => update.has(...names) || before.has(...names),
  };
}

/** The openings without those sources of them that are named again with the same protocols and ports. */
function without(openings: readonly Opening[], taken: readonly Opening[]): Opening[] {
  return openings.flatMap((opening) => {
    let left = [...opening.sources];
    for (const other of taken) {
      if (other.protocols.join() !== opening.protocols.join()) continue;
      if (!(other.ports instanceof PortSet) || !(opening.ports instanceof PortSet)) continue;
      if (!other.ports.equals(opening.ports)) continue;
      left = left.filter((source) => !other.sources.some((one) => sameSource(one, source)));
    }
    if (left.length === opening.sources.length) return [opening];
    return left.length === 0 ? [] : [{ ...opening, sources: left }];
  });
}

function sameSource(a: Word, b: Word): boolean {
  if (a.text === undefined || b.text === undefined)
    return a.text === b.text && a.reason !== undefined && a.reason === b.reason;
  const [one, other] = [AddressSet.tryParse(a.text), AddressSet.tryParse(b.text)];
  return one === undefined || other === undefined ? a.text === b.text : one.equals(other);
}
