import { fileOf, insertion, textAt, trustedCidrs, type Proposer } from './context.js';

/** Limits a load balancer of Kubernetes to the trusted networks, when some are given. */
export const limitLoadBalancer: Proposer = (finding, context) => {
  if (finding.ruleId !== 'MCE202' || finding.data['mechanism'] !== 'load-balancer') {
    return undefined;
  }
  const { all } = trustedCidrs(context);
  const file = fileOf(context, finding.location);
  if (all.length === 0 || file === undefined) return undefined;
  const number = finding.location.startLine;
  const line = file.line(number);
  const match = /^(\s*)type:\s*(["']?)LoadBalancer\2\s*(?:#.*)?$/.exec(line);
  if (match === null || !textAt(file, finding.location).includes('LoadBalancer')) return undefined;
  if (
    /^[ \t]*loadBalancerSourceRanges[ \t]*:/m.test(documentAround(file.text, file.offset(number)))
  ) {
    return undefined;
  }
  const indent = match[1]!;
  const lines = [
    `${indent}loadBalancerSourceRanges:`,
    ...all.map((cidr) => `${indent}  - ${cidr}`),
  ];
  const offset = file.offset(number) + line.length;
  return {
    fixes: [
      {
        description: `Let the load balancer take only ${all.join(', ')}: \`loadBalancerSourceRanges\`.`,
        edits: [insertion(file, offset, `\n${lines.join('\n')}`)],
      },
    ],
  };
};

/** The YAML document that an offset lies in. */
function documentAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n---', offset);
  const end = text.indexOf('\n---', offset);
  return text.slice(Math.max(0, start), end < 0 ? text.length : end);
}
