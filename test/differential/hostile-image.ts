/** A file that somebody made on purpose. */
export interface HostileImage {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Parts of a file by their offset. */
export type Parts = Readonly<Record<number, Uint8Array>>

/** Bytes of a small file that holds more than heads. */
export const DISK = 65_536
