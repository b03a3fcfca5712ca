/** How data is packed, by the magic with which it begins. */
export type Packing = 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'lz4' | 'lzma' | 'lzop'

/**
 * What raw data is that is no disk. Glance knows such files as `aki` and `ari`: they are what Nova
 * boots directly, as `kernel` and `ramdisk` of an instance.
 */
export type GuestContent =
  | {
      readonly kind: 'linux-kernel'
      readonly architecture: 'x86' | 'arm64'
      /** Version of the boot protocol, e.g. `2.15`; x86 only. */
      readonly bootProtocol?: string
      /** As the kernel calls itself, e.g. `6.1.0-18-cloud-amd64 (debian-kernel@…) #1 SMP …`. */
      readonly version?: string
    }
  /** An archive as the kernel unpacks it: an initramfs, or the microcode before one. */
  | { readonly kind: 'cpio' }
  /** Packed data, as an initramfs usually is; what is in it was not looked at. */
  | { readonly kind: 'packed'; readonly packing: Packing }
