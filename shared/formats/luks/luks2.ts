import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
import { decodeText } from '../../bytes/text.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { emptyMetadata, type Luks2Metadata, readMetadata } from './luks2-metadata.ts'
import type { Luks2Header } from './types.ts'

/** Bytes of the binary header; the JSON area follows. */
const BINARY_SIZE = 4096
/** The sizes that the format has, binary header included. */
const MIN_SIZE = 16 * 1024
const MAX_SIZE = 4 * 1024 * 1024

export interface Luks2 {
  readonly luks2: Luks2Header
  readonly faults: readonly Fault[]
}

/** Reads the first of the two headers; what its JSON area does not tell stays empty, with a fault. */
export function readLuks2(window: HeadWindow): Luks2 {
  const bytes = bytesAt(window, 0, BINARY_SIZE, 'luks2', BINARY_SIZE)
  const cursor = new ByteCursor(bytes, 'luks2')
  const headerSize = cursor.seek(8).safeU64Be('luks2.hdr_size')
  const sequenceId = cursor.u64Be()
  const label = cursor.cString(48)
  const checksumAlgorithm = cursor.cString(32)
  const uuid = cursor.seek(168).cString(40)
  const subsystem = cursor.cString(48)
  const { metadata, faults } = jsonArea(window, headerSize)
  const names = { label, subsystem, uuid, checksumAlgorithm }
  return { luks2: { version: 2, headerSize, sequenceId, ...names, ...metadata }, faults }
}

interface Area {
  readonly metadata: Luks2Metadata
  readonly faults: readonly Fault[]
}

function jsonArea(window: HeadWindow, headerSize: number): Area {
  if (headerSize < MIN_SIZE || headerSize > MAX_SIZE) {
    const expected = says('from {{bytes}} to {{bytes2}} bytes', {
      bytes: MIN_SIZE,
      bytes2: MAX_SIZE,
    })
    return without(faultOf('limit', 'luks2.hdr_size', 8, expected, headerSize))
  }
  try {
    const length = headerSize - BINARY_SIZE
    const bytes = bytesAt(window, BINARY_SIZE, length, 'luks2.json', MAX_SIZE)
    const end = bytes.indexOf(0)
    const text = decodeText(end < 0 ? bytes : bytes.subarray(0, end))
    const metadata = readMetadata(text)
    if (metadata !== undefined) return { metadata, faults: [] }
    return without(
      faultOf('invalid', 'luks2.json', BINARY_SIZE, says('an object'), says('another text')),
    )
  } catch (error) {
    if (error instanceof FormatError) return without(error.fault)
    throw error
  }
}

function without(fault: Fault): Area {
  return { metadata: emptyMetadata, faults: [fault] }
}
