import { type Fault, FormatError } from '../../bytes/errors.ts'
import { safeNumber } from '../../bytes/numbers.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { checkLuksHeader } from '../luks/check-header.ts'
import { LUKS_HEADER_SIZE, readLuksHeader } from '../luks/header.ts'
import type { LuksHeader } from '../luks/types.ts'
import type { FaultyStructure, ImageFlag, ImageSummary } from '../types.ts'
import { checkBitmapsLoad } from './bitmap-load.ts'
import { readBitmaps } from './bitmaps.ts'
import { checkCryptoHeader } from './data-check.ts'
import { findExtension } from './extensions.ts'
import { AUTOCLEAR_BITMAPS, setFeatures } from './features.ts'
import { cutTables, type OpenedQcow2, openQcow2, summarizeQcow2 } from './open.ts'
import { readSnapshotTable, type SnapshotTable } from './snapshots.ts'
import type {
  CryptoPointer,
  Qcow2Bitmap,
  Qcow2Details,
  Qcow2Header,
  Qcow2Snapshot,
} from './types.ts'

export interface InspectedQcow2 {
  readonly summary: ImageSummary
  readonly qcow2: Qcow2Details
  readonly faults: readonly Fault[]
}

/**
 * Reads everything that the header structures name: snapshot table, bitmap directory, LUKS header.
 * A fault in one of them leaves the others readable. Throws `FormatError` as `openQcow2` does.
 */
export function inspectQcow2(window: HeadWindow): InspectedQcow2 {
  const opened = openQcow2(window, 'details')
  const { header, extensions, backing, dataFile, unusedDataFile } = opened
  const reader = new Reader(window.source, opened)
  const luks = reader.luks()
  const snapshots = reader.snapshots()
  const bitmaps = reader.bitmaps()
  const crypto = reader.crypto
  const names = findExtension(extensions, 'feature-names')?.names ?? []
  return {
    summary: withBitmapFlag(summarize(opened, reader, window.source.size), bitmaps),
    qcow2: {
      header,
      features: setFeatures(header, names),
      extensions,
      snapshots,
      bitmaps,
      ...(backing !== undefined && { backing }),
      ...(dataFile !== undefined && { dataFile }),
      ...(unusedDataFile !== undefined && { unusedDataFile }),
      ...(crypto !== undefined && { crypto }),
      ...(luks !== undefined && { luks }),
    },
    faults: [
      ...cutFaults(header, window.source.size, reader.cut),
      ...reader.faults.slice(opened.fault ? 0 : 1).map(({ fault }) => fault),
    ],
  }
}

/** The tables that the file ends before, and the snapshot table where it ends within that. */
function cutFaults(header: Qcow2Header, length: number, cut: Fault | undefined): readonly Fault[] {
  const faults = cutTables(header, length)
  const isTold = cut === undefined || faults.some(({ what }) => what === cut.what)
  return isTold ? faults : [...faults, cut]
}

/** qemu refuses the whole image for a fault in one of these structures. */
function summarize(opened: OpenedQcow2, reader: Reader, length: number): ImageSummary {
  const [first] = reader.faults
  if (opened.fault !== undefined || first === undefined) return summarizeQcow2(opened, length)
  const { fault, faultIn } = first
  return { ...summarizeQcow2({ ...opened, fault }, length), faultIn }
}

const NO_SNAPSHOTS: SnapshotTable = { snapshots: [], sizes: [] }

function withBitmapFlag(summary: ImageSummary, bitmaps: readonly Qcow2Bitmap[]): ImageSummary {
  if (!bitmaps.some((bitmap) => bitmap.inUse)) return summary
  const flags: readonly ImageFlag[] = [...(summary.flags ?? []), 'in-use-bitmap']
  return { ...summary, flags }
}

interface StructureFault {
  readonly fault: Fault
  readonly faultIn: FaultyStructure
}

interface LuksBytes {
  readonly header: LuksHeader
  readonly bytes: Uint8Array
  readonly offset: number
}

class Reader {
  readonly faults: StructureFault[] = []
  /** Where the file ends inside of the snapshot table, for which qemu refuses nothing. */
  cut: Fault | undefined
  readonly #source: ByteSource
  readonly #opened: OpenedQcow2

  constructor(source: ByteSource, opened: OpenedQcow2) {
    this.#source = source
    this.#opened = opened
  }

  get crypto(): CryptoPointer | undefined {
    return findExtension(this.#opened.extensions, 'crypto')?.crypto
  }

  luks(): LuksHeader | undefined {
    const { crypto } = this
    if (crypto === undefined) return this.#noLuks()
    const read = this.#attempt<LuksBytes | undefined>('luks', undefined, () => {
      const offset = safeNumber(crypto.offset, 'crypto.offset', 0)
      if (crypto.length < LUKS_HEADER_SIZE) {
        const message = says('Request for data outside of extension header')
        const found = crypto.length
        throw new FormatError(
          'invalid',
          'crypto.length',
          offset,
          says('at least {{n}}', { n: LUKS_HEADER_SIZE }),
          found,
          message,
        )
      }
      const bytes = readBytes(this.#source, offset, LUKS_HEADER_SIZE, 'luks', LUKS_HEADER_SIZE)
      return { header: readLuksHeader(bytes, offset), bytes, offset }
    })
    if (read === undefined) return undefined
    const { header, bytes, offset } = read
    this.#attempt('luks', undefined, () => checkLuksHeader(header, bytes, offset))
    return header
  }

  /** qemu-img info wants no key, and older versions die of the header that they do not look for (7.2). */
  #noLuks(): undefined {
    const { header, extensions } = this.#opened
    this.#attempt('luks', undefined, () => checkCryptoHeader(header, extensions))
  }

  snapshots(): readonly Qcow2Snapshot[] {
    const table: SnapshotTable = this.#attempt('snapshots', NO_SNAPSHOTS, () =>
      readSnapshotTable(this.#source, this.#opened.header),
    )
    this.cut = table.cut
    return table.snapshots
  }

  bitmaps(): readonly Qcow2Bitmap[] {
    const { header, extensions } = this.#opened
    const pointer = findExtension(extensions, 'bitmaps')?.bitmaps
    // Without the autoclear bit some program changed the image and did not keep them up.
    if (pointer === undefined || (header.autoclearFeatures & AUTOCLEAR_BITMAPS) === 0n) return []
    const bitmaps = this.#attempt('bitmaps', [], () => readBitmaps(this.#source, pointer, header))
    this.#attempt('bitmaps', undefined, () => checkBitmapsLoad(this.#source, bitmaps, header))
    return bitmaps
  }

  #attempt<T>(faultIn: FaultyStructure, otherwise: T, read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      this.faults.push({ fault: error.fault, faultIn })
      return otherwise
    }
  }
}
