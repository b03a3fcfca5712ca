import type { ByteSource } from '../../bytes/source.ts'
import type { DiskLayer, LayerExtent } from '../disk/types.ts'

const SECTOR = 512

/**
 * A plain file as a layer: all of it is data, since its holes cannot be asked for. The size is
 * rounded up to sectors, as qemu has it; what the file lacks of the last one is zeros.
 */
export function rawLayer(source: ByteSource): DiskLayer {
  const size = Math.ceil(source.size / SECTOR) * SECTOR
  return {
    size,
    holesKnown: source.size === 0,
    extents: (start, length) => rawExtents(source.size, start, start + length),
    read(target, offset) {
      const got = offset < source.size ? source.read(target, offset) : 0
      if (got < target.length) target.fill(0, got)
    },
  }
}

function* rawExtents(fileEnd: number, start: number, end: number): Generator<LayerExtent> {
  const dataEnd = Math.min(fileEnd, end)
  if (start < dataEnd) yield { start, length: dataEnd - start, kind: 'data', offset: start }
  const from = Math.max(start, fileEnd)
  if (from < end) yield { start: from, length: end - from, kind: 'zero', offset: from }
}
