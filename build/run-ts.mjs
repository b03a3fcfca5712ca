// Runs a TypeScript program on the oldest supported Node, which cannot strip types itself:
// `node build/run-ts.mjs FILE.ts [ARGUMENT…]`. Packages stay outside the bundle.
import { resolve } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './setup/places.mjs'
import { runHere } from './setup/run.mjs'
import { runScript, SetupError } from './setup/say.mjs'

await runScript(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined) throw new SetupError('usage: node build/run-ts.mjs FILE.ts [ARGUMENT…]')
  const name = file.replaceAll(/[^a-zA-Z0-9]+/g, '-')
  const outDir = resolve(projectRoot, 'node_modules/.cache/cowscope/run', name)
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: resolve(file),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  })
  return runHere(process.execPath, ['--enable-source-maps', `${outDir}/main.mjs`, ...args])
})
