import { defineConfig } from 'vite';
import { stub } from './dev/stub.js';

// The shop's back end serves what is built here; `npm run dev` stands alone, or in front of a real one: RAPPORT_URL=http://127.0.0.1:5080.
const backEnd = process.env.RAPPORT_URL;

export default defineConfig({
  plugins: backEnd ? [] : [stub()],
  server: {
    host: '127.0.0.1',
    ...(backEnd ? { proxy: { '/shop': backEnd, '/v1': backEnd } } : {}),
  },
  // As strict as the shop's back end, so that a preview shows what would break.
  preview: {
    host: '127.0.0.1',
    headers: { 'Content-Security-Policy': "default-src 'self'; base-uri 'none'; object-src 'none'" },
  },
  build: {
    outDir: '../../src/Rapport.Demo/wwwroot',
    emptyOutDir: true,
    target: 'es2023',
    // A strict content security policy allows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
