import type { Fact } from '../../../../../facts.js';
import { entry, itemsOf } from '../../../../../syntax/data.js';
import { machineFacts } from '../instances.js';
import type { ModuleContract } from './contract.js';
import { ingressRules } from './ingress-rules.js';
import { isOff } from './rule.js';

/** terraform-aws-modules/terraform-aws-ec2-instance: one machine, since version 6 with its own group. */
export const ec2Instance: ModuleContract = {
  module: 'terraform-aws-modules/ec2-instance/aws',
  meaning: [
    {
      of: 'module terraform-aws-modules/ec2-instance/aws',
      judged:
        '`user_data`, `user_data_base64`; `vpc_security_group_ids` and `security_group_ingress_rules` guard it',
    },
  ],
  rules: (call, context) => ingressRules(call, call.body, context),
  workload: (call) => ({
    nature: 'unknown',
    groups: itemsOf(entry(call.body, 'vpc_security_group_ids')?.value),
    hasOwnGroup: entry(call.body, 'security_group_ingress_rules') !== undefined,
  }),
  facts: (call, context): Fact[] => (isOff(call, 'create') ? [] : machineFacts(call, context)),
};
