import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memorySource } from '../../shared/bytes/source.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { qemuInfo } from '../../shared/report/qemu-info.ts'
import { hostileSource } from '../helpers/hostile-source.ts'
import { qemuImg, runQemuImg } from '../helpers/qemu-img.ts'

/** `COWSCOPE_FUZZ_SEED` repeats a run, `COWSCOPE_FUZZ_ROUNDS` makes it longer. */
const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
const ROUNDS = Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000)
const AGAINST_QEMU = Math.ceil(ROUNDS / 40)

const folder = mkdtempSync(join(tmpdir(), 'cowscope-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SEEDS: readonly (readonly string[])[] = [
  ['qcow2', 'compat=1.1'],
  ['qcow2', 'compat=0.10,cluster_size=512'],
  ['qcow2', 'extended_l2=on,compression_type=zstd'],
  ['vmdk', 'subformat=monolithicSparse'],
  ['vmdk', 'subformat=monolithicFlat'],
  ['vdi', 'static=off'],
  ['vpc', 'subformat=dynamic'],
  ['qed', 'cluster_size=65536'],
  ['parallels', 'cluster_size=65536'],
]
const images: Uint8Array[] = []

beforeAll(() => {
  for (const [index, [format = '', options = '']] of SEEDS.entries()) {
    const path = join(folder, `seed-${index}`)
    qemuImg(folder, 'create', '-q', '-f', format, '-o', options, path, '5M')
    if (format === 'qcow2') qemuImg(folder, 'snapshot', '-c', 'one', path)
    images.push(new Uint8Array(readFileSync(path)))
  }
})

/** A generator of 32-bit numbers that gives the same ones for the same seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const EXTREMES = [0, 1, 2, 0x7f, 0x80, 0xff]

function mutate(image: Uint8Array, next: (below: number) => number): Uint8Array {
  const bytes = image.slice(0, next(10) === 0 ? next(image.length) : image.length)
  for (let count = 1 + next(6); count > 0 && bytes.length > 0; count -= 1) {
    const at = next(Math.min(bytes.length, next(3) === 0 ? bytes.length : 256))
    bytes[at] = next(2) === 0 ? next(256) : (EXTREMES[next(EXTREMES.length)] ?? 0)
  }
  return bytes
}

test(`${ROUNDS} mutated images are all results, never exceptions (seed ${SEED})`, () => {
  const next = random(SEED)
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = mutate(images[next(images.length)] ?? new Uint8Array(), next)
    const source = hostileSource(bytes, bytes.length + (next(8) === 0 ? next(65_536) : 0))
    const summary = probeImage(source)
    const details = inspectImage(source)
    expect(details.summary.format, `round ${round}`).toBe(summary.format)
    qemuInfo({ displayPath: 'x', length: source.size, allocated: 0, details })
  }
})

test(`${AGAINST_QEMU} mutated qcow2 headers: qemu-img takes what we take (seed ${SEED})`, () => {
  const next = random(SEED)
  for (let round = 0; round < AGAINST_QEMU; round += 1) {
    const image = (images[next(3)] ?? new Uint8Array()).slice()
    for (let count = 1 + next(2); count > 0; count -= 1) image[8 + next(104)] = next(256)
    const path = join(folder, 'mutated')
    writeFileSync(path, image)
    const { fault } = inspectImage(memorySource(image)).summary
    // Past the end of a file, also beyond 2^53, qemu reads zeros; we say that there is nothing.
    if (fault?.code === 'truncated' || fault?.expected === 'at most 2^53 - 1') continue
    const { status, stderr } = runQemuImg(folder, ['info', '-U', path])
    const said = `round ${round}: ${stderr} / ${fault?.message ?? 'no fault'}`
    expect(status === 0, said).toBe(fault === undefined)
    // qemu-img prints an unknown encryption method as a signed number.
    const method = new DataView(image.buffer).getUint32(32)
    const theirs = stderr.replace(/method -?\d+/, `method ${method}`)
    if (fault !== undefined) expect(theirs, said).toContain(fault.message)
  }
})
