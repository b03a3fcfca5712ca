import type { BigIntStats } from 'node:fs'
import { isWithinMounted } from '../../shared/files/mounted-places.ts'
import type { Mount } from '../../shared/files/mountinfo.ts'

/** What stands where a file is to be written. The command line looks at once, the window without blocking. */
export interface WriteTarget {
  /** Absolute, with its folder after symlinks. */
  readonly path: string
  /** Where it leads, after symlinks too; `path` where that cannot be told. */
  readonly real: string
  /** Its folder. */
  readonly folder: BigIntStats
  /** The entry itself; absent where nothing is there yet. */
  readonly entry?: BigIntStats
  /** What the entry leads to; absent where nothing is there, or a symlink leads nowhere. */
  readonly end?: BigIntStats
  /** A symlink that leads in a circle, or to where nobody may look: what it stands for is not known. */
  readonly unknownEnd: boolean
}

/** Why nothing is written there: it is in what was opened, or something else than a file would be lost. */
export type TargetFault = 'inside' | 'folder' | 'no-file'

/**
 * What speaks against putting a file there, in the place of what is there. `opened` are real paths,
 * `files` what the single files among them are: another name of one is that file too. By `mounts` a folder
 * that is mounted elsewhere as well is known there.
 */
export function targetFault(
  target: WriteTarget,
  opened: readonly string[],
  files: readonly BigIntStats[],
  mounts: readonly Mount[],
): TargetFault | undefined {
  const { path, real, entry, end, unknownEnd } = target
  const isInside = opened.some((root) =>
    [path, real].some((place) => isWithinMounted(mounts, root, place)),
  )
  if (isInside || files.some((file) => isSameFile(file, entry))) return 'inside'
  if (end?.isDirectory() === true) return 'folder'
  return unknownEnd || end?.isFile() === false ? 'no-file' : undefined
}

/**
 * Where the file goes: through a symlink to a file, as a shell's redirection goes. One that leads nowhere is
 * replaced itself, and so is another's in a folder like /tmp, through which Linux would not let anybody write.
 */
export function placeOf(target: WriteTarget): string {
  const { path, real, entry, end } = target
  const isFollowed = entry?.isSymbolicLink() === true && end !== undefined
  return isFollowed && isTrusted(entry, target.folder) ? real : path
}

/**
 * The rule of fs.protected_symlinks (proc_sys_fs(5)): in a sticky folder that all may write to a link is of
 * who follows it, or of the folder's owner.
 */
function isTrusted(link: BigIntStats, folder: BigIntStats): boolean {
  const isShared = (folder.mode & STICKY_FOR_ALL) === STICKY_FOR_ALL
  return !isShared || link.uid === BigInt(process.geteuid?.() ?? -1) || link.uid === folder.uid
}

const STICKY_FOR_ALL = 0o1002n

function isSameFile(one: BigIntStats, other: BigIntStats | undefined): boolean {
  return one.ino === other?.ino && one.dev === other.dev
}
