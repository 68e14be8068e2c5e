import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);

// src/probe/verdict.ts
var CLOSED = ["refused", "timed-out", "unreachable"];
var REACHABLE = ["open", "requires-authentication", "tls"];
function isAsExpected(results, expected) {
  if (expected === "closed") return results.every(({ outcome }) => CLOSED.includes(outcome));
  return results.some(({ protocol, outcome }) => protocol === "tcp" && REACHABLE.includes(outcome));
}
var SENTENCES = {
  open: "memcached answers everyone",
  "requires-authentication": "memcached answers and demands authentication",
  tls: "TLS is spoken",
  "not-memcached": "something answers that is not memcached",
  "no-answer": "the connection is accepted and nothing comes back",
  refused: "refused",
  "timed-out": "no answer within the time given",
  unreachable: "there is no way to it"
};
function describeResult({
  target,
  protocol,
  outcome,
  version,
  detail
}) {
  const told = version === void 0 ? "" : ` (version ${version})`;
  const more = detail === void 0 ? "" : ` ${detail}`;
  return `${target.text} ${protocol.toUpperCase()}: ${SENTENCES[outcome]}${told}.${more}`;
}

export {
  isAsExpected,
  describeResult
};
