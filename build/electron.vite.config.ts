// Every package is a devDependency: what runs is bundled, so that out/ stands alone; the command
// line is build/bundle-cli.mjs's, which needs the Node of `engines`. Targets here are those of the oldest
// runtime in use: Electron 33, which brings Node 20.18.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      rollupOptions: {
        input: {
          main: resolve(root, 'electron/main.ts'),
          'scanner-process': resolve(root, 'electron/scanner/process.ts'),
          'scanner-worker': resolve(root, 'electron/scanner/worker.ts'),
        },
        // All in one folder, so that import.meta.dirname means the same in a shared chunk.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared-[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      rollupOptions: {
        input: { preload: resolve(root, 'electron/preload.ts') },
        // A sandboxed preload cannot be an ES module and cannot load further files.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      target: 'chrome130',
      minify: true,
      // Loaded from disk at once, so one large chunk costs nothing.
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
