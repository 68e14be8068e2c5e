import type { Fact } from '../../../../facts.js';
import { isUnresolved } from '../../../../facts.js';
import { PortSet } from '../../../../network/ports.js';
import { integerOf, entry } from '../../../../syntax/data.js';
import type { ResourceContext, ResourceHandler, TerraformResource } from '../../resource.js';
import { readPorts, type PortArguments } from '../firewall/ports.js';
import { doorFacts, referred, type DoorTable } from '../firewall/publishing.js';
import { blocksAt } from '../firewall/shape.js';
import type { Traffic } from '../firewall/rule.js';

const OUTSIDE: PortArguments = {
  ranges: [['port_range.from_port', 'port_range.to_port']],
  absent: 'none',
};

const TABLE: DoorTable = {
  types: ['aws_globalaccelerator_listener'],
  judged: '',
  protocol: { key: 'protocol', absent: [] },
  outside: OUTSIDE,
  insideOf: inside,
};

/** Global Accelerator: addresses on the internet whose ports lead to balancers and machines. */
export const accelerator: ResourceHandler = {
  types: TABLE.types,
  meaning: [
    {
      of: 'aws_globalaccelerator_listener',
      judged:
        '`protocol` and `port_range` of public addresses; `port_override` of the `aws_globalaccelerator_endpoint_group` behind it',
    },
  ],
  facts: (listener, context): Fact[] =>
    blocksAt(listener.body, 'port_range').flatMap((range) => {
      const entries = listener.body.entries.map((each) =>
        each.key === 'port_range' ? { ...each, value: range } : each,
      );
      return doorFacts(TABLE, { ...listener, body: { ...listener.body, entries } }, context);
    }),
};

/** The ports of the endpoints: those of the listener, except where a group sets others. */
function inside(
  part: TerraformResource,
  _block: unknown,
  context: ResourceContext,
): Omit<Traffic, 'protocols'> | undefined {
  const listener = context.resource(part.address);
  const outside = readPorts(part.body, OUTSIDE);
  if (isUnresolved(outside.ports)) return undefined;
  let ports = outside.ports;
  const overrides = context
    .find('aws_globalaccelerator_endpoint_group')
    .filter((group) => referred(group.body, 'listener_arn', context) === listener)
    .flatMap((group) => blocksAt(group.body, 'port_override'));
  for (const override of overrides) {
    const [from, to] = ['listener_port', 'endpoint_port'].map((key) =>
      integerOf(entry(override, key)?.value),
    );
    if (from === undefined || to === undefined) return undefined;
    if (outside.ports.contains(from))
      ports = ports.subtract(PortSet.of(from)).union(PortSet.of(to));
  }
  return overrides.length === 0 ? undefined : { ...outside, ports };
}
