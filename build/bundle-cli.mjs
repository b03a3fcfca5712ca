// The command line as CommonJS, which Node loads faster than as many ES modules: a short command is
// hardly anything else.
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './setup/places.mjs'

/** What a command does is loaded when it is called, at once: `import()` would wait for the event loop. */
const requireCommands = {
  name: 'require-commands',
  /** @param {string} code */
  renderChunk: (code) =>
    code.replace(/\bimport\(("\.\/[\w-]+\.cjs")\)/g, 'Promise.resolve(require($1))'),
}

// As the bundler writes it; a test holds that none is left.
const GETTER =
  /Object\.defineProperty\(exports, "([\w$]+)", \{\s*enumerable: true,\s*get: function ?\(\) \{\s*return ([\w$]+);\s*\}\s*\}\);?/g

/** No export is assigned twice: getters, one a name, would be a tenth of the text and the code of a chunk. */
const plainExports = {
  name: 'plain-exports',
  /** @param {string} code */
  renderChunk: (code) => {
    const pairs = [...code.matchAll(GETTER)].map(([, name, value]) => `${name}: ${value}`)
    if (pairs.length === 0) return null
    return `${code.replace(GETTER, '')}\nObject.assign(exports, { ${pairs.join(', ')} });`
  },
}

const CHILD_PROCESS = 'node:child_process'
const LAZY = '\0lazy-child-process'

/**
 * commander starts programs for commands that are programs of their own. There are none, and what it
 * would start them with takes longer to load than all of the command line.
 */
const lazyChildProcess = {
  name: 'lazy-child-process',
  enforce: 'pre',
  /** @param {string} id @param {string | undefined} importer */
  resolveId: (id, importer) =>
    id === CHILD_PROCESS && importer?.includes('/commander/') === true ? LAZY : undefined,
  /** @param {string} id */
  load: (id) =>
    id === LAZY
      ? `module.exports = { spawn: (...args) => require('${CHILD_PROCESS}').spawn(...args) }`
      : undefined,
}

// What every command needs is one file, what `info` needs beside it another, and what follows names a
// third: to find, open and check a dozen small ones takes as long as to run what is in them. The one that
// runs a command as it is loaded stays by itself: the thread needs much of the program, and must not start it.
const CHUNKS = [
  { name: 'program', test: /electron\/cli\/(?:program|output\/terminal)\.ts$/, priority: 3 },
  { name: 'image', test: /electron\/cli\/image\/run-info\.ts$/, priority: 2 },
  { name: 'chain', test: /electron\/cli\/image\/info-chain\.ts$/, priority: 1 },
]

// No ES module: to load the first one takes Node longer than any of this.
const ENTRY = `#!/usr/bin/env node
require('./cli/chunks.cjs').load('main.cjs')
`

/** Who imports it, or starts it by the name of a module, gets the same. */
const MODULE = "#!/usr/bin/env node\nimport './cli.cjs'\n"

/** What the command line starts as a thread, which is to be loaded likewise. */
const THREAD = "require('./chunks.cjs').load('reader.cjs')\n"

/**
 * Bundles the command line into `cli.cjs`, `cli.mjs` and `cli/` in a folder, and returns the path of the first.
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function bundleCli(folder) {
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    plugins: [requireCommands, plainExports, lazyChildProcess],
    build: {
      ssr: true,
      outDir: join(folder, 'cli'),
      emptyOutDir: true,
      target: 'node20.19',
      rolldownOptions: {
        input: {
          chunks: join(projectRoot, 'electron/cli/chunks.ts'),
          main: join(projectRoot, 'electron/cli/main.ts'),
          reader: join(projectRoot, 'electron/ahead/worker.ts'),
          // For those who build, to have something that commands can be run on.
          sample: join(projectRoot, 'electron/sample/write.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name].cjs',
          codeSplitting: { groups: CHUNKS },
          // Half of the text is comments and blanks; names stay, for those who read a stack.
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  })
  const path = join(folder, 'cli.cjs')
  writeFileSync(path, ENTRY)
  writeFileSync(join(folder, 'cli/read-ahead.cjs'), THREAD)
  const asModule = join(folder, 'cli.mjs')
  writeFileSync(asModule, MODULE)
  for (const entry of [path, asModule]) chmodSync(entry, 0o755)
  return path
}
