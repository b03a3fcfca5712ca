// Runs a TypeScript program on the oldest supported Node, which cannot strip types itself:
// `node build/run-ts.mjs [--display] FILE.ts [ARGUMENT…]`. Packages stay outside the bundle.
// With --display a machine without one gets a virtual one.
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { hasDisplay, projectRoot } from './setup/places.mjs'
import { inScreen, runHere } from './setup/run.mjs'
import { runScript, SetupError } from './setup/say.mjs'

/** Every module keeps its own place, though all end up in one file. @type {import('vite').Plugin} */
const keepPlaces = {
  name: 'keep-places',
  transform(code, id) {
    if (!code.includes('import.meta.')) return undefined
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.filename', JSON.stringify(id))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
  },
}

await runScript(async () => {
  const given = process.argv.slice(2)
  const needsDisplay = given[0] === '--display'
  const [file, ...args] = needsDisplay ? given.slice(1) : given
  if (file === undefined) {
    throw new SetupError('usage: node build/run-ts.mjs [--display] FILE.ts [ARGUMENT…]')
  }
  const name = file.replaceAll(/[^a-zA-Z0-9]+/g, '-')
  const outDir = resolve(projectRoot, 'node_modules/.cache/cowscope/run', name)
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'warn',
    plugins: [keepPlaces],
    build: {
      ssr: resolve(file),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  })
  const command = [process.execPath, `${outDir}/main.mjs`, ...args]
  const [program = '', ...rest] = needsDisplay && !hasDisplay() ? inScreen(command) : command
  return runHere(program, rest)
})
