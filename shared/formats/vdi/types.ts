/** What a VirtualBox image header says besides the disk's size. Offsets and sizes in bytes. */
export interface VdiDetails {
  readonly version: string
  readonly imageType: 'dynamic' | 'static' | 'undo' | 'differencing' | 'unknown'
  readonly description: string
  readonly mapOffset: number
  readonly dataOffset: number
  readonly sectorSize: number
  readonly blockSize: number
  readonly blockCount: number
  readonly allocatedBlocks: number
  readonly uuid: string
  /** Changes whenever the image is written. */
  readonly modificationUuid: string
  /** Absent where there is none. A parent is known by this alone: no name is recorded. */
  readonly parentUuid?: string
  /** The parent's `modificationUuid` when this image was made on it. */
  readonly parentModificationUuid?: string
}
