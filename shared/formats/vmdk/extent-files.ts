import { ifWellFormed } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { detectFirst } from '../detect.ts'
import { isPlainName, MAX_EXTENTS_SEEN } from './extent-name.ts'
import { isSeSparse, readSeSparseHeader } from './sesparse-header.ts'
import type { VmdkDescriptor, VmdkExtentFile } from './types.ts'
import { readCowdVmdk, readSparseVmdk, type Vmdk } from './vmdk.ts'

/** A file beside a descriptor that may be read. */
export interface ExtentSource {
  readonly source: ByteSource
  /** Bytes. */
  readonly allocated: number
  close(): void
}

/**
 * What stands where a descriptor's extents lead. `open` is asked for plain names only, each once, and
 * gives what is granted and here; it is closed again before the next.
 */
export function extentFiles(
  { extents }: VmdkDescriptor,
  open: (name: string) => ExtentSource | undefined,
): readonly VmdkExtentFile[] {
  const names = new Set(extents.flatMap(({ name }) => (name === undefined ? [] : [name])))
  return [...names].slice(0, MAX_EXTENTS_SEEN).map((name) => {
    if (!isPlainName(name)) return { name, state: 'refused' }
    const found = open(name)
    return found === undefined ? { name, state: 'not-here' } : described(name, found)
  })
}

function described(name: string, file: ExtentSource): VmdkExtentFile {
  const { source, allocated } = file
  try {
    const grainSize = grainSizeOf(source)
    return { name, state: 'here', allocated, ...(grainSize !== undefined && { grainSize }) }
  } finally {
    file.close()
  }
}

/** Undefined for flat extents, and for files whose header says nothing. */
function grainSizeOf(source: ByteSource): number | undefined {
  return ifWellFormed(() => {
    if (isSeSparse(source)) return readSeSparseHeader(source).grainSize
    const found = readSparseExtent(source)?.vmdk
    return found?.sparse?.grainSize ?? found?.cowd?.grainSize
  })
}

/** The header of an extent; undefined when the file does not begin like a sparse one. */
export function readSparseExtent(source: ByteSource): Vmdk | undefined {
  const window = headWindow(source)
  const kind = detectFirst(window.head)
  if (kind === 'vmdk-sparse') return readSparseVmdk(window)
  return kind === 'vmdk-cowd' ? readCowdVmdk(window) : undefined
}
