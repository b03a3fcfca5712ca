import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/** A chunk of the built command line, once it has run. */
interface Chunk {
  readonly file: string
  readonly text: Buffer
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
const chunks = new Map<string, Chunk>()

/**
 * Loads a chunk beside this one, as `require` does, but with the code that V8 made of it when it was
 * built: to compile it anew takes longer than most commands. The text is compiled where the code is
 * of another text or damaged, of which V8 itself sees little, or of another V8, which it does see. A
 * cache is the code, the code again and its text: to compare them takes a fraction of any sum.
 * Node's own `module.enableCompileCache`, from 22.1 on, does it where that is the least Node.
 */
export function load(name: string): unknown {
  const loaded = chunks.get(name)
  if (loaded !== undefined) return loaded.exports
  const file = join(import.meta.dirname, name)
  const text = readFileSync(file)
  const script = compile(file, text)
  const module = { exports: {} }
  // In place before it runs: chunks may need one another.
  chunks.set(name, {
    file,
    text,
    script,
    get exports() {
      return module.exports
    },
  })
  try {
    const wrapper: Wrapper = script.runInThisContext()
    wrapper(module.exports, requireOf, module, file, dirname(file))
  } catch (error) {
    chunks.delete(name)
    throw error
  }
  return module.exports
}

/** What V8 has compiled of each chunk by now, as it is to be kept beside it. */
export function codeCaches(): readonly { readonly path: string; readonly bytes: Buffer }[] {
  return [...chunks.values()].map(({ file, text, script }) => {
    const code = script.createCachedData()
    return { path: cachePath(file), bytes: Buffer.concat([code, code, text]) }
  })
}

/** Chunks that were compiled from their text. */
export function compiledAnew(): readonly string[] {
  const isAnew = ({ script }: Chunk) => script.cachedDataRejected !== false
  return [...chunks].filter(([, chunk]) => isAnew(chunk)).map(([name]) => name)
}

function compile(file: string, text: Buffer): Script {
  const cachedData = codeCacheOf(file, text)
  return new Script(`${HEAD}${text.toString('utf8')}\n})`, {
    filename: file,
    // So that the first line has its own columns where an error tells of it.
    columnOffset: -HEAD.length,
    ...(cachedData !== undefined && { cachedData }),
  })
}

/** The code of exactly this text, if both copies of it are the same. */
function codeCacheOf(file: string, text: Buffer): Buffer | undefined {
  const bytes = readIfThere(cachePath(file))
  if (bytes === undefined) return undefined
  const length = Math.max(0, Math.trunc((bytes.length - text.length) / 2))
  const code = bytes.subarray(0, length)
  const isOfText = bytes.subarray(2 * length).equals(text)
  return isOfText && code.equals(bytes.subarray(length, 2 * length)) ? code : undefined
}

function cachePath(file: string): string {
  return `${file}.cache`
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/**
 * Another chunk, or a module of Node's own: there is nothing else in a bundle. Node loads all that it
 * has for ES modules when it is asked for a `require` of a file.
 */
function requireOf(id: string): unknown {
  return id.startsWith('./') ? load(id.slice(2)) : process.getBuiltinModule(id)
}
