import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
/** Before the code in a cache: the sum of the chunk's text that it was made of, and its own. */
const SUM_BYTES = 8
const PRIME = 0x01000193

/** Every chunk that was loaded, by its name. */
const chunks = new Map<string, Chunk>()

/**
 * Loads a chunk beside this one, as `require` does, but with the code that V8 made of it when it was
 * built: to compile it anew takes longer than most commands. The text is compiled where the code is
 * of another text or damaged, of which V8 itself sees little, or of another V8, which it does see.
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
    wrapper(module.exports, requireFrom(file), module, file, dirname(file))
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
    return { path: cachePath(file), bytes: Buffer.concat([sumOf(text), sumOf(code), code]) }
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

function codeCacheOf(file: string, text: Buffer): Buffer | undefined {
  const bytes = readIfThere(cachePath(file))
  if (bytes === undefined) return undefined
  const code = bytes.subarray(2 * SUM_BYTES)
  const isWhole = Buffer.concat([sumOf(text), sumOf(code)]).equals(bytes.subarray(0, 2 * SUM_BYTES))
  return isWhole ? code : undefined
}

/**
 * FNV-1a by words, in two that do not wait for each other: a change in one place always changes it.
 * What Node has of sums takes longer to load than this to run.
 */
function sumOf(bytes: Buffer): Buffer {
  const words = new Int32Array(Math.ceil(bytes.length / 8) * 2)
  Buffer.from(words.buffer).set(bytes)
  let one = 0x811c9dc5 ^ bytes.length
  let other = 0x811c9dc5
  for (let at = 0; at < words.length; at += 2) {
    one = Math.imul(one ^ (words[at] ?? 0), PRIME)
    other = Math.imul(other ^ (words[at + 1] ?? 0), PRIME)
  }
  const sum = Buffer.alloc(SUM_BYTES)
  sum.writeInt32LE(one, 0)
  sum.writeInt32LE(other, 4)
  return sum
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

function requireFrom(file: string): (id: string) => unknown {
  const builtin = createRequire(file)
  return (id) => (id.startsWith('./') ? load(id.slice(2)) : builtin(id))
}
