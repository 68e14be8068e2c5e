import type { Fact } from '../../../../../facts.js';
import { entry, itemsOf, type Data, type Mapping } from '../../../../../syntax/data.js';
import type { RemoteModuleCall } from '../../../resource.js';
import { elements } from '../../../values.js';
import { containerFacts, isMemcachedContainer } from '../ecs.js';
import { registryName, type ModuleContract } from './contract.js';
import { ingressRules } from './ingress-rules.js';
import { isOff } from './rule.js';

/**
 * terraform-aws-modules/terraform-aws-ecs: services at its root (`services`), one in `modules/service`,
 * one container in `modules/container-definition`.
 */
export const ecsModule: ModuleContract = {
  module: 'terraform-aws-modules/ecs/aws',
  meaning: [
    {
      of: 'module terraform-aws-modules/ecs/aws',
      judged:
        '`container_definitions` of `services` and of `modules/service`, the container of `modules/container-definition`: those that are memcached; `security_group_ids`, `security_group_ingress_rules` and `security_group_rules` guard them',
    },
  ],
  rules: (call, context) =>
    servicesOf(call).flatMap((service) => ingressRules(call, service, context)),
  workload: (call) => ({
    nature: containersOf(call).some((each) => isMemcachedContainer(each, call))
      ? 'memcached'
      : 'unknown',
    groups: servicesOf(call).flatMap((service) =>
      itemsOf(entry(service, 'security_group_ids')?.value),
    ),
    hasOwnGroup: servicesOf(call).length > 0 && !isOff(call, 'create_security_group'),
  }),
  facts: (call, context): Fact[] =>
    isOff(call, 'create')
      ? []
      : containersOf(call).flatMap((each) => containerFacts(each, call.where, call, context)),
};

function servicesOf(call: RemoteModuleCall): Mapping[] {
  const folder = registryName(call.source ?? '')?.folder ?? '';
  if (folder === '') return named(entry(call.body, 'services')?.value);
  return folder === 'modules/container-definition' ? [] : [call.body];
}

function containersOf(call: RemoteModuleCall): Mapping[] {
  const folder = registryName(call.source ?? '')?.folder;
  if (folder === 'modules/container-definition') return [call.body];
  return servicesOf(call).flatMap((service) =>
    named(entry(service, 'container_definitions')?.value),
  );
}

/** The objects of a map by name. */
function named(data: Data | undefined): Mapping[] {
  if (data?.type !== 'map' && data?.type !== 'list') return [];
  return elements(data).filter((each): each is Mapping => each.type === 'map');
}
