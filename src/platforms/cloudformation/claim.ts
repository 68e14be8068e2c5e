import type { PlatformClaim } from '../platform.js';

/** Templates of AWS CloudFormation, the Serverless Application Model, and what the CDK synthesises. */
export const cloudformationClaim: PlatformClaim = {
  name: 'cloudformation',
  title: 'CloudFormation',
  mayClaim: (path) =>
    /\.(ya?ml|json|template|cfn|cform|cloudformation)$/i.test(path) &&
    !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims: (file) => looksLikeTemplate(file.text),
};

/** The types of resources that open something, run something, or deploy other templates. */
const THAT_MATTER =
  /AWS::(?:EC2::(?:SecurityGroup|NetworkAcl|Instance|LaunchTemplate|PrefixList)|ElastiCache::|ECS::TaskDefinition|ElasticLoadBalancingV2::|Lightsail::|AutoScaling::LaunchConfiguration|CloudFormation::Stack|Serverless::Application)/;

/** Chooses files to parse: a template names types of resources, some of which matter. */
function looksLikeTemplate(text: string): boolean {
  return text.includes('Resources') && THAT_MATTER.test(text);
}
