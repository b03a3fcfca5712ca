/** One of the two headers (MS-VHDX, 2.2.2). The valid one with the larger sequence number counts. */
export interface VhdxHeader {
  /** Bytes from the start of the file. */
  readonly offset: number
  readonly state: 'current' | 'older' | 'damaged'
  readonly sequenceNumber: bigint
  readonly fileWriteGuid: string
  readonly dataWriteGuid: string
  /** All zeros when the log is empty. */
  readonly logGuid: string
  readonly logVersion: number
  readonly version: number
  /** Bytes. */
  readonly logLength: number
  readonly logOffset: bigint
}

/** What the log says of the file: until it is replayed, its structures may be of different times. */
export type VhdxLog =
  | { readonly state: 'empty' }
  | {
      readonly state: 'to-be-replayed'
      readonly entries: number
      /** Of the newest entry. */
      readonly sequenceNumber: bigint
    }

/** An entry of the region table. Bytes. */
export interface VhdxRegion {
  readonly guid: string
  readonly name: 'block-allocation-table' | 'metadata' | 'unknown'
  readonly offset: number
  readonly length: number
  /** Who does not know it must not open the file. */
  readonly required: boolean
}

export type VhdxItemName =
  | 'file-parameters'
  | 'virtual-disk-size'
  | 'virtual-disk-id'
  | 'logical-sector-size'
  | 'physical-sector-size'
  | 'parent-locator'
  | 'unknown'

/** An entry of the metadata table. Bytes. */
export interface VhdxItem {
  readonly guid: string
  readonly name: VhdxItemName
  /** From the start of the metadata region. */
  readonly offset: number
  readonly length: number
  readonly isUser: boolean
  readonly isVirtualDisk: boolean
  readonly isRequired: boolean
}

/** What the metadata says of the disk. Bytes. */
export interface VhdxDisk {
  readonly diskType: 'dynamic' | 'fixed' | 'differencing'
  readonly blockSize: number
  readonly virtualDiskSize: number
  readonly virtualDiskId: string
  readonly logicalSectorSize: number
  readonly physicalSectorSize: number
}

/** How a differencing disk names its parent (MS-VHDX, 2.6.2.6). */
export interface VhdxParent {
  readonly locatorType: string
  readonly entries: readonly { readonly key: string; readonly value: string }[]
}

export interface VhdxDetails {
  /** The program that made the file, as it calls itself. */
  readonly creator: string
  readonly disk: VhdxDisk
  readonly parent?: VhdxParent
  readonly log: VhdxLog
  readonly headers: readonly VhdxHeader[]
  readonly regions: readonly VhdxRegion[]
  readonly items: readonly VhdxItem[]
}
