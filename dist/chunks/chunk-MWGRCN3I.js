import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderJson
} from "./chunk-CFC75HNR.js";
import {
  authenticationText,
  placeText,
  plural,
  socketsText
} from "./chunk-4YCC46JY.js";
import {
  markdownCode,
  markdownProse,
  safeJson,
  visible
} from "./chunk-ZDN3N4YR.js";
import {
  isUnresolved
} from "./chunk-5VOORNIG.js";

// src/report/inventory.ts
var INVENTORY_FORMATS = ["text", "json", "markdown", "cyclonedx"];
function renderInventory(report, format) {
  switch (format) {
    case "text":
      return textTable(report);
    case "json":
      return inventoryJson(report);
    case "markdown":
      return markdownTable(report);
    case "cyclonedx":
      return cycloneDx(report);
  }
}
var HEAD = [
  "Memcached",
  "Place",
  "Version",
  "Listens on",
  "Authentication",
  "Reached by",
  "Through",
  "Advisories"
];
function cellsOf(item) {
  return [
    item.workload,
    placeText(item.where),
    item.version?.text ?? "not known",
    socketsText(item),
    authenticationText(item),
    item.reach === "unknown" ? "not known" : item.reach,
    item.through?.join(", ") || "–",
    item.advisories?.join(", ") || "–"
  ];
}
function textTable(report) {
  const width = Math.max(...HEAD.map((head) => head.length));
  const blocks = report.inventory.map(
    (item) => cellsOf(item).map((cell, i) => `${HEAD[i].padEnd(width)}  ${visible(cell)}
`).join("")
  );
  return `${blocks.join("\n")}${blocks.length > 0 ? "\n" : ""}${plural(blocks.length, "memcached server")} found.
`;
}
function markdownTable(report) {
  const rows = report.inventory.map((item) => {
    const [workload, place, version, sockets, ...rest] = cellsOf(item);
    return [
      ...[workload, place, version, sockets].map((cell) => markdownCode(cell, true)),
      ...rest.map((cell) => markdownProse(cell, true))
    ];
  });
  const table = [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |
`);
  return `${rows.length === 0 ? "" : `${table.join("")}
`}${plural(rows.length, "memcached server")} found.
`;
}
function inventoryJson(report) {
  const { schemaVersion, tool, root, inventory } = JSON.parse(renderJson(report));
  return `${safeJson({ schemaVersion, tool, root, inventory })}
`;
}
function cycloneDx(report) {
  const services = report.inventory.map((item, i) => ({
    "bom-ref": `memcached-${i + 1}`,
    name: `memcached: ${visible(item.workload)}`,
    ...item.version === void 0 ? {} : { version: item.version.text },
    endpoints: isUnresolved(item.sockets) ? [] : item.sockets.map(
      ({ protocol, address, port }) => `${protocol}://${address.includes(":") ? `[${address}]` : encodeURIComponent(address)}:${port}`
    ),
    ...item.authentication === "unknown" ? {} : { authenticated: item.authentication !== "none" },
    ...item.reach === "unknown" ? {} : { "x-trust-boundary": !["none", "cluster"].includes(item.reach) },
    properties: [
      ["place", placeText(item.where)],
      ["platform", item.platform],
      ["placement", item.placement],
      ["reach", item.reach],
      ...(item.through ?? []).map((name) => ["through", name])
    ].map(([name, value]) => ({
      name: `memcached-exposure-check:${name}`,
      value: visible(value)
    }))
  }));
  const affected = /* @__PURE__ */ new Map();
  report.inventory.forEach((item, i) => {
    for (const id of item.advisories ?? []) {
      affected.set(id, [...affected.get(id) ?? [], `memcached-${i + 1}`]);
    }
  });
  return `${safeJson({
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      tools: {
        components: [{ type: "application", name: report.tool.name, version: report.tool.version }]
      }
    },
    services,
    vulnerabilities: [...affected].sort().map(([id, refs]) => ({
      id,
      source: { name: "NVD", url: `https://nvd.nist.gov/vuln/detail/${id}` },
      affects: refs.map((ref) => ({ ref }))
    }))
  })}
`;
}

export {
  INVENTORY_FORMATS,
  renderInventory
};
