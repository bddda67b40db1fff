import { defineConfig } from 'vite';

/** The elements with a server in memory: `npm run dev -w sdk`. */
export default defineConfig({ root: new URL('dev', import.meta.url).pathname, server: { host: '127.0.0.1' } });
