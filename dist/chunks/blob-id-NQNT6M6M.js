import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import "./chunk-VX4HL5QL.js";

// src/files/blob-id.ts
import { createHash } from "node:crypto";
function blobId(bytes, hash) {
  return createHash(hash).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
export {
  blobId
};
