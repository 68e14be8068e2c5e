import { append } from '../../../append.js';
import type { Fact, Listener } from '../../../facts.js';
import type { Location, SourceFile } from '../../../files/source.js';
import type { Word } from '../../../memcached/index.js';
import { readBatch } from '../../../syntax/batch.js';
import {
  readPowerShell,
  textOf,
  type PsCommand,
  type PsValue,
} from '../../../syntax/powershell/index.js';
import { CloudRules } from '../cloud-rules.js';
import { commandFacts } from '../commands.js';
import { forwardDoor } from '../forwards.js';
import { kubeDoors } from '../kube-commands.js';
import { prefixOf, programOf, WindowsFirewall } from './commands.js';
import { firewallFacts } from './doors.js';
import { serviceCommand } from './services.js';

const MAX_DEPTH = 4;

export interface WindowsPlace {
  readonly workload: string;
  readonly locate: (from: number, to: number) => Location;
  readonly language: 'batch' | 'powershell';
}

/**
 * What batch and PowerShell scripts start and open: memcached itself or as a service (`sc create`, `nssm`,
 * `New-Service`, `-d install`), containers, rules of Windows' own firewall, port proxies, cloud commands.
 */
export function windowsFacts(file: SourceFile): Fact[] {
  return windowsScriptFacts(file.text, {
    workload: `script ${file.path}`,
    locate: (from, to) => file.location(from, to),
    language: /\.ps/i.test(file.path) ? 'powershell' : 'batch',
  });
}

/** The same for a script that stands in another file. */
export function windowsScriptFacts(text: string, place: WindowsPlace): Fact[] {
  const reader = new WindowsScript(place.workload);
  reader.read(text, place.language, place.locate, 0);
  const listeners = reader.facts.filter((fact): fact is Listener => fact.kind === 'listener');
  const own = listeners.filter(({ workload }) => workload === place.workload);
  return [
    ...reader.facts,
    ...reader.cloud.doors(),
    ...firewallFacts(reader.firewall, place.workload, own),
  ];
}

class WindowsScript {
  readonly facts: Fact[] = [];
  readonly firewall = new WindowsFirewall();
  readonly cloud = new CloudRules();

  constructor(private readonly workload: string) {}

  read(
    text: string,
    language: WindowsPlace['language'],
    locate: WindowsPlace['locate'],
    depth: number,
  ): void {
    const run = (command: PsCommand): void => this.run(command, depth);
    if (language === 'batch') readBatch(text, { locate, run });
    else readPowerShell(text, { locate, run });
  }

  private run(command: PsCommand, depth: number): void {
    const inner = innerScript(command);
    if (inner !== undefined) {
      if (depth < MAX_DEPTH) this.read(inner.text, inner.language, () => inner.where, depth + 1);
      return;
    }
    const started = startedBy(command);
    if (started !== undefined && depth < MAX_DEPTH) this.run(started, depth + 1);
    if (this.firewall.run(command)) return;
    const words = wordsOf(command);
    const place = { platform: 'host' as const };
    this.cloud.run(words, place, !command.conditional);
    append(this.facts, [
      ...commandFacts(serviceCommand(words) ?? words, {
        workload: this.workload,
        placement: 'host',
      }),
      ...kubeDoors(words, place),
      ...portProxy(words),
    ]);
  }
}

/** The script in `powershell -Command "…"`, `cmd /c …`, `Invoke-Expression "…"`. */
function innerScript(
  command: PsCommand,
): { text: string; language: WindowsPlace['language']; where: Location } | undefined {
  const words = wordsOf(command).slice(1);
  const program = programOf(command);
  const from = (index: number, language: WindowsPlace['language']) => {
    const rest = words.slice(index);
    const known = rest.every(({ text }) => text !== undefined);
    if (rest.length === 0 || !known) return undefined;
    return { text: rest.map(({ text }) => text).join(' '), language, where: rest[0]!.where };
  };
  if (program === 'invoke-expression' || program === 'iex') {
    return from(/^-command$/i.test(words[0]?.text ?? '') ? 1 : 0, 'powershell');
  }
  if (program === 'powershell' || program === 'pwsh') {
    const at = words.findIndex(({ text }) => /^-c(?:ommand)?$/i.test(text ?? ''));
    if (at >= 0) return from(at + 1, 'powershell');
    const free = words.findIndex(({ text }) => /^[A-Z][a-z]+-[A-Z]|^"?&/.test(text ?? ''));
    return free < 0 ? undefined : from(free, 'powershell');
  }
  if (program === 'cmd') {
    const at = words.findIndex(({ text }) => /^\/[ck]$/i.test(text ?? ''));
    return at < 0 ? undefined : from(at + 1, 'batch');
  }
  return undefined;
}

/** `Start-Process netsh -ArgumentList "advfirewall …"` as the command it starts. */
function startedBy(command: PsCommand): PsCommand | undefined {
  if (!/^(?:start-process|saps)$/.test(programOf(command))) return undefined;
  const started = serviceCommand(wordsOf(command));
  const [name, ...rest] = (started ?? []).map((word): PsValue =>
    word.text === undefined
      ? { kind: 'unknown', reason: word.reason ?? '', where: word.where }
      : { kind: 'text', text: word.text, where: word.where },
  );
  if (name === undefined || !/netsh|docker|cmd|powershell/i.test(textOf(name) ?? ''))
    return undefined;
  return {
    name,
    args: rest.map((value) => ({ kind: 'value', value })),
    conditional: command.conditional,
  };
}

/** `netsh interface portproxy add v4tov4 listenport=11211 connectaddress=… connectport=11211` */
function portProxy(words: readonly Word[]): Fact[] {
  const texts = words.map(({ text }) => text ?? '');
  if (!/netsh(?:\.exe)?$/i.test(texts[0] ?? '')) return [];
  if (!/interface portproxy (?:add|set) v[46]tov[46]/i.test(texts.join(' '))) return [];
  const option = (name: string): string | undefined =>
    texts.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const port = Number(option('listenport') ?? 'NaN');
  const address = option('listenaddress');
  const where = words.find(({ text }) => /^listenport=/i.test(text ?? ''));
  if (where === undefined) return [];
  const behind = `${option('connectaddress') ?? ''}:${option('connectport') ?? String(port)}`;
  const forward = {
    protocol: 'tcp' as const,
    address: address === '*' ? undefined : address,
    port,
    behind,
    where,
    name: 'netsh interface portproxy',
    lasting: true,
  };
  return forwardDoor(forward, { platform: 'host' });
}

/** The words of a command as other programs see them; a list is one word with commas. */
function wordsOf(command: PsCommand): Word[] {
  const words: Word[] = [wordOf(command.name)];
  for (const arg of command.args) {
    if (arg.kind === 'value') {
      words.push(wordOf(arg.value));
      continue;
    }
    const value = arg.value === undefined ? undefined : prefixOf(arg.value);
    const text = `-${arg.name}${value === undefined ? '' : `:${value}`}`;
    words.push({ text, where: arg.where });
  }
  return words;
}

function wordOf(value: PsValue): Word {
  const text = textOf(value, ',');
  if (text !== undefined) return { text, where: value.where };
  if (value.kind !== 'unknown')
    return { text: undefined, reason: 'a part of it is not known', where: value.where };
  const { reason, prefix, where } = value;
  return { text: undefined, reason, where, ...(prefix === undefined ? {} : { prefix }) };
}
