import { isUnresolved, type Fact } from '../facts.js';

/**
 * Leaves out what a file says by itself where a playbook puts that file on its hosts: there it is known
 * what else these hosts have, and one cause is to be told once.
 *
 * This is narrower than the `judgedFiles` of a platform's output, by which all that others say of a file
 * goes, its problems too: such a file was wholly judged elsewhere. Here only the kinds of facts go that
 * the playbook came to as well, and only when it could resolve them; what it cannot tell of the file
 * stays as the file itself says it.
 */
export function withoutRepeated(facts: readonly Fact[]): Fact[] {
  const listening = new Set<string>();
  const letting = new Set<string>();
  for (const fact of facts) {
    if (fact.platform !== 'ansible') continue;
    if (fact.kind === 'listener' && !isUnresolved(fact.sockets)) listening.add(fact.where.file);
    else if (fact.kind === 'ingress' && !isUnresolved(fact.sources)) letting.add(fact.where.file);
  }
  if (listening.size + letting.size === 0) return [...facts];
  return facts.filter((fact) => {
    if (fact.platform !== 'host') return true;
    if (fact.kind === 'listener') return !listening.has(fact.where.file);
    return fact.mechanism !== 'host-firewall' || !letting.has(fact.where.file);
  });
}
