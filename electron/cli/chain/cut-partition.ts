import type { ByteSource } from '../../../shared/bytes/source.ts'
import { headWindow } from '../../../shared/bytes/window.ts'
import { isMissing } from '../../../shared/formats/disk/disk.ts'
import type { DiskLayer } from '../../../shared/formats/disk/types.ts'
import { cutPartition, hasOwnTable } from '../../../shared/formats/partition/cut.ts'
import { readPartitions } from '../../../shared/formats/partition/read-table.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'

/**
 * What raw data at the end of a chain lack of the partitions that they are to hold; undefined for
 * nothing. No reader meets an error there: QEMU, too, takes what was cut off for zeros.
 */
export function cutBelow({ chain, disk }: OpenedDisk): string | undefined {
  const depth = chain.layers.length - 1
  const [layer, data] = [chain.layers[depth], disk.layers[depth]]
  if (layer === undefined || data === undefined || isMissing(data)) return undefined
  if (!hasOwnTable(layer.image.format)) return undefined
  const table = readPartitions(headWindow(sourceOf(data)))
  const cut = table && cutPartition(table, data)
  if (cut === undefined) return undefined
  const { number, end } = cut
  return `${layer.displayPath}: it has ${layer.length} bytes, and partition ${number} of its own table ends at ${end}: it was cut, or made smaller than its partitions; zeros stand for what is lost`
}

function sourceOf(layer: DiskLayer): ByteSource {
  return {
    size: layer.size,
    read(target, offset) {
      layer.read(target, offset)
      return target.length
    },
  }
}
