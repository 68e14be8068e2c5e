// Builds dist/ from src/: one entry for the action, one for the command line, shared chunks.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = process.argv[2] ?? `${root}dist`;

/** @actions/core needs its HTTP client for OIDC tokens alone; without it the start is far quicker. */
const withoutOidc = {
  name: 'without-oidc',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@actions\/http-client/ }, ({ importer, path }) =>
      /node_modules[\\/]@actions[\\/](core|exec|io)[\\/]/.test(importer)
        ? { path, namespace: 'stub' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
      contents:
        'export class HttpClient { constructor() { throw new Error("OIDC tokens are not available in this build."); } }\n' +
        'export class BearerCredentialHandler { constructor() { throw new Error("OIDC tokens are not available in this build."); } }\n',
    }));
  },
};

rmSync(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: { index: 'src/action/main.ts', cli: 'src/cli/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'warning',
  metafile: true,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  plugins: [withoutOidc],
});
const bytes = Object.values(result.metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${Object.keys(result.metafile.outputs).length} files, ${bytes} bytes in ${outdir}`);
