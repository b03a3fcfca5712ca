import type { TreePath } from '../../../files/tree.ts'
import type { InstanceDirName } from '../../../nova/names.ts'
import type { AllocatedFrom } from '../../../scan/model.ts'
import type { ChainState } from '../../chain/chain-model.ts'
import type { Leading } from '../../chain/ways.ts'
import type { Unread } from '../cache/unread.ts'
import type { UsedFolder } from '../used-folders.ts'

/** A file with what it takes and the files that it needs. A disk's cell is one as it stands. */
export interface SpaceFile {
  readonly path: TreePath
  /** `st_blocks * 512`. */
  readonly allocated: number
  /** `unknown` where the file system makes that up: then it is 0 here, and may be anything. */
  readonly allocatedFrom?: AllocatedFrom
  /** `st_size`, where it is known. */
  readonly length?: number
  /** The image directly below, where it was found. */
  readonly backing?: { readonly path?: TreePath }
  /** An external data file, and the extents of a VMDK descriptor. */
  readonly dataFile?: { readonly path: TreePath }
  readonly extents?: readonly { readonly path: TreePath }[]
  /** Extents that are not beside the descriptor. */
  readonly extentsElsewhere?: readonly { readonly path: TreePath }[]
  /** Of one that is `unreadable` nobody can tell all that it needs. */
  readonly chain?: ChainState['kind']
}

/** Whether something may go along with a file that it is not known to need. */
export function mayNeedMore({ chain }: SpaceFile): boolean {
  return chain === 'unreadable'
}

/** Whether nobody knows what it takes. */
export function isUncounted({ allocatedFrom }: Pick<SpaceFile, 'allocatedFrom'>): boolean {
  return allocatedFrom === 'unknown'
}

/** The files that a file needs directly, wherever they lie. */
export function pathsBelow(file: SpaceFile): readonly TreePath[] {
  const { backing, dataFile, extents, extentsElsewhere } = file
  const below = extents?.map(({ path }) => path) ?? []
  for (const { path } of extentsElsewhere ?? []) below.push(path)
  if (dataFile !== undefined) below.unshift(dataFile.path)
  if (backing?.path !== undefined) below.unshift(backing.path)
  return below
}

/** A file of the image cache. */
export interface SpaceCached extends SpaceFile {
  /** No opened host keeps the cache that it is in: something unseen may stand on it. */
  readonly foreign?: true
  /** Folders of instances that Nova keeps it for, whatever their disks stand on: those of its image. */
  readonly keptFor?: readonly TreePath[]
  /** Those that it may keep it for: no file tells. */
  readonly mayBeKeptFor?: readonly TreePath[]
  /** It may keep it for instances that nobody saw, such as those of other hosts. */
  readonly mayBeKept?: true
}

export interface Symlink extends Leading {
  readonly allocated: number
}

/** An instance's folder. `files` need only hold its images, and files that are linked or needed. */
export interface SpaceFolder {
  readonly id: TreePath
  readonly kind: InstanceDirName['kind']
  /** The symlink by which Nova finds it, where it lies elsewhere. */
  readonly linkedAt?: TreePath
  /** Its inode's number, where that is known and lasts. */
  readonly ino?: number
  /** Everything in the folder and the folder itself, hard links once. */
  readonly allocated: number
  readonly files: readonly SpaceFile[]
  /** How many of these, from the first, are its disks: the others are below them, or beside. All without it. */
  readonly disks?: number
  /** There may be more in it, or its instance may have more, than was seen. */
  readonly isPartial?: true
  /** Of a file in it nobody knows what it takes. */
  readonly isUncounted?: true
  /** Of one that may go: something is mounted in it, whose bytes are counted with it and would stay. */
  readonly hasMounts?: true
}

/** Whether more may go along with a folder than was seen. */
export function mayHoldMore(folder: SpaceFolder): boolean {
  const { isPartial, files } = folder
  return isPartial === true || folder.isUncounted === true || files.some(mayNeedMore)
}

/**
 * Whether it stays when its instance is deleted: Nova renames the symlink and removes nothing behind it,
 * because shutil.rmtree refuses a symlink (`delete_instance_files` in nova/virt/libvirt/driver.py).
 */
export function outlivesInstance({ linkedAt }: SpaceFolder): boolean {
  return linkedAt !== undefined
}

/** A space as it is to whoever removes by hand: a folder behind a symlink goes too, wherever it lies. */
export function removedByHand(space: SpaceInput): SpaceInput {
  return { ...space, folders: space.folders.map(({ linkedAt: _, ...folder }) => folder) }
}

/** What takes space on a node, as far as somebody may ask what it costs. */
export interface SpaceInput {
  /** Folders of instances, leftovers too. */
  readonly folders: readonly SpaceFolder[]
  /** Files of the image cache: what goes when nothing stands on it any more. */
  readonly cache: readonly SpaceCached[]
  /** Files elsewhere: snapshots, stored images, backing files outside the cache. */
  readonly others: readonly SpaceFile[]
  /** What snapshots and Nova's own work leave beside the folders of instances, with what it takes in bytes. */
  readonly left?: ReadonlyMap<TreePath, number>
  /** XML of domains with what they have of an instance's own folder: they go with it, and need each file. */
  readonly domains?: readonly SpaceFile[]
  /** Folders that guests are given: whatever is in them is in use, also what is no image. */
  readonly usedFolders?: readonly UsedFolder[]
  /** What nobody could look into: it may need anything that goes. */
  readonly unread?: readonly Unread[]
  /** Symlinks with the places that they lead to, in the folder of an instance or elsewhere. */
  readonly symlinks?: readonly Symlink[]
  /** Files with the places that names in them go through, on the way to what they need. */
  readonly ways?: readonly Leading[]
  /** Paths of one and the same file; one path alone has its other links where nobody looked. */
  readonly links: readonly (readonly TreePath[])[]
  /** Whether everything that may stand on a base was seen. */
  readonly certain: boolean
}

/**
 * A file by its inode: every hard link leads to the same node. A disk of an instance that has one link
 * and nothing above it is a leaf: it is no node, because nodes have tens of thousands of them.
 */
export interface SpaceNode {
  readonly paths: readonly TreePath[]
  readonly allocated: number
  /** Nobody knows what it takes. */
  readonly isUncounted: boolean
  /** The image cache holds a link: it is kept for as long as something stands on it. */
  readonly cached: boolean
  /** The image cache that holds a link is no opened host's: something unseen may stand on it. */
  readonly foreign: boolean
  /** Something beside the cache and the folders of instances holds a link, seen or not. */
  readonly elsewhere: boolean
  /** It has links that were not seen: no deletion of what was seen frees it. */
  readonly hidden: boolean
  /** It may need more than is below it here. */
  readonly mayNeedMore: boolean
  /** Indexes of the folders that hold a link, ascending. */
  readonly folders: readonly number[]
  /** Indexes of the folders that Nova keeps it for in the image cache, perhaps without standing on it. */
  readonly keepers: readonly number[]
  /** Indexes of the folders that Nova may keep it for. */
  readonly mayKeep: readonly number[]
  /** Nova may keep it for something that nobody saw. */
  readonly mayBeKept: boolean
  /** Indexes of nodes that it needs, and of nodes that need it. */
  readonly below: readonly number[]
  readonly above: readonly number[]
}

/** Nodes and edges of everything that takes space. */
export interface SpaceForest {
  readonly input: SpaceInput
  readonly nodes: readonly SpaceNode[]
  nodeAt(path: TreePath): number | undefined
  folderAt(id: TreePath): number | undefined
  /** The node of a folder's file; undefined for a leaf. */
  heldNode(file: SpaceFile): number | undefined
  /** Nodes that a file needs directly. */
  belowOf(file: SpaceFile): readonly number[]
}
