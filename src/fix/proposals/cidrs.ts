import { append } from '../../append.js';
import { isUnresolved, type TextEdit } from '../../facts.js';
import type { SourceFile } from '../../files/source.js';
import type { Finding } from '../../findings.js';
import { AddressSet } from '../../network/addresses.js';
import { PortSet } from '../../network/ports.js';
import {
  parseHcl,
  type Attribute,
  type Block,
  type Body,
  type Expression,
} from '../../syntax/hcl/index.js';
import {
  fileOf,
  NEEDS_TRUSTED,
  startOf,
  trustedCidrs,
  type Context,
  type Proposal,
  type Proposer,
} from './context.js';

type Family = 'v4' | 'v6' | 'all';

/** Attributes of the providers' rules that name sources, with the families that they take. */
const SOURCE_LISTS: Readonly<Record<string, Family>> = {
  cidr_blocks: 'v4',
  ipv6_cidr_blocks: 'v6',
  source_ranges: 'all',
  source_address_prefixes: 'all',
};
const SINGLE_SOURCES: Readonly<Record<string, Family>> = {
  cidr_ipv4: 'v4',
  cidr_ipv6: 'v6',
  source_address_prefix: 'all',
};

/** Everyone, as the clouds spell it where no address stands. */
const EVERYONE = /^(?:\*|any|internet)$/i;
/** Sets of at least this many addresses are no choice that somebody made. */
const MOST_OF_IPV4 = 2 ** 31;
const MOST_OF_IPV6 = 1n << 125n;

/** Narrows the literal sources of a cloud's firewall rule to the trusted networks. */
export const narrowCidrs: Proposer = (finding, context) => {
  const { mechanism } = finding.data;
  if (
    mechanism !== 'security-group' &&
    mechanism !== 'cloud-firewall' &&
    mechanism !== 'network-acl'
  ) {
    return undefined;
  }
  if (finding.ruleId === 'MCE102') {
    return none('The rule opens other ports too; narrowing it could cut off what they serve.');
  }
  if (finding.ruleId !== 'MCE101') {
    return none('The addresses were named on purpose; trust them or take them out.');
  }
  if (context.trusted.isEmpty) return none(NEEDS_TRUSTED);
  const file = fileOf(context, finding.location);
  if (file === undefined || !/\.(?:tf|tofu)$/.test(file.path)) {
    return none('The sources are not written in a Terraform file that can be edited.');
  }
  if (!opensOnlyMemcached(finding, context)) {
    return none('The rule opens other ports too; narrowing it could cut off what they serve.');
  }
  return narrowed(file, finding, context);
};

function none(reason: string): Proposal {
  return { fixes: [], reason };
}

/** Whether every opening that this very text makes is one for memcached's own port. */
function opensOnlyMemcached(finding: Finding, { result }: Context): boolean {
  const { file, startLine, startColumn } = finding.location;
  return result.facts.every((fact) => {
    if (fact.kind !== 'ingress' || fact.where.file !== file) return true;
    if (fact.where.startLine !== startLine || fact.where.startColumn !== startColumn) return true;
    return !isUnresolved(fact.ports) && fact.ports.subtract(PortSet.range(11211, 11215)).isEmpty;
  });
}

function narrowed(file: SourceFile, finding: Finding, context: Context): Proposal {
  const { body } = parseHcl(file);
  const offset = startOf(file, finding.location);
  const [resource, ...inner] = blocksAround(body, offset);
  if (resource?.type !== 'resource') {
    return none('The sources come from a value that other things may use too.');
  }
  const block = inner.at(-1) ?? resource;
  const sources = settingsAround(block, offset).filter(({ name }) => isSource(name));
  if (!sources.some(({ value }) => value.start <= offset && offset < value.end)) {
    return none('The sources are not written as a literal list in the rule.');
  }
  const cidrs = trustedCidrs(context);
  const edits: TextEdit[] = [];
  let remaining = 0;
  for (const attribute of sources) {
    const outcome = narrowAttribute(file, attribute, cidrs);
    if (typeof outcome === 'string') return none(outcome);
    append(edits, outcome.edits);
    remaining += outcome.remaining;
  }
  if (remaining === 0) {
    return none(
      'None of the trusted networks is of the family that the rule is about; take the rule out.',
    );
  }
  return {
    fixes: [{ description: `Let only ${cidrs.all.join(', ')} come in through this rule.`, edits }],
  };
}

/** A name and its value, in a block or in an object such as those of `ingress = [{ … }]`. */
type Setting = Pick<Attribute, 'name' | 'nameSpan' | 'value'>;

/** The settings that stand beside each other around an offset, innermost. */
function settingsAround({ body }: Block, offset: number): readonly Setting[] {
  const around = (value: Expression): boolean => value.start <= offset && offset < value.end;
  let value = body.attributes.find((attribute) => around(attribute.value))?.value;
  let settings: readonly Setting[] = body.attributes;
  while (value !== undefined) {
    if (value.kind === 'object') {
      settings = value.items.flatMap(({ key, value: of }) =>
        key.kind === 'literal' ? [{ name: String(key.value), nameSpan: key, value: of }] : [],
      );
      value = value.items.find((item) => around(item.value))?.value;
    } else {
      value = value.kind === 'tuple' ? value.items.find(around) : undefined;
    }
  }
  return settings;
}

function isSource(name: string): boolean {
  return Object.hasOwn(SOURCE_LISTS, name) || Object.hasOwn(SINGLE_SOURCES, name);
}

/** The edits of one attribute and how many sources it has then; text: why there are none. */
function narrowAttribute(
  file: SourceFile,
  attribute: Setting,
  cidrs: Readonly<Record<Family, readonly string[]>>,
): { edits: TextEdit[]; remaining: number } | string {
  const { name, value } = attribute;
  const edit = (start: number, end: number, replacement: string): TextEdit => ({
    where: file.location(start, end),
    replacement,
  });
  if (Object.hasOwn(SINGLE_SOURCES, name)) {
    if (!isOpen(value)) return { edits: [], remaining: 1 };
    const wanted = cidrs[SINGLE_SOURCES[name]!];
    if (name === 'source_address_prefix' && wanted.length > 1) {
      return {
        edits: [
          edit(attribute.nameSpan.start, attribute.nameSpan.end, 'source_address_prefixes'),
          edit(value.start, value.end, `[${quoted(wanted)}]`),
        ],
        remaining: wanted.length,
      };
    }
    if (wanted.length !== 1) {
      return `\`${name}\` takes one network and ${wanted.length} are trusted; write one rule for each.`;
    }
    return { edits: [edit(value.start, value.end, quoted(wanted))], remaining: 1 };
  }
  if (value.kind !== 'tuple') return `\`${name}\` is not written as a literal list.`;
  const kept = value.items.filter((item) => !isOpen(item));
  if (kept.length === value.items.length) return { edits: [], remaining: kept.length };
  const present = new Set(kept.map((item) => (item.kind === 'literal' ? item.value : undefined)));
  const added = cidrs[SOURCE_LISTS[name]!].filter((cidr) => !present.has(cidr));
  return {
    edits: narrowList(value.items, added).map(([start, end, text]) =>
      start < 0 ? edit(value.start, value.end, '[]') : edit(start, end, text),
    ),
    remaining: kept.length + added.length,
  };
}

/** Replaces the first open item by the added ones and takes the other open ones out. */
function narrowList(
  items: readonly Expression[],
  added: readonly string[],
): (readonly [start: number, end: number, text: string])[] {
  const edits: (readonly [number, number, string])[] = [];
  const open = items.map(isOpen);
  if (added.length === 0 && open.every((is) => is)) return [[-1, -1, '']];
  let placed = added.length === 0;
  items.forEach((item, index) => {
    if (!open[index]) return;
    if (!placed) {
      placed = true;
      edits.push([item.start, item.end, quoted(added)]);
    } else if (index > 0) edits.push([items[index - 1]!.end, item.end, '']);
    else edits.push([item.start, items[index + 1]!.start, '']);
  });
  return edits;
}

function isOpen(value: Expression): boolean {
  if (value.kind !== 'literal' || typeof value.value !== 'string') return false;
  if (EVERYONE.test(value.value)) return true;
  const set = AddressSet.tryParse(value.value);
  return set !== undefined && (set.sizeV4 >= MOST_OF_IPV4 || set.sizeV6 >= MOST_OF_IPV6);
}

function quoted(cidrs: readonly string[]): string {
  return cidrs.map((cidr) => `"${cidr}"`).join(', ');
}

/** The blocks that an offset lies in, outermost first. */
function blocksAround(body: Body, offset: number): Block[] {
  const chain: Block[] = [];
  let here: Body | undefined = body;
  while (here !== undefined) {
    const found: Block | undefined = here.blocks.find(
      ({ start, end }) => start <= offset && offset < end,
    );
    if (found !== undefined) chain.push(found);
    here = found?.body;
  }
  return chain;
}
