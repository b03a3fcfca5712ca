import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** A chunk of the built command line, once it has run. */
export interface Chunk {
  /** Where its code cache is, or would be. */
  readonly codeCache: string
  readonly script: Script
  readonly exports: unknown
}

/** What Node gives to a CommonJS module that is used here. */
type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  __filename: string,
  __dirname: string,
) => void

const HEAD = '(function(exports,require,module,__filename,__dirname){'

/** Every chunk that was loaded, by its name. */
export const chunks = new Map<string, Chunk>()

/**
 * Loads a chunk beside this one, as `require` does, but with the code that V8 made of it when it was
 * built: to compile it anew takes longer than most commands. V8 itself refuses what another version
 * of it made; then the text is compiled, as where there is no such file.
 */
export function load(name: string): unknown {
  const loaded = chunks.get(name)
  if (loaded !== undefined) return loaded.exports
  const file = join(import.meta.dirname, name)
  const codeCache = `${file}.cache`
  const script = compile(file, codeCache)
  const module = { exports: {} }
  // In place before it runs: chunks may need one another.
  chunks.set(name, {
    codeCache,
    script,
    get exports() {
      return module.exports
    },
  })
  const wrapper: Wrapper = script.runInThisContext()
  wrapper(module.exports, requireFrom(file), module, file, dirname(file))
  return module.exports
}

function compile(file: string, codeCache: string): Script {
  const cachedData = readIfThere(codeCache)
  return new Script(`${HEAD}${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    // So that the first line has its own columns where an error tells of it.
    columnOffset: -HEAD.length,
    ...(cachedData !== undefined && { cachedData }),
  })
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

function requireFrom(file: string): (id: string) => unknown {
  const builtin = createRequire(file)
  return (id) => (id.startsWith('./') ? load(id.slice(2)) : builtin(id))
}
