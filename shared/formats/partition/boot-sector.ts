const SECTOR = 512
const OEM_OFFSET = 3
const FAT_COUNT_OFFSET = 0x10
const MEDIA_OFFSET = 0x15
const FIXED_DISK = 0xf8
/** `NTFS    ` and `EXFAT   `: boot sectors whose parameter blocks are not FAT's. */
const OEM_NAMES: readonly string[] = ['NTFS    ', 'EXFAT   ']

/** Whether a sector ends in 55 AA, as MBRs and boot sectors of file systems do. */
export function hasBootSignature(head: Uint8Array): boolean {
  return head.length >= SECTOR && head[510] === 0x55 && head[511] === 0xaa
}

/**
 * Whether it is a FAT volume's: two tables on a fixed disk (FAT specification, BPB_NumFATs and
 * BPB_Media). The same rule as OpenStack's, which must not be stricter or laxer here.
 */
export function isFatBootSector(head: Uint8Array): boolean {
  return head[FAT_COUNT_OFFSET] === 2 && head[MEDIA_OFFSET] === FIXED_DISK
}

/** Whether a sector with the signature is the first of a file system and no partition table. */
export function isFileSystemBootSector(head: Uint8Array): boolean {
  if (!hasBootSignature(head)) return false
  if (isFatBootSector(head)) return true
  const oem = String.fromCharCode(...head.subarray(OEM_OFFSET, OEM_OFFSET + 8))
  return OEM_NAMES.includes(oem)
}
