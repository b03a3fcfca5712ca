/** What a VHD footer says of the disk. */
export interface VpcDetails {
  readonly diskType: 'fixed' | 'dynamic' | 'differencing' | 'unknown'
  /** Four characters, e.g. `win `, `qemu`, `vpc `. */
  readonly creator: string
}
