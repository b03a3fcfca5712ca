/** A header of version 1 of qcow. Offsets and sizes in bytes. */
export interface QcowHeader {
  readonly backingFileOffset: bigint
  readonly backingFileSize: number
  /** Seconds since 1970: when the backing file was last changed. Undefined where it is not recorded. */
  readonly mtime?: number
  /** What the guest sees, before qemu rounds it down to sectors. */
  readonly size: bigint
  readonly clusterBits: number
  /** An L2 table has `1 << l2Bits` entries. */
  readonly l2Bits: number
  /** 0 none, 1 AES-CBC. */
  readonly cryptMethod: number
  readonly l1TableOffset: bigint
  /** Follows from the size. */
  readonly l1Entries: number
}

export interface QcowDetails {
  readonly header: QcowHeader
}
