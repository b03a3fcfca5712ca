// The command line as CommonJS, which Node loads faster than as many ES modules: a short command is
// hardly anything else.
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from './setup/places.mjs'

/** No export is assigned twice: getters, one a name, would be a tenth of the text and the code of a chunk. */
const plainExports = {
  name: 'plain-exports',
  /** @this {import('vite').Rolldown.PluginContext} @param {string} code */
  renderChunk(code) {
    const getters = this.parse(code).body.flatMap(exportGetter)
    if (getters.length === 0) return null
    const ends = [0, ...getters.map(({ end }) => end)]
    const starts = [...getters.map(({ start }) => start), code.length]
    const rest = starts.map((start, index) => code.slice(ends[index], start)).join('')
    const pairs = getters.map(({ name, value }) => `${name}: ${value}`)
    return `${rest}\nObject.assign(exports, { ${pairs.join(', ')} });`
  },
}

/**
 * What `Object.defineProperty(exports, "name", { get: function () { return value } })` gives, and where it
 * stands; nothing for any other statement.
 * @param {import('vite').ESTree.Program['body'][number]} statement
 */
function exportGetter(statement) {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined
  if (call?.type !== 'CallExpression') return []
  const [target, name, descriptor] = call.arguments
  if (target?.type !== 'Identifier' || target.name !== 'exports') return []
  if (name?.type !== 'Literal' || descriptor?.type !== 'ObjectExpression') return []
  const value = returnedBy(descriptor.properties.at(-1))
  return value === undefined
    ? []
    : [{ start: statement.start, end: statement.end, name: name.value, value }]
}

/**
 * The variable that a getter returns.
 * @param {import('vite').ESTree.ObjectPropertyKind | undefined} property
 */
function returnedBy(property) {
  if (property?.type !== 'Property' || property.value.type !== 'FunctionExpression')
    return undefined
  const first = property.value.body?.body[0]
  const returned = first?.type === 'ReturnStatement' ? first.argument : undefined
  return returned?.type === 'Identifier' ? returned.name : undefined
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
    plugins: [plainExports, lazyChildProcess],
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
          // What a command does is loaded when it is called, at once: `import()` would wait for the event loop.
          dynamicImportInCjs: false,
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
