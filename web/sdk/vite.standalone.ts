import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const served = fileURLToPath(new URL('../../src/Rapport.Server/wwwroot/sdk/', import.meta.url));

/** One file with everything in it, for pages without a build; the server serves it as /sdk/rapport.js. */
export default defineConfig({
  build: {
    target: 'es2023',
    emptyOutDir: false,
    minify: true,
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'rapport.js' },
  },
  plugins: [
    {
      name: 'copy-to-server',
      closeBundle() {
        mkdirSync(served, { recursive: true });
        copyFileSync(fileURLToPath(new URL('dist/rapport.js', import.meta.url)), `${served}rapport.js`);
      },
    },
  ],
});
