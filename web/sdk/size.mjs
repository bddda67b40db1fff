// Fails when what a shop has to load has grown past its limit. Sizes are minified and brotli, as sent.
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

const limits = { 'client.ts': 12_288, 'index.ts': 40_960 };

for (const [entry, limit] of Object.entries(limits)) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: { target: 'es2023', write: false, minify: true, lib: { entry: `src/${entry}`, formats: ['es'] } },
  });
  const bytes = brotliCompressSync(Buffer.from(output.map((part) => part.code ?? '').join(''))).length;
  console.log(`${entry} with all it imports: ${bytes} of ${limit} bytes (brotli)`);
  if (bytes > limit) process.exitCode = 1;
}
