import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';
import { antdStylesPlugin } from './build/antdStyles';

const at = (...parts: string[]) => path.resolve(import.meta.dirname, ...parts);

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), antdStylesPlugin()],
  resolve: {
    alias: [
      { find: '@shuozhi/client', replacement: at('../client/src/index.ts') },
      { find: '@shuozhi/shared', replacement: at('../../shared/src/index.ts') },
      { find: /^@(?=\/)/, replacement: at('src') },
      // Ant Design's own write style elements, which our policy refuses.
      { find: /^.*\/getScrollBarSize(\.js)?$/, replacement: at('build/scrollBarSize.ts') },
      { find: /^.*\/useScrollLocker(\.js)?$/, replacement: at('build/scrollLock.ts') },
    ],
  },
  build: {
    // Offices work with browsers on old Chromium cores.
    target: 'chrome88',
    outDir: at('dist'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 3000}` } },
});
