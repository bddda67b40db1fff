import { defineConfig } from 'vite';

/** The typed ESM library, file by file as in src; Lit stays a dependency. */
export default defineConfig({
  build: {
    target: 'es2023',
    minify: false,
    lib: { entry: { index: 'src/index.ts', client: 'src/client.ts' }, formats: ['es'] },
    rolldownOptions: { external: [/^lit/], output: { preserveModules: true, preserveModulesRoot: 'src' } },
  },
});
