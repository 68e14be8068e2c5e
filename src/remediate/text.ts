import { STEP_IDS, type Remediation } from './model.js';
import { lines } from './shell.js';

const LINE_LENGTH = 96;

/**
 * A script with one function for each step; run without a step it says what there is. The steps can be
 * pasted into a shell one by one just as well.
 */
export function remediationText(remediation: Remediation): string {
  return remediation.shell === 'sh' ? shellScript(remediation) : powershellScript(remediation);
}

/** The same as data. */
export function remediationJson(remediation: Remediation): string {
  const { mechanism, request, shell, notes, files, steps } = remediation;
  return `${JSON.stringify(
    {
      schemaVersion: 1,
      mechanism,
      port: request.port,
      trusted: [...request.v4, ...request.v6],
      shell,
      notes,
      files,
      steps: STEP_IDS.map((id) => ({ id, ...steps[id] })),
    },
    undefined,
    2,
  )}\n`;
}

function header({ mechanism, request, notes }: Remediation): string[] {
  const trusted = [...request.v4, ...request.v6].join(', ');
  return [
    ...comment(
      `Let only ${trusted} reach memcached's port ${request.port}, over TCP and UDP, IPv4 and IPv6: ${mechanism}.`,
    ),
    '#',
    ...notes.flatMap((note) => comment(note, '- ')),
    '#',
  ];
}

function shellScript(remediation: Remediation): string {
  const { steps } = remediation;
  const usage = STEP_IDS.map((id) => `  ${id.padEnd(9)} ${steps[id].where}: ${steps[id].purpose}`);
  return `${lines(
    '#!/bin/sh',
    header(remediation),
    '# Save it as close-memcached.sh, read it, and take the steps in this order:',
    usage.map((line) => `# ${line}`),
    'set -eu',
    STEP_IDS.flatMap((id) => [
      '',
      ...comment(`${steps[id].where}: ${steps[id].purpose}`),
      `${id}() {`,
      steps[id].commands,
      '}',
    ]),
    '',
    'case "${1:-}" in',
    `  ${STEP_IDS.join(' | ')}) "$@" ;;`,
    '  *)',
    `    echo "Usage: sh close-memcached.sh ${STEP_IDS.join('|')} (outside and inside with an address)" >&2`,
    '    exit 2',
    '    ;;',
    'esac',
  )}\n`;
}

function powershellScript(remediation: Remediation): string {
  const { steps } = remediation;
  return `${lines(
    header(remediation),
    '# Save it as close-memcached.ps1, read it, and take the steps in this order, as administrator:',
    STEP_IDS.map((id) => `#   ${id.padEnd(9)} ${steps[id].where}: ${steps[id].purpose}`),
    `param([Parameter(Mandatory)][ValidateSet(${STEP_IDS.map((id) => `'${id}'`).join(', ')})][string]$Step, [string]$Address)`,
    "$ErrorActionPreference = 'Stop'",
    'switch ($Step) {',
    STEP_IDS.flatMap((id) => [
      `  '${id}' {`,
      ...steps[id].commands.split('\n').map((line) => `    ${line}`),
      '  }',
    ]),
    '}',
  )}\n`;
}

function comment(text: string, bullet = ''): string[] {
  const rows: string[] = [];
  let row = bullet;
  for (const word of text.split(' ')) {
    if (row.length + word.length > LINE_LENGTH) {
      rows.push(row.trimEnd());
      row = ' '.repeat(bullet.length);
    }
    row += `${word} `;
  }
  return [...rows, row.trimEnd()].map((line) => `# ${line}`);
}
