import { pathToUri, safeJson } from './escape.js';
import { ReportError } from './read.js';

/** A SARIF log and the folder that its files are put under; '' for parts of one tree. */
export interface SarifPart {
  readonly name: string;
  readonly text: string;
  readonly prefix: string;
}

type Json = Readonly<Record<string, unknown>>;

/** GitHub keeps 5,000 results of a run. */
const MOST_RESULTS = 5000;
const MOST_LOGS_RUNS = 10_000;

/**
 * Joins SARIF logs of this tool into one log with one run: rules once each, results worst first, what two
 * parts say of one and the same place once.
 * @throws ReportError for a file that is no SARIF log of this tool
 */
export function mergeSarif(parts: readonly SarifPart[]): {
  readonly text: string;
  /** Some run says that it was not carried out, or results were left out. */
  readonly incomplete: boolean;
  readonly failed: boolean;
} {
  const rules = new Map<string, Json>();
  const results: Json[] = [];
  const notifications: unknown[] = [];
  const seen = new Set<string>();
  let driver: Json | undefined;
  let automation: unknown;
  let incomplete = false;
  let failed = false;
  for (const { name, text, prefix } of parts) {
    for (const run of runsOf(text, name)) {
      const own = objectAt(objectAt(run, 'tool'), 'driver');
      if (typeof own['name'] !== 'string' || (driver && own['name'] !== driver['name'])) {
        throw new ReportError(`${name} is no SARIF log of the tool that the others are of.`);
      }
      driver ??= own;
      automation ??= run['automationDetails'];
      const names = listAt(own, 'rules').filter(isObject);
      for (const rule of names) {
        const id = String(rule['id']);
        const other = rules.get(id);
        if (other === undefined || securityOf(rule) > securityOf(other)) rules.set(id, rule);
      }
      for (const invocation of listAt(run, 'invocations').filter(isObject)) {
        if (invocation['executionSuccessful'] === false) incomplete = true;
        const conclusion = objectAt(invocation, 'properties')['conclusion'];
        if (conclusion === 'failed') failed = true;
        if (conclusion === 'could-not-run') incomplete = true;
        for (const one of listAt(invocation, 'toolExecutionNotifications')) {
          notifications.push(moved(one, prefix));
        }
      }
      for (const result of listAt(run, 'results').filter(isObject)) {
        const own = moved(result, prefix) as Json;
        const key = JSON.stringify([own['ruleId'], own['partialFingerprints'], own['locations']]);
        if (seen.has(key)) continue;
        seen.add(key);
        results.push(own);
      }
    }
  }
  if (driver === undefined) throw new ReportError('There is no run in the SARIF logs to merge.');
  const ids = [...rules.keys()].sort();
  const worstFirst = results
    .map((result, at) => ({ result, at }))
    .sort((a, b) => rankOf(b.result) - rankOf(a.result) || a.at - b.at)
    .map(({ result }) => result);
  const anySuppressed = worstFirst.some((result) => result['suppressions'] !== undefined);
  if (worstFirst.length > MOST_RESULTS) incomplete = true;
  const text = `${safeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...driver, rules: ids.map((id) => rules.get(id)) } },
        ...(automation === undefined ? {} : { automationDetails: automation }),
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !incomplete,
            toolExecutionNotifications: uniqueOf(notifications),
            properties: {
              conclusion: failed ? 'failed' : incomplete ? 'could-not-run' : 'passed',
            },
          },
        ],
        results: worstFirst.slice(0, MOST_RESULTS).map((result) => {
          const { ruleIndex: _index, ...rest } = result;
          const index = ids.indexOf(String(result['ruleId']));
          return {
            ...rest,
            ...(index < 0 ? {} : { ruleIndex: index }),
            // Either all results of a run say whether they are suppressed or none does.
            ...(anySuppressed ? { suppressions: result['suppressions'] ?? [] } : {}),
          };
        }),
      },
    ],
  })}\n`;
  return { text, incomplete, failed };
}

/** Whether a text is a SARIF log rather than a report of this tool's own. */
export function looksLikeSarif(text: string): boolean {
  return /^\s*\{/.test(text) && /"runs"\s*:\s*\[/.test(text) && !/"schemaVersion"\s*:/.test(text);
}

function runsOf(text: string, name: string): Json[] {
  let log: unknown;
  try {
    log = JSON.parse(text);
  } catch {
    throw new ReportError(`${name} is no JSON.`);
  }
  if (!isObject(log) || log['version'] !== '2.1.0' || !Array.isArray(log['runs'])) {
    throw new ReportError(`${name} is no SARIF log of version 2.1.0.`);
  }
  return (log['runs'] as unknown[]).slice(0, MOST_LOGS_RUNS).filter(isObject);
}

/** A value with the prefix in front of every path in it. */
function moved(value: unknown, prefix: string, depth = 0): unknown {
  if (prefix === '' || depth > 40) return value;
  if (Array.isArray(value)) return value.map((one) => moved(one, prefix, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === 'artifactLocation' && isObject(inner) && typeof inner['uri'] === 'string') {
        return [key, { ...inner, uri: `${pathToUri(prefix)}/${inner['uri']}` }];
      }
      return [key, moved(inner, prefix, depth + 1)];
    }),
  );
}

function uniqueOf(values: readonly unknown[]): unknown[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText.values()];
}

function rankOf(result: Json): number {
  const rank = result['rank'];
  return typeof rank === 'number' ? rank : 0;
}

function securityOf(rule: Json): number {
  return Number(objectAt(rule, 'properties')['security-severity'] ?? 0);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(json: Json, key: string): Json {
  const value = json[key];
  return isObject(value) ? value : {};
}

function listAt(json: Json, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}
