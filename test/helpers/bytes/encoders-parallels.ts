import { ascii, concat, layOut, u32le, u64le } from './encoders.ts'

export interface ParallelsFields {
  /** The older format counts places in sectors, the extended one in clusters. */
  readonly magic: 'WithoutFreeSpace' | 'WithouFreSpacExt'
  /** Sectors of a cluster. */
  readonly tracks: number
  /** Of the guest's disk. */
  readonly sectors: number
  /** Where the first cluster lies, in sectors. */
  readonly firstSector: number
}

/** Data of a cluster of the guest's disk, in the order in which they lie in the file. */
export type ParallelsCluster = readonly [index: number, data: Uint8Array]

const SECTOR = 512
const BAT = 64

/** A Parallels image: header, block allocation table, clusters (docs/interop/parallels.rst). */
export function parallelsImage(
  fields: ParallelsFields,
  clusters: readonly ParallelsCluster[],
): Uint8Array {
  const { magic, tracks, sectors, firstSector } = fields
  const scale = magic === 'WithoutFreeSpace' ? 1 : tracks
  const entries = new Uint32Array(Math.ceil(sectors / tracks))
  clusters.forEach(([index], place) => {
    entries[index] = (firstSector + place * tracks) / scale
  })
  const shape = concat(u32le(2), u32le(16), u32le(1), u32le(tracks), u32le(entries.length))
  const head = layOut(firstSector * SECTOR, {
    0: concat(ascii(magic), shape, u64le(sectors)),
    48: u32le(firstSector),
    [BAT]: concat(...[...entries].map((entry) => u32le(entry))),
  })
  return concat(head, ...clusters.map(([, data]) => data))
}
