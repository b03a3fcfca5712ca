import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openWindow } from '../../shared/bytes/window.ts'
import { inspectAsOslo } from '../../shared/formats/verdict/openstack/inspect.ts'
import { CHECK_CODES, type Verdict } from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { verdictJson } from '../../shared/report/json/verdict-json.ts'
import { verdictText } from '../../shared/report/text/verdict-text.ts'
import { hostileImages } from '../differential/hostile-images.ts'
import { hostileSource } from '../helpers/bytes/hostile-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import {
  type Inspected,
  inspected,
  inspectedFormat,
  osloInspect,
} from '../helpers/programs/oslo.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

/** `COWSCOPE_FUZZ_SEED` repeats a run, `COWSCOPE_FUZZ_ROUNDS` makes it longer. */
const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
const ROUNDS = Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000)
const AGAINST_OSLO = Math.ceil(ROUNDS / 10)
const BATCH = 100
/** What a verdict may read of an image, beside a few times the image itself. */
const READ_BOUND = 4 << 20

const folder = temporaryFolder()
const seeds: Uint8Array[] = hostileImages().map(({ bytes }) => bytes)

beforeAll(() => {
  for (const format of ['qcow2', 'qcow', 'vmdk', 'vdi', 'vpc', 'vhdx', 'qed', 'parallels']) {
    qemuImg(folder, 'create', '-q', '-f', format, format, '5M')
    seeds.push(new Uint8Array(readFileSync(join(folder, format))).slice(0, 1 << 20))
  }
})

/** Where the heads, tables and texts of all formats stand: what is elsewhere is read by nobody. */
const PLACES: readonly (readonly [offset: number, length: number])[] = [
  [0, 128],
  [0, 512],
  [446, 66],
  [512, 800],
  [32_768, 160],
  [196_608, 64],
  [262_144, 64],
  [524_288, 96],
]
const EXTREMES = [0, 1, 2, 0x20, 0x22, 0x2f, 0x7f, 0x80, 0xee, 0xff]
const WORDS = [
  '/',
  '..',
  '\n',
  '"',
  'RW 1 FLAT "x" 0\n',
  'createType="vmfs"',
  'json:',
  '\0',
  'EFI PART',
  'conectix',
]

function mutated(random: SeededRandom): Uint8Array {
  const seed = random.pick(seeds)
  const cut = random.below(8) === 0 ? random.below(seed.length + 1) : seed.length
  const bytes = seed.slice(0, cut)
  for (let count = 1 + random.below(5); count > 0 && bytes.length > 0; count -= 1) {
    const [offset, length] = random.pick(PLACES)
    const fromEnd = random.below(6) === 0 ? Math.max(0, bytes.length - 1536) : offset
    change(bytes, Math.min(bytes.length - 1, fromEnd + random.below(length)), random)
  }
  return bytes
}

function change(bytes: Uint8Array, at: number, random: SeededRandom): void {
  switch (random.below(4)) {
    case 0:
      bytes[at] = random.below(256)
      return
    case 1:
      bytes[at] = random.pick(EXTREMES)
      return
    case 2:
      bytes.set(Buffer.from(random.pick(WORDS)).subarray(0, bytes.length - at), at)
      return
    default: {
      // The head of another image, or some of it.
      const other = random.pick(seeds)
      const length = Math.min(random.below(512), bytes.length, other.length)
      bytes.set(other.subarray(0, length))
    }
  }
}

function expectWhole(verdict: Verdict, round: number): void {
  const { checks, detection, openstack, state } = verdict
  expect(checks.map(({ code }) => code)).toEqual(CHECK_CODES)
  expect(detection.candidates[0]?.format).toBe(detection.primary)
  expect(openstack.accepts).toBe(openstack.reasons.length === 0)
  expect(state === 'unsafe', `round ${round}`).toBe(checks.some(({ state }) => state === 'fail'))
  for (const { code, params, evidence } of checks) {
    const numbers = Object.values(params).filter((value) => typeof value === 'number')
    expect(
      numbers.filter((value) => !Number.isFinite(value)),
      code,
    ).toEqual([])
    expect(evidence === undefined || evidence.offset >= 0, `round ${round}: ${code}`).toBe(true)
  }
}

test(`${ROUNDS} mutated images all get a whole verdict from a bounded number of bytes (seed ${SEED})`, () => {
  const random = new SeededRandom(SEED)
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = mutated(random)
    const source = hostileSource(bytes, bytes.length + (random.below(8) === 0 ? 65_536 : 0))
    const role = random.pick(['image', 'base', 'disk'] as const)
    const verdict = imageVerdict(source, {
      role,
      declaredFormat: random.pick(['raw', 'vmdk', 'x']),
    })
    expectWhole(verdict, round)
    expect(source.bytesRead(), `round ${round}`).toBeLessThan(READ_BOUND + 8 * bytes.length)
    verdictText('x', verdict)
    JSON.stringify(verdictJson('x', verdict))
  }
})

test(`${AGAINST_OSLO} mutated images: OpenStack's inspector finds what we say that it finds (seed ${SEED})`, () => {
  const random = new SeededRandom(SEED + 1)
  for (let round = 0; round < AGAINST_OSLO; round += BATCH) {
    const batch = Array.from({ length: BATCH }, () => mutated(random))
    const paths = batch.map((bytes, index) => {
      const path = join(folder, `mutated-${index}`)
      writeFileSync(path, bytes)
      return path
    })
    const theirs = osloInspect(paths).map(inspected)
    for (const [index, bytes] of batch.entries()) {
      expect(ourInspected(bytes), `round ${round + index}`).toEqual(theirs[index])
    }
  }
})

function ourInspected(bytes: Uint8Array): Inspected {
  const { matches, crashes } = inspectAsOslo(openWindow(memorySource(bytes), new Uint8Array(4096)))
  const found = matches.map(({ format, complete, failures }) =>
    inspectedFormat(format, complete, complete ? failures.map(({ check }) => check) : []),
  )
  return { crashes, matches: crashes ? [] : found }
}
