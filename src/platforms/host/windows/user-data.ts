import type { WindowsPlace } from './index.js';

/** A script in the start-up data of a Windows machine. */
export interface WindowsBlock {
  readonly language: WindowsPlace['language'];
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly start: number;
}

const TAG = /<(powershell|script)>/gi;

/**
 * The scripts in the start-up data of a Windows machine, nothing when it is none: `<powershell>` and `<script>`
 * of EC2Launch (docs.aws.amazon.com/AWSEC2/latest/WindowsGuide/user-data.html), `#ps1` and `rem cmd` of
 * cloudbase-init (cloudbase-init.readthedocs.io/en/latest/userdata.html).
 */
export function windowsBlocks(text: string): readonly WindowsBlock[] {
  const lead = text.length - text.trimStart().length;
  const first = /^(?:#ps1(?:_sysnative|_x86)?|rem cmd)(?=\s)/i.exec(text.slice(lead, lead + 20));
  if (first !== null) {
    const language = first[0].startsWith('#') ? 'powershell' : 'batch';
    return [{ language, text: text.slice(lead), start: lead }];
  }
  // A shell script may contain the tags in what it writes.
  if (text.startsWith('#', lead)) return [];
  const blocks: WindowsBlock[] = [];
  TAG.lastIndex = 0;
  for (let match = TAG.exec(text); match !== null; match = TAG.exec(text)) {
    const start = match.index + match[0].length;
    const name = match[1]!.toLowerCase();
    const rest = text.slice(start);
    const end = rest.search(name === 'script' ? /<\/script>/i : /<\/powershell>/i);
    const inside = end < 0 ? rest : rest.slice(0, end);
    const language = name === 'script' ? 'batch' : 'powershell';
    blocks.push({ language, text: inside, start });
    TAG.lastIndex = start + inside.length;
  }
  return blocks;
}
