import type { SourceFile } from '../../files/source.js';
import type { PlatformClaim } from '../platform.js';
import { isModuleKey } from './names.js';

/** Ansible playbooks, roles and task files. */
export const ansibleClaim: PlatformClaim = {
  name: 'ansible',
  title: 'Ansible',

  mayClaim(path: string): boolean {
    return /\.ya?ml$/i.test(path) && !/(^|\/)\.(github|gitlab|circleci)\//.test(path);
  },

  claims(file: SourceFile): boolean {
    return isPlaybookOrTasks(file);
  },
};

/** A list of plays or tasks: Compose, Kubernetes, workflows and their like are mappings. */
function isPlaybookOrTasks(file: SourceFile): boolean {
  const { path, text } = file;
  if (!startsAsList(text)) return false;
  if (/(^|\/)(tasks|handlers)\/[^/]+(\/[^/]+)*\.ya?ml$/i.test(path)) return true;
  if (
    /^(?:- +| {2,8})["']?(?:hosts|import_playbook|ansible\.builtin\.import_playbook)["']?[ \t]*:/m.test(
      text,
    )
  )
    return true;
  for (const match of text.matchAll(
    /^(?:[ ]*- +| {2,12})["']?([A-Za-z_][\w.]{1,80})["']?[ \t]*:/gm,
  )) {
    if (isModuleKey(match[1]!) && !NOT_ALONE.has(match[1]!)) return true;
  }
  return false;
}

/** Module names that are ordinary words in other files. */
const NOT_ALONE: ReadonlySet<string> = new Set([
  'command',
  'file',
  'service',
  'package',
  'script',
  'include',
  'template',
  'raw',
  'shell',
  'copy',
  'replace',
  'helm',
  'firewall',
  'ec2',
  'security_group',
  'meta',
  'systemd',
  'homebrew',
  'apk',
]);

/** Whether the first thing in the file is an item of a list. */
function startsAsList(text: string): boolean {
  for (let at = 0; at < text.length && at < 20_000;) {
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline < 0 ? text.length : newline).trim();
    at = newline < 0 ? text.length : newline + 1;
    if (
      line === '' ||
      line.startsWith('#') ||
      line === '---' ||
      line.startsWith('%') ||
      line.startsWith('--- #')
    )
      continue;
    return line.startsWith('- ') || line === '-' || line.startsWith('[');
  }
  return false;
}
