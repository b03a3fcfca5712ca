import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { qemuImg as qemuImgIn } from '../programs/qemu-img.ts'
import type { SeededRandom } from './seeded-random.ts'

/** qemu-img with paths that are absolute. */
export function qemuImg(...args: readonly string[]): string {
  return qemuImgIn('/', ...args)
}

export function qemuIo(file: string, commands: readonly string[], format = 'qcow2'): void {
  const args = commands.flatMap((command) => ['-c', command])
  const output = execFileSync('qemu-io', ['-f', format, ...args, file], { encoding: 'utf8' })
  if (/failed|error/i.test(output)) throw new Error(`qemu-io: ${output}`)
}

export interface ImageSpec {
  /** Bytes. */
  readonly size: number
  readonly clusterSize: number
  readonly compat?: '0.10' | '1.1'
  readonly options?: readonly string[]
  readonly backing?: { readonly path: string; readonly format: string }
  readonly writes: number
  /** Compressed writes take whole clusters and no data file. */
  readonly compressed?: boolean
}

/** A qcow2 image with random writes, zeroes, discards and compressed clusters. */
export function makeQcow2(path: string, spec: ImageSpec, random: SeededRandom): void {
  const { compat = '1.1', clusterSize, options = [], backing } = spec
  const list = [`compat=${compat}`, `cluster_size=${clusterSize}`, ...options].join(',')
  const below = backing === undefined ? [] : ['-b', backing.path, '-F', backing.format]
  qemuImg('create', '-q', '-f', 'qcow2', '-o', list, ...below, path, `${spec.size}`)
  if (spec.compressed === true) qemuIo(path, compressedWrites(spec, random))
  randomWrites(path, spec, random)
}

/** Writes data and zeroes, and discards, as often as the `spec` says. */
export function randomWrites(path: string, spec: ImageSpec, random: SeededRandom): void {
  const commands = Array.from({ length: spec.writes }, () => randomWrite(spec, random))
  if (commands.length > 0) qemuIo(path, commands)
}

/** These come first and do not meet: qemu does not compress over a cluster that is allocated. */
function compressedWrites(
  { size, clusterSize, writes }: ImageSpec,
  random: SeededRandom,
): string[] {
  const clusters = Math.floor(size / clusterSize)
  const chosen = new Set(Array.from({ length: writes }, () => random.below(clusters)))
  return [...chosen].map((cluster) => {
    const pattern = 1 + random.below(255)
    return `write -c -P ${pattern} ${cluster * clusterSize} ${clusterSize}`
  })
}

function randomWrite({ size, clusterSize }: ImageSpec, random: SeededRandom): string {
  const at = random.below(size / 512) * 512
  const longest = Math.min(size - at, 4 * clusterSize)
  const length = Math.min(random.below(longest / 512) * 512 + 512, size - at)
  const pattern = 1 + random.below(255)
  const verbs = [`write -P ${pattern}`, `write -P ${pattern}`, 'write -z', 'write -z -u', 'discard']
  return `${random.pick(verbs)} ${at} ${length}`
}

/** A raw file without holes, whose length need not be whole sectors. */
export function makeRaw(path: string, length: number, random: SeededRandom): void {
  writeFileSync(path, random.bytes(length))
}
