import type { ChainMember } from '../../shared/analysis/chain/chain-host.ts'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import type { BackingPlaces } from '../../shared/analysis/places/backing-places.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import type { FileSystemStat, FileTree } from '../../shared/files/tree.ts'
import { countWithoutBlocks } from '../../shared/scan/allocated-from.ts'

/** Gives members what they take as a scan counts it. Throws `TreeError`. */
export function memberCount(
  places: BackingPlaces,
): (member: ChainMember, tree: FileTree) => ChainMember {
  const fileSystems = new Map<number, FileSystemStat | undefined>()

  /** The table of mounts is read once for a device, not for each file on it. */
  function fileSystemOf(tree: FileTree, path: string, dev: number): FileSystemStat | undefined {
    if (!fileSystems.has(dev))
      fileSystems.set(
        dev,
        ifSeen(() => tree.statfs(path)),
      )
    return fileSystems.get(dev)
  }

  return (member, tree) => {
    const { address, inode } = member
    const path = pathUnderRoot(tree.rootPath, absolutePath(places.rootPath, address))
    if (path === undefined || inode === undefined) return member
    const { image, length, allocated } = member
    const counted = { path, image, length, allocated }
    countWithoutBlocks(tree, counted, fileSystemOf(tree, path, inode.dev))
    const { path: _, ...sizes } = counted
    return { ...member, ...sizes }
  }
}
