import { unresolved, type RelatedLocation, type Unresolved } from '../../facts.js';
import { SourceFile } from '../../files/source.js';
import { AddressSet } from '../../network/addresses.js';
import { at, entry, itemsOf, textOf, type Data } from '../../syntax/data.js';
import { readJson } from '../../syntax/json.js';
import { located, textIn, type KubeObject } from './objects.js';

const DO = 'service.beta.kubernetes.io/do-loadbalancer-';
const LINODE = 'service.beta.kubernetes.io/linode-loadbalancer-firewall-';

/**
 * The firewalls that annotations put in front of a load balancer: DigitalOcean's allow and deny rules
 * (`cidr:10.0.0.0/8,ip:192.0.2.1`), Linode's access list. `undefined` when there is none.
 * Sources: the documentation of both cloud controllers.
 */
export function firewallRules(
  annotations: Data | undefined,
  service: KubeObject,
  related: RelatedLocation[],
): AddressSet | Unresolved | undefined {
  const read = (key: string): { text: string | Unresolved; data: Data } | undefined => {
    const data = entry(annotations, key)?.value;
    const text = textIn(data);
    if (data === undefined || text === undefined || text === '') return undefined;
    related.push({
      where: located(data.where, service),
      message: 'who may reach the load balancer',
    });
    return { text, data };
  };
  let admitted: AddressSet | undefined;
  for (const kind of ['allow', 'deny'] as const) {
    const rules = read(`${DO}${kind}-rules`);
    if (rules === undefined) continue;
    if (typeof rules.text === 'object') return rules.text;
    const sets = rules.text.split(',').map((rule) => {
      const match = /^(?:ip|cidr):(.+)$/.exec(rule.trim());
      return match === null ? undefined : AddressSet.tryParse(match[1]!);
    });
    if (kind === 'allow') {
      const unknown = sets.indexOf(undefined);
      if (unknown >= 0)
        return unresolved(`the rule "${rules.text}" is not understood`, rules.data.where);
      admitted = AddressSet.unionOf(sets as AddressSet[]);
    } else {
      // A rule that is not understood refuses nobody.
      const denied = AddressSet.unionOf(sets.filter((set) => set !== undefined));
      admitted = (admitted ?? AddressSet.all).subtract(denied);
    }
  }
  const list = read(`${LINODE}acl`);
  if (list !== undefined) {
    if (typeof list.text === 'object') return list.text;
    const { data } = readJson(new SourceFile(list.data.where.file, list.text));
    const addresses = (key: string): AddressSet | undefined => {
      const found = at(data, key);
      if (found === undefined) return undefined;
      const texts = ['ipv4', 'ipv6'].flatMap((family) => itemsOf(at(found, family)));
      return AddressSet.unionOf(
        texts.flatMap((item) => AddressSet.tryParse(textOf(item) ?? '') ?? []),
      );
    };
    const allowed = addresses('allowList');
    const refused = addresses('denyList');
    if (allowed === undefined && refused === undefined) {
      return unresolved('the access list of the load balancer cannot be read', list.data.where);
    }
    const own = allowed ?? AddressSet.all.subtract(refused!);
    admitted = admitted === undefined ? own : admitted.intersect(own);
  }
  const firewall = read(`${LINODE}id`);
  if (firewall !== undefined && admitted === undefined) {
    return unresolved(
      'the rules of its Linode firewall are not in the repository',
      firewall.data.where,
    );
  }
  return admitted;
}
