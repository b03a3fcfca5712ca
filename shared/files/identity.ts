import type { FileStat } from './tree.ts'

/**
 * `device:inode` of what was looked at. `exact` looks again: only where an inode's number is past what a
 * double holds, as Lustre has them.
 */
export function identityOf(
  { linkKey, dev, ino }: Pick<FileStat, 'linkKey' | 'dev' | 'ino'>,
  exact: () => string,
): string {
  if (linkKey !== undefined) return linkKey
  return Number.isSafeInteger(ino) ? `${dev}:${ino}` : exact()
}
