import { nodeCodecs } from '../../../electron/files/codecs.ts'
import type { Fault } from '../../../shared/bytes/errors.ts'
import { FormatError } from '../../../shared/bytes/errors.ts'
import type { ByteSource } from '../../../shared/bytes/source.ts'
import { openDisk } from '../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { openLayer } from '../../../shared/formats/open-layer.ts'
import { IMAGE_ROLES } from '../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import { mutatedImage } from '../../fuzz/rounds.ts'
import type { SeedImages } from '../../fuzz/seed-images.ts'
import { memorySource } from '../bytes/memory-source.ts'
import { checkImage } from './in-one-go.ts'
import { SeededRandom } from './seeded-random.ts'

/** What a reader, a check or a verdict says is wrong at a place. */
export interface Said extends Pick<Fault, 'expected' | 'found'> {
  readonly what: string
}

/** Everything that is said of `rounds` mutated images of each format. */
export function* saidOfFuzz(all: readonly SeedImages[], rounds: number): Generator<Said> {
  for (const { seeds, images } of all) {
    for (let round = 0; round < rounds; round += 1) {
      const { bytes } = mutatedImage(seeds, images, new SeededRandom(round))
      yield* saidOf(memorySource(bytes))
    }
  }
}

/** Everything that is said of one image. */
export function* saidOf(source: ByteSource): Generator<Said> {
  const { summary, faults } = inspectImage(source)
  yield* faults
  if (summary.fault !== undefined) yield summary.fault
  yield* thrown(() => readAll(source, summary.format))
  yield* thrown(() => checked(source))
  for (const role of IMAGE_ROLES) {
    const { checks } = imageVerdict(source, { role, withTables: true, declaredFormat: 'raw' })
    for (const { code, evidence } of checks) if (evidence) yield { what: code, ...evidence }
  }
}

function* thrown(work: () => readonly Said[]): Generator<Said> {
  try {
    yield* work()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    yield error.fault
  }
}

function readAll(source: ByteSource, format: Parameters<typeof openLayer>[1]): readonly Said[] {
  const faults = new FaultLog()
  const disk = openDisk(openLayer(source, format, { codecs: nodeCodecs }))
  for (const { kind, start } of disk.extents(0, disk.size, faults)) {
    if (kind !== 'compressed' && kind !== 'invalid') continue
    faults.note('invalid', () => readFault(() => disk.read(new Uint8Array(512), start)) ?? NOTHING)
  }
  return faults.kept
}

const NOTHING = {
  code: 'invalid',
  what: 'read',
  offset: 0,
  expected: 0,
  found: 0,
} as const

function readFault(read: () => void): Fault | undefined {
  try {
    read()
    return undefined
  } catch (error) {
    if (error instanceof FormatError) return error.fault
    throw error
  }
}

function checked(source: ByteSource): readonly Said[] {
  const outcome = checkImage(source)
  return outcome.kind === 'checked' ? [...outcome.check.findings, ...outcome.check.beyondEnd] : []
}
