import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The schema of SARIF 2.1.0 as OASIS published it (draft 4 of JSON Schema). */
const SCHEMA = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
);

// The schema holds a pattern with a lone bracket, which the Unicode mode refuses.
const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);

export const validateOfficial = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
