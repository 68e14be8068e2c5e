import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/platforms/azure-templates/claim.ts
var azureTemplatesClaim = {
  name: "azure-templates",
  title: "Azure templates (Bicep, ARM)",
  mayClaim: (path) => /\.(bicep|bicepparam)$/i.test(path) || /\.jsonc?$/i.test(path) && !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims: (file) => /\.(bicep|bicepparam)$/i.test(file.path) || isArmText(file.text)
};
function isArmText(text) {
  return /schema\.management\.azure\.com\/schemas\/[^"]*(?:[dD]eploymentTemplate|[dD]eploymentParameters)\.json/.test(
    text
  );
}

// src/platforms/cloudformation/claim.ts
var cloudformationClaim = {
  name: "cloudformation",
  title: "CloudFormation",
  mayClaim: (path) => /\.(ya?ml|json|template|cfn|cform|cloudformation)$/i.test(path) && !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims: (file) => looksLikeTemplate(file.text)
};
var THAT_MATTER = /AWS::(?:EC2::(?:SecurityGroup|NetworkAcl|Instance|LaunchTemplate|PrefixList)|ElastiCache::|ECS::TaskDefinition|ElasticLoadBalancing(?:V2)?::|Lightsail::|AutoScaling::LaunchConfiguration|CloudFormation::Stack|Serverless::Application)/;
function looksLikeTemplate(text) {
  return text.includes("Resources") && THAT_MATTER.test(text);
}

// src/platforms/controllers/claim.ts
var GROUPS = /\.(?:upbound|crossplane)\.io\/|(?:ec2|elasticache)\.services\.k8s\.aws\/|network\.azure\.com\//;
var controllersClaim = {
  name: "controllers",
  title: "Crossplane, AWS Controllers for Kubernetes, Azure Service Operator",
  mayClaim: (path) => /\.ya?ml$/i.test(path),
  claims: ({ text }) => GROUPS.test(text)
};

// src/platforms/google-templates/claim.ts
var LOOKS_RIGHT = /compute\.[a-z0-9]+\.firewall|gcp-types\/compute-[a-z0-9]+:firewalls|compute\.cnrm\.cloud\.google\.com\//;
var googleTemplatesClaim = {
  name: "google-templates",
  title: "Google Cloud templates",
  mayClaim: (path) => /\.ya?ml$/i.test(path),
  claims: ({ text }) => LOOKS_RIGHT.test(text)
};

// src/platforms/heat/claim.ts
var heatClaim = {
  name: "heat",
  title: "OpenStack Heat",
  mayClaim: (path) => /\.(ya?ml|hot)$/i.test(path),
  claims: ({ text }) => /^heat_template_version\s*:/m.test(text)
};

// src/platforms/nomad/claim.ts
var nomadClaim = {
  name: "nomad",
  title: "Nomad",
  mayClaim: (path) => /\.(nomad|hcl|json)$/i.test(path) && !/(^|\/)(package(-lock)?|tsconfig[^/]*|composer)\.json$/.test(path),
  claims
};
function claims({ path, text }) {
  if (/\.nomad(\.hcl|\.json)?$/i.test(path)) return true;
  if (/\.hcl$/i.test(path)) return /^[ \t]*job[ \t]+"[^"\n]*"[ \t]*\{/m.test(text);
  return text.includes('"TaskGroups"');
}

// src/platforms/pulumi/claim.ts
var PROGRAM = /^Main\.ya?ml$/;
var pulumiClaim = {
  name: "pulumi",
  title: "Pulumi",
  mayClaim: (path) => /(^|\/)(Pulumi(\..+)?|Main)\.ya?ml$/.test(path),
  claims: ({ name, text }) => !PROGRAM.test(name) || /^resources:/m.test(text)
};

export {
  azureTemplatesClaim,
  cloudformationClaim,
  controllersClaim,
  googleTemplatesClaim,
  heatClaim,
  nomadClaim,
  pulumiClaim
};
