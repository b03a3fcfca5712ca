/** As what the image cache manager knows a file; it does not see any other. */
export type CacheClass = 'original' | 'resized' | 'swap' | 'ephemeral'

/** Hexadecimal digits of a SHA-1. */
const DIGEST = 40

/** Blank disks were left alone before Liberty (7252839c) and before Wallaby (f4470093). */
const SWAP_SINCE = 12
const EPHEMERAL_SINCE = 23
const NEWEST = Number.POSITIVE_INFINITY

/**
 * What the manager takes a name for, by exactly its tests (nova/virt/libvirt/imagecache.py,
 * `_scan_base_images`): any 40 characters are an image, digits or not, and a resized copy needs two
 * characters after the underscore, so that `<sha1>_5` is never looked at.
 */
export function cacheClass(name: string, release = NEWEST): CacheClass | undefined {
  if (name.length === DIGEST) return 'original'
  if (name.length > DIGEST + 2 && name[DIGEST] === '_') return 'resized'
  const parts = name.split('_')
  if (!/^\d+$/.test(parts[1] ?? '')) return undefined
  if (parts.length === 2 && parts[0] === 'swap') return release < SWAP_SINCE ? undefined : 'swap'
  const isEphemeral = parts.length === 3 && parts[0] === 'ephemeral' && parts[2]?.length === 7
  return isEphemeral && release >= EPHEMERAL_SINCE ? 'ephemeral' : undefined
}

/** Whether a file of the cache is made from the image whose id hashes to `sha1` (`_find_base_file`). */
export function isMadeFrom(name: string, sha1: string): boolean {
  if (!name.startsWith(sha1)) return false
  const rest = name.slice(DIGEST)
  if (rest === '' || rest === '_sm') return true
  // Only what the scan has seen is compared with the pattern of resized copies.
  return /^_\d+$/.test(rest) && cacheClass(name) === 'resized'
}

/** Whether a file's name is one that some image's id gives. */
export function isOfSomeImage(name: string): boolean {
  const sha1 = name.slice(0, DIGEST)
  return /^[0-9a-f]{40}$/.test(sha1) && isMadeFrom(name, sha1)
}
