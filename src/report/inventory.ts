import { isUnresolved } from '../facts.js';
import { markdownCode, markdownProse, safeJson, visible } from './escape.js';
import { renderJson } from './json.js';
import type { InventoryItem, Report } from './model.js';
import { plural } from './select.js';
import { authenticationText, placeText, socketsText } from './text.js';

export const INVENTORY_FORMATS = ['text', 'json', 'markdown', 'cyclonedx'] as const;
export type InventoryFormat = (typeof INVENTORY_FORMATS)[number];

/** Every memcached that was found, in one of the formats. */
export function renderInventory(report: Report, format: InventoryFormat): string {
  switch (format) {
    case 'text':
      return textTable(report);
    case 'json':
      return inventoryJson(report);
    case 'markdown':
      return markdownTable(report);
    case 'cyclonedx':
      return cycloneDx(report);
  }
}

const HEAD = [
  'Memcached',
  'Place',
  'Version',
  'Listens on',
  'Authentication',
  'Reached by',
  'Through',
  'Advisories',
];

function cellsOf(item: InventoryItem): string[] {
  return [
    item.workload,
    placeText(item.where),
    item.version?.text ?? 'not known',
    socketsText(item),
    authenticationText(item),
    item.reach === 'unknown' ? 'not known' : item.reach,
    item.through?.join(', ') || '–',
    item.advisories?.join(', ') || '–',
  ];
}

/** One block per server: the cells are too wide for a terminal's columns. */
function textTable(report: Report): string {
  const width = Math.max(...HEAD.map((head) => head.length));
  const blocks = report.inventory.map((item) =>
    cellsOf(item)
      .map((cell, i) => `${HEAD[i]!.padEnd(width)}  ${visible(cell)}\n`)
      .join(''),
  );
  return `${blocks.join('\n')}${blocks.length > 0 ? '\n' : ''}${plural(blocks.length, 'memcached server')} found.\n`;
}

function markdownTable(report: Report): string {
  const rows = report.inventory.map((item) => {
    const [workload, place, version, sockets, ...rest] = cellsOf(item) as [
      string,
      string,
      string,
      string,
      ...string[],
    ];
    return [
      ...[workload, place, version, sockets].map((cell) => markdownCode(cell, true)),
      ...rest.map((cell) => markdownProse(cell, true)),
    ];
  });
  const table = [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return `${rows.length === 0 ? '' : `${table.join('')}\n`}${plural(rows.length, 'memcached server')} found.\n`;
}

/** The inventory of the JSON report, with the tool and the root it is of. */
function inventoryJson(report: Report): string {
  const { schemaVersion, tool, root, inventory } = JSON.parse(renderJson(report)) as Record<
    string,
    unknown
  >;
  return `${safeJson({ schemaVersion, tool, root, inventory })}\n`;
}

/**
 * A CycloneDX 1.6 bill of materials with a service for each server. No time and no serial number, so
 * that the same tree gives the same bytes.
 */
function cycloneDx(report: Report): string {
  const services = report.inventory.map((item, i) => ({
    'bom-ref': `memcached-${i + 1}`,
    name: `memcached: ${visible(item.workload)}`,
    ...(item.version === undefined ? {} : { version: item.version.text }),
    endpoints: isUnresolved(item.sockets)
      ? []
      : item.sockets.map(
          ({ protocol, address, port }) =>
            `${protocol}://${address.includes(':') ? `[${address}]` : encodeURIComponent(address)}:${port}`,
        ),
    ...(item.authentication === 'unknown' ? {} : { authenticated: item.authentication !== 'none' }),
    ...(item.reach === 'unknown'
      ? {}
      : { 'x-trust-boundary': !['none', 'cluster'].includes(item.reach) }),
    properties: [
      ['place', placeText(item.where)],
      ['platform', item.platform],
      ['placement', item.placement],
      ['reach', item.reach],
      ...(item.through ?? []).map((name) => ['through', name] as const),
    ].map(([name, value]) => ({
      name: `memcached-exposure-check:${name}`,
      value: visible(value!),
    })),
  }));
  const affected = new Map<string, string[]>();
  report.inventory.forEach((item, i) => {
    for (const id of item.advisories ?? []) {
      affected.set(id, [...(affected.get(id) ?? []), `memcached-${i + 1}`]);
    }
  });
  return `${safeJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: {
        components: [{ type: 'application', name: report.tool.name, version: report.tool.version }],
      },
    },
    services,
    vulnerabilities: [...affected].sort().map(([id, refs]) => ({
      id,
      source: { name: 'NVD', url: `https://nvd.nist.gov/vuln/detail/${id}` },
      affects: refs.map((ref) => ({ ref })),
    })),
  })}\n`;
}
