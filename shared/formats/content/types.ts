/** How data is packed, by the magic with which it begins. */
export type Packing = 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'lz4' | 'lzma' | 'lzop'

/** What fills a disk that has no partition table, by the names that blkid has for it. */
export const VOLUME_TYPES = [
  'ext2',
  'ext3',
  'ext4',
  'xfs',
  'btrfs',
  'vfat',
  'ntfs',
  'exfat',
  'swap',
  'LVM2_member',
  'linux_raid_member',
] as const
export type VolumeType = (typeof VOLUME_TYPES)[number]

/** A file system and the like, as its own header describes it. */
export interface Volume {
  readonly kind: 'volume'
  readonly type: VolumeType
  /** Its name, as far as its header has one. */
  readonly label?: string
  /** Bytes, by its header: the file may be longer or shorter. */
  readonly size?: number
}

/**
 * What raw data is that has no partitions. Kernels and archives are no disks: Glance knows such files as `aki`
 * and `ari`, which Nova boots directly, as `kernel` and `ramdisk` of an instance.
 */
export type GuestContent =
  | Volume
  /** A program or a library of Linux. */
  | { readonly kind: 'elf'; readonly bits: 32 | 64 }
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
