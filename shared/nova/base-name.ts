/** What the name of a file in the image cache says (nova/virt/libvirt/imagecache.py). */
export type BaseName =
  | { readonly kind: 'original'; readonly sha1: string }
  | { readonly kind: 'resized'; readonly sha1: string; readonly gib: number }
  | { readonly kind: 'legacy-small'; readonly sha1: string }
  | { readonly kind: 'swap'; readonly mib: number }
  | { readonly kind: 'ephemeral'; readonly gib: number; readonly fileSystem: string }
  | { readonly kind: 'part'; readonly of: string }
  | { readonly kind: 'converted'; readonly of: string }
  | { readonly kind: 'info'; readonly of: string }
  | { readonly kind: 'unknown' }

/** A download or a conversion: it has another name when it is done, and is left over where that does not come. */
export function isUnfinished({ kind }: Pick<BaseName, 'kind'>): boolean {
  return kind === 'part' || kind === 'converted'
}

const SHA1 = '[0-9a-f]{40}'
const ORIGINAL = new RegExp(`^${SHA1}$`)
const RESIZED = new RegExp(`^(${SHA1})_(\\d{1,9})$`)
const LEGACY_SMALL = new RegExp(`^(${SHA1})_sm$`)
const SWAP = /^swap_(\d{1,9})$/
const EPHEMERAL = /^ephemeral_(\d{1,9})_([0-9a-z]{1,16})$/
/** Up to Folsom: the disk's number, GiB, and the guest's os_type, `None` where it had none. */
const NUMBERED_EPHEMERAL = /^ephemeral_\d{1,3}_(\d{1,9})_(\w{1,32})$/
// `.sha1` is Essex's name of the checksum beside the image.
const DERIVED = /^(.+)\.(part|converted|info|sha1)$/s

/** md5 of the mkfs command, or of the file system's name, by its first seven digits. */
const EPHEMERAL_FILE_SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['40d1d2c', 'ext4'],
  ['66f137c', 'ext3'],
  ['979f413', 'ext2'],
  ['310201b', 'xfs'],
  ['68e98b8', 'ntfs'],
  ['0706d66', 'vfat'],
])

const TAGS: ReadonlyMap<string, string> = new Map(
  [...EPHEMERAL_FILE_SYSTEMS].map(([tag, fileSystem]) => [fileSystem, tag]),
)

/** What ends the name of a blank disk of this file system, where Nova makes it by no command of its own. */
export function ephemeralTagOf(fileSystem: string): string | undefined {
  return TAGS.get(fileSystem)
}

/** Reads the name of a file in the image cache (nova/virt/libvirt/imagecache.py). */
export function baseName(name: string): BaseName {
  if (ORIGINAL.test(name)) return { kind: 'original', sha1: name }
  return cachedCopy(name) ?? blankDisk(name) ?? derivedFile(name) ?? { kind: 'unknown' }
}

// The number is GiB in the code that wrote it, although a comment there says bytes.
function cachedCopy(name: string): BaseName | undefined {
  const [, resized = '', gib = ''] = RESIZED.exec(name) ?? []
  if (resized !== '') return { kind: 'resized', sha1: resized, gib: Number(gib) }
  const sha1 = LEGACY_SMALL.exec(name)?.[1]
  return sha1 === undefined ? undefined : { kind: 'legacy-small', sha1 }
}

function blankDisk(name: string): BaseName | undefined {
  const mib = SWAP.exec(name)?.[1]
  if (mib !== undefined) return { kind: 'swap', mib: Number(mib) }
  const [, gib = '', tag = ''] = EPHEMERAL.exec(name) ?? NUMBERED_EPHEMERAL.exec(name) ?? []
  if (gib === '') return undefined
  return {
    kind: 'ephemeral',
    gib: Number(gib),
    fileSystem: EPHEMERAL_FILE_SYSTEMS.get(tag) ?? tag,
  }
}

function derivedFile(name: string): BaseName | undefined {
  const [, of = '', suffix = ''] = DERIVED.exec(name) ?? []
  if (of === '') return undefined
  if (suffix === 'part' || suffix === 'converted') return { kind: suffix, of }
  return { kind: 'info', of }
}
