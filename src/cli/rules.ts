import { SEVERITY_TABLE } from '../exposure/severity.js';
import { LAZY_PLATFORMS } from '../platforms/lazy.js';
import { RULES } from '../rules/index.js';

/** The rules, the severity table and the platforms, for a terminal. */
export function rulesTable(): string {
  const rules = RULES.map(({ meta }) => [
    meta.id,
    meta.name,
    meta.defaultSeverity,
    meta.description,
  ]);
  const severities = SEVERITY_TABLE.map(({ when, named, broad, worse }) => [
    named,
    broad,
    worse === undefined ? when : `${when} (${worse})`,
  ]);
  return [
    columns([['Rule', 'Name', 'Severity', 'Says'], ...rules]),
    'Severity by how far it reaches: memcached itself, or a wide opening that merely contains its port\n',
    columns([['Memcached', 'Wide', 'Reached by'], ...severities]),
    `Reads: ${LAZY_PLATFORMS.map(({ title }) => title).join(', ')}\n`,
  ].join('\n');
}

/** All columns but the last padded to their widest cell. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map((row) =>
      row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}
