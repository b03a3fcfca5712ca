import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TIB = 2 ** 40
const MIB = 2 ** 20
const CLUSTER = 65_536
const SCATTERED = 20_000
const RAW_LENGTH = 1024 * MIB

/** Runs an oracle; `input` is what it reads on its standard input. */
function run(program: string, args: readonly string[], input = ''): void {
  const { status, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`)
}

/** Images for measurements, made once and kept for the next run. Paths. */
export interface BenchImages {
  /** 2 TiB with 20,000 clusters written all over. */
  readonly scattered: () => string
  /** 1 GiB of text and of bytes that do not pack, uncompressed and packed cluster by cluster. */
  readonly plain: () => string
  readonly deflate: () => string
}

export function benchImages(folder = tmpdir()): BenchImages {
  const root = join(folder, 'cowscope-bench-images')
  mkdirSync(root, { recursive: true })
  const made = (name: string, make: (draft: string) => void): string => {
    const path = join(root, name)
    if (existsSync(path)) return path
    const draft = `${path}.part`
    rmSync(draft, { force: true })
    make(draft)
    renameSync(draft, path)
    return path
  }
  const source = () => made('source.raw', writeSource)
  return {
    scattered: () => made('scattered.qcow2', writeScattered),
    plain: () => made('plain.qcow2', (draft) => convert(source(), draft)),
    deflate: () => made('deflate.qcow2', (draft) => convert(source(), draft, '-c')),
  }
}

function convert(source: string, target: string, ...options: readonly string[]): void {
  run('qemu-img', ['convert', ...options, '-f', 'raw', '-O', 'qcow2', source, target])
}

function writeScattered(path: string): void {
  run('qemu-img', ['create', '-q', '-f', 'qcow2', path, `${2 * TIB}`])
  const clusters = (2 * TIB) / CLUSTER
  const commands = Array.from({ length: SCATTERED }, (_, index) => {
    const cluster = digest(`cluster ${index}`).readUInt32BE(0) % clusters
    return `write -q -P 1 ${cluster * CLUSTER} 4k`
  })
  run('qemu-io', ['-f', 'qcow2', '-t', 'unsafe', path], `${commands.join('\n')}\nquit\n`)
}

/** Seven parts of text, which packs to about half, and one part of noise. */
function writeSource(path: string): void {
  const words = Array.from({ length: 4096 }, (_, index) =>
    digest(`word ${index}`)
      .toString('base64')
      .slice(0, 3 + (index % 9)),
  )
  const fd = openSync(path, 'w')
  try {
    for (let piece = 0; piece < RAW_LENGTH / MIB; piece += 1) writeSync(fd, pieceOf(words, piece))
  } finally {
    closeSync(fd)
  }
}

function pieceOf(words: readonly string[], piece: number): Buffer {
  const bytes = Buffer.alloc(MIB)
  const noisy = piece % 8 === 7
  let at = 0
  for (let block = 0; at < bytes.length; block += 1) {
    const seed = digest(`${piece} ${block}`)
    if (noisy) at += seed.copy(bytes, at)
    for (let byte = 0; !noisy && byte < seed.length; byte += 2) {
      const rank = Math.floor(seed.readUInt16BE(byte) ** 2 / 2 ** 20)
      at += bytes.write(`${words[rank] ?? ''} `, at)
    }
  }
  return bytes
}

function digest(text: string): Buffer {
  return createHash('sha512').update(text).digest()
}
