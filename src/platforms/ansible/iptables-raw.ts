import { isUnknown, renderedOf } from '../../syntax/jinja/index.js';
import { integerOf } from '../../syntax/data.js';
import { argumentOf, isAbsent, textArgument } from './firewall-modules.js';
import { wordsOfText } from './lines.js';
import type { Action } from './run.js';
import { notRead } from './stacks.js';
import type { FilterStep, HostState } from './state.js';
import { listItems } from './tasks.js';

/** The weight of a set of rules that names none. */
const USUAL_WEIGHT = 40;

/**
 * `community.general.iptables_raw`: lines as `iptables-save` writes them, in sets that the module puts
 * in order of their weights.
 */
export function iptablesRawModule(state: HostState, action: Action): void {
  if (isAbsent(action)) return;
  const rules = argumentOf(action, 'rules');
  if (rules === undefined) return;
  if (isUnknown(rules) && !renderedOf(rules).text.includes('-A')) {
    notRead(state, action, rules.reason);
    return;
  }
  const text = renderedOf(rules);
  const table = textArgument(action, 'table') ?? 'filter';
  const versions = listItems(argumentOf(action, 'ipversion'));
  const both = versions.length > 1;
  const six = versions.some((one) => one.type === 'scalar' && String(one.value) === '6');
  const programs = both ? ['iptables', 'ip6tables'] : [six ? 'ip6tables' : 'iptables'];
  const steps: FilterStep[] = [];
  let from = 0;
  for (const line of text.text.split('\n')) {
    const words = wordsOfText(text, from, from + line.length);
    from += line.length + 1;
    if (words[0]?.text === undefined || !/^-[AIPN]$|^--/.test(words[0].text)) continue;
    for (const program of programs) {
      steps.push({
        words: [
          { text: program, where: words[0].where },
          { text: '-t', where: words[0].where },
          { text: table, where: words[0].where },
          ...words,
        ],
        where: words[0].where,
        ...(action.onlyIf === undefined ? {} : { onlyIf: action.onlyIf }),
      });
    }
  }
  const weight = integerOf(argumentOf(action, 'weight')) ?? USUAL_WEIGHT;
  state.rawRules.push({ weight, steps });
}
