import type { Location } from '../files/source.js';
import type { Severity } from '../findings.js';
import { html, htmlCode } from './escape.js';
import { permalink, safeUrl, type LinkBase } from './markdown-finding.js';

/** A sentence with its back-ticked parts as code. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? htmlCode(part) : html(part)))
    .join('');
}

/** A place, linked to the line when it is known where the files can be looked at. */
export function place(where: Location, link: LinkBase | undefined): string {
  const label = htmlCode(`${where.file}:${where.startLine}:${where.startColumn}`);
  return linked(label, permalink(where, link));
}

/** @param label HTML */
export function linked(label: string, url: string | undefined): string {
  const target = url === undefined ? undefined : safeUrl(url);
  return target === undefined ? label : `<a href="${html(target)}" rel="noreferrer">${label}</a>`;
}

export function badge(severity: Severity): string {
  return `<span class="badge ${severity}">${severity}</span>`;
}

/** @param caption text; what the table is about, for those who do not see it */
export function table(caption: string, head: readonly string[], rows: readonly string[]): string {
  const cells = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  return [
    `<div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table>`,
    `<caption>${html(caption)}</caption>`,
    `<thead><tr>${cells}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table></div>',
  ].join('\n');
}

/** A row whose first cell is what the row is about. @param cells HTML */
export function row(cells: readonly string[], attributes = ''): string {
  const [first, ...others] = cells;
  return `<tr${attributes}><th scope="row">${first ?? ''}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

export function items(sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<ul>${sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join('')}</ul>`;
}

export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n${body}\n</details>`;
}
