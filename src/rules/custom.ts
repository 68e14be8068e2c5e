import type { Exposure } from '../exposure/exposure.js';
import { isUnresolved, type Mechanism, type PlatformName } from '../facts.js';
import type { Reach, Severity } from '../findings.js';
import type { PortSet } from '../network/ports.js';
import { draftOf } from './describe.js';
import type { Rule } from './rule.js';

/** A rule that a user wrote: every condition that is given has to hold. */
export interface CustomRule {
  /** `X-NO-NODE-PORT`. */
  readonly id: string;
  readonly severity: Severity;
  /** A sentence; `{placeholders}` are filled as in the rules of the check itself. */
  readonly message: string;
  readonly mechanisms?: readonly Mechanism[];
  readonly platforms?: readonly PlatformName[];
  readonly reaches?: readonly Reach[];
  /** One of these ports is open. */
  readonly ports?: PortSet;
  /** Patterns for the name of the door or of what runs memcached. */
  readonly names?: readonly string[];
}

/** A rule that can run, made from what a user wrote. */
export function customRule(definition: CustomRule): Rule {
  const { id, severity, message } = definition;
  return {
    meta: {
      id,
      name: id.toLowerCase(),
      title: `A rule of this repository: ${id}`,
      description: message,
      defaultSeverity: severity,
      tags: [],
      messages: { matched: message },
    },
    check(project, report) {
      for (const exposure of project.exposures) {
        if (!matches(definition, exposure)) continue;
        const draft = draftOf(exposure, 'matched');
        if (draft !== undefined) report({ ...draft, severity });
      }
    },
  };
}

function matches(rule: CustomRule, exposure: Exposure): boolean {
  const { ingress, listener } = exposure;
  const mechanism = ingress?.mechanism ?? 'listen-address';
  const platform = ingress?.platform ?? listener?.platform;
  const names = [ingress?.name, listener?.workload].filter((name) => name !== undefined);
  return (
    (rule.mechanisms?.includes(mechanism) ?? true) &&
    (rule.platforms === undefined ||
      (platform !== undefined && rule.platforms.includes(platform))) &&
    (rule.reaches?.includes(exposure.reach) ?? true) &&
    (rule.ports === undefined || opens(exposure, rule.ports)) &&
    (rule.names?.some((pattern) => names.some((name) => matchesName(pattern, name))) ?? true)
  );
}

/** Ports that are not known may be any. */
function opens({ ingress, listener }: Exposure, ports: PortSet): boolean {
  if (ingress !== undefined) {
    const inner = ingress.targetPorts;
    return (
      isUnresolved(ingress.ports) ||
      ingress.ports.overlaps(ports) ||
      (inner !== undefined && (isUnresolved(inner) || inner.overlaps(ports)))
    );
  }
  const sockets = listener?.sockets;
  if (sockets === undefined || isUnresolved(sockets)) return true;
  return sockets.some(({ port }) => ports.contains(port));
}

/** `*` stands for any text, `?` for one character; upper and lower case are the same. */
export function matchesName(pattern: string, name: string): boolean {
  const wanted = pattern.toLowerCase();
  const text = name.toLowerCase();
  // Greedy with one place to come back to: the last star. No more steps than length times length.
  let star = -1;
  let mark = 0;
  let p = 0;
  for (let t = 0; t < text.length;) {
    if (p < wanted.length && wanted[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (wanted[p] === '*') p++;
  return p === wanted.length;
}
