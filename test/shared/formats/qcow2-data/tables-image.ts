import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import type {
  Codecs,
  DiskExtent,
  DiskLayer,
  LayerContext,
} from '../../../../shared/formats/disk/types.ts'
import { openQcow2Layer } from '../../../../shared/formats/qcow2/open-layer.ts'
import { concat, layOut, u64be } from '../../../helpers/bytes/encoders.ts'
import { type HeaderFields, qcow2Header } from '../../../helpers/bytes/encoders-qcow2.ts'
import { type CountingSource, hostileSource } from '../../../helpers/bytes/hostile-source.ts'

export const CLUSTER = 65_536
export const L1 = 3 * CLUSTER
export const L2 = 4 * CLUSTER

const refuse = (): never => {
  throw new Error('no codec in this test')
}
export const NO_CODECS: Codecs = { inflateRaw: refuse, inflateZlib: refuse, zstd: refuse }

export interface TablesImage {
  readonly header?: Partial<HeaderFields>
  readonly l1?: readonly (bigint | number)[]
  /** Entries of the L2 table at `L2`; an extended entry takes two. */
  readonly l2?: readonly (bigint | number)[]
  /** Length of the file, in clusters. */
  readonly clusters?: number
}

/** An image whose first L1 entry names one L2 table, composed of the entries as they are given. */
export function tablesImage({ header = {}, l1 = [L2], l2 = [], clusters = 16 }: TablesImage) {
  return layOut(clusters * CLUSTER, {
    0: qcow2Header(header),
    [L1]: concat(...l1.map(u64be)),
    [L2]: concat(...l2.map(u64be)),
  })
}

export interface OpenedTables {
  readonly layer: DiskLayer
  readonly source: CountingSource
}

export function openTables(image: TablesImage, context: Partial<LayerContext> = {}): OpenedTables {
  const source = hostileSource(tablesImage(image))
  return { source, layer: openQcow2Layer(source, { codecs: NO_CODECS, ...context }) }
}

export interface Walked {
  readonly extents: readonly DiskExtent[]
  readonly faults: FaultLog
}

/** The merged extents of a single image, with the faults of the walk. */
export function walk(layer: DiskLayer, start?: number, length?: number): Walked {
  const faults = new FaultLog()
  return { extents: [...openDisk(layer).extents(start, length, faults)], faults }
}
