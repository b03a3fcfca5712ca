import { dirname } from 'node:path'
import type {
  ChainHost,
  ChainMember,
  Lookup,
  NamedBy,
} from '../../shared/analysis/chain/chain-host.ts'
import { type Address, absolutePath } from '../../shared/analysis/places/address.ts'
import type { BackingPlaces } from '../../shared/analysis/places/backing-places.ts'
import { baseNameOf, normalizeAbsolute, pathUnderRoot } from '../../shared/files/paths.ts'
import { type FileTree, TreeError } from '../../shared/files/tree.ts'
import { lookAtMember } from './chain-member.ts'
import { keptTrees } from './kept-trees.ts'
import { liveTree } from './live-tree.ts'
import { memberCount } from './member-count.ts'
import { readMounts } from './mounts.ts'
import type { OpenFolder } from './opened-paths.ts'

export interface ChainGrants {
  readonly places: BackingPlaces
  /** Absolute paths after symlinks: folders in which members may be looked for, and single files. */
  readonly folders: readonly string[]
  readonly files?: readonly string[]
  /** A disk that is read as it stands, whatever header it begins with. */
  readonly raw?: Address
  /**
   * What members take is told: where a file system makes `st_blocks` up it is read from their tables. Otherwise
   * it is what the system says, as qemu-img tells it.
   */
  readonly counted?: true
  /** How a folder is opened; `liveTree` when nothing else is given. */
  readonly open?: OpenFolder
}

/**
 * A `ChainHost` over this machine. Only what lies in a granted folder, or is a granted file, is
 * touched, symlinks included; everything else is `outside` without a look at it, and what is the host's
 * own is not opened for a name in an image. Each file is closed as soon as its header is read.
 */
export function createChainHost(grants: ChainGrants): ChainHost {
  const { places, folders, files = [], open = liveTree } = grants
  const treeOf = keptTrees(open)
  const count = grants.counted && memberCount(places)
  let points: readonly string[] | undefined
  const inOrder = [...folders].sort((a, b) => preference(places, a) - preference(places, b))

  function mountPoints(): readonly string[] {
    points ??= [...new Set(readMounts().map(({ mountPoint }) => mountPoint))]
    return points
  }

  function look(absolute: string, by: NamedBy | undefined): Lookup {
    const folder = inOrder.find((one) => pathUnderRoot(one, absolute) !== undefined)
    const path = folder === undefined ? undefined : pathUnderRoot(folder, absolute)
    if (folder !== undefined && path !== undefined) {
      const tree = treeOf(folder)
      return asGranted(lookAtMember(tree, path, places, by, mountPoints), tree)
    }
    if (!files.includes(absolute)) return { kind: 'outside', target: absolute }
    const tree = treeOf(dirname(absolute))
    return asGranted(lookAtMember(tree, baseNameOf(absolute), places, by), tree)
  }

  function asGranted(found: Lookup, tree: FileTree): Lookup {
    if (found.kind !== 'found') return found
    const member = found.address === grants.raw ? asRaw(found) : found
    return count === undefined ? member : count(member, tree)
  }

  return {
    places,
    lookup(address, by) {
      const absolute = normalizeAbsolute(absolutePath(places.rootPath, address))
      try {
        return look(absolute, by)
      } catch (error) {
        if (error instanceof TreeError) return failed(error, absolute)
        throw error
      }
    },
  }
}

function asRaw(found: ChainMember): ChainMember {
  return { ...found, image: { format: 'raw', virtualSize: found.length } }
}

/** The opened folder itself first: it is the one that symlinks are meant in. */
function preference(places: BackingPlaces, folder: string): number {
  return folder === places.rootPath ? 0 : 1
}

function failed({ fault }: TreeError, absolute: string): Lookup {
  switch (fault.code) {
    case 'not-found':
    case 'not-a-directory':
      return { kind: 'absent' }
    case 'outside-root':
      return { kind: 'outside', target: absolute }
    default:
      return { kind: 'fault', fault }
  }
}
