import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  renderText
} from "./chunk-4YCC46JY.js";

// src/cli/render.ts
async function render(report, format, options) {
  if (format === "text") {
    return renderText(report, { color: options.colour, brief: options.quiet });
  }
  const formats = await import("./formats-Z3OLUC7F.js");
  switch (format) {
    case "json":
      return formats.renderJson(report);
    case "sarif":
      return formats.renderSarif(report);
    case "markdown":
      return formats.renderSummary(report);
    case "html":
      return formats.renderHtml(report);
    case "github":
      return formats.renderCommands(report);
  }
}

// src/cli/write.ts
async function writeReport(report, given, surroundings) {
  let written = true;
  for (const { format, file } of given.outputs) {
    const toTerminal = file === void 0 && surroundings.outIsTerminal;
    const colour = given.colour ?? (toTerminal && (surroundings.environment["NO_COLOR"] ?? "") === "");
    const text = await render(report, format, {
      colour: file === void 0 && colour,
      quiet: given.quiet
    });
    try {
      if (file === void 0) surroundings.out(text);
      else surroundings.writeText(file, text);
    } catch (error) {
      written = false;
      surroundings.err(
        `memcached-exposure: ${file ?? "standard output"} cannot be written: ${messageOf(error)}.
`
      );
    }
  }
  return written;
}
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

export {
  writeReport
};
