import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  parseShard
} from "./chunk-THG6CG5H.js";

// src/cli/verb-arguments.ts
var FORMATS = ["text", "json", "sarif", "markdown", "html", "github"];

// src/cli/option-values.ts
var UsageError = class extends Error {
  name = "UsageError";
};
function shardOf(text) {
  try {
    return parseShard(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--shard: ${error.message}`);
    throw error;
  }
}
function choiceOf(option, text, choices) {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === void 0) {
    throw new UsageError(`${option} is "${text}"; it must be one of ${choices.join(", ")}.`);
  }
  return choice;
}
function standardOf(values) {
  return {
    ...values["fail-on"] === void 0 ? {} : { failOn: values["fail-on"] },
    ...values["report-severity"] === void 0 ? {} : { reportSeverity: values["report-severity"] },
    ...values["trusted-networks"] === void 0 ? {} : { trustedNetworks: values["trusted-networks"].flatMap(listOf) }
  };
}
function excludeOf(values) {
  return values.exclude === void 0 ? {} : { exclude: values.exclude.flatMap(listOf) };
}
function fileOf(values) {
  const file = values.output?.at(-1);
  return file === void 0 || file === "-" ? {} : { file };
}
var LONGEST_TIMEOUT = 60;
function secondsOf(text) {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw new UsageError(`--timeout is "${text}"; it must be up to ${LONGEST_TIMEOUT} seconds.`);
  }
  return seconds;
}
function outputsOf(formats, files) {
  if (files.length > Math.max(formats.length, 1)) {
    throw new UsageError("Each --output needs a --format of its own.");
  }
  if (formats.length - files.length > 1) {
    throw new UsageError("Only one --format can go without an --output.");
  }
  const wanted = formats.length === 0 ? ["text"] : formats;
  return wanted.map((format, i) => {
    if (!isFormat(format)) {
      throw new UsageError(
        `There is no format "${format}"; the formats are ${FORMATS.join(", ")}.`
      );
    }
    const file = files[i];
    return { format, ...file === void 0 || file === "-" ? {} : { file } };
  });
}
function isFormat(text) {
  return FORMATS.includes(text);
}
function listOf(text) {
  return text.split(/[,\n]/).map((part) => part.trim()).filter((part) => part !== "");
}

export {
  UsageError,
  shardOf,
  choiceOf,
  standardOf,
  excludeOf,
  fileOf,
  secondsOf,
  outputsOf,
  listOf
};
