import type { Fault } from '../bytes/errors.ts'
import type { FileSystemStat, TreeFault, TreePath } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import type { ImageFormat, ImageSummary } from '../formats/types.ts'
import type { BaseName, EntryRole } from '../nova/names.ts'
import type { AllocatedFrom, Layout, LayoutKind, OpenedPart, ScanEnd } from '../scan/model.ts'
import type { CacheState } from './accounting/cache-state.ts'
import type { Dependants } from './accounting/dependants.ts'
import type { NodeAccounting } from './accounting/node-accounting.ts'
import type { NovaLeavesOut } from './accounting/nova-domain.ts'
import type { Sizes } from './accounting/sizes.ts'
import type { DataPart } from './data-parts.ts'
import type { InstanceIdentity } from './identity.ts'
import type { OtherEntries } from './other-entries.ts'
import type { RemoteDisk } from './remote-disks.ts'
import type { SharingHost } from './sharing-hosts.ts'
import type { NodeStorage } from './storage.ts'

/** By which rule a recorded backing name was found in the opened tree (domain: block.c, re-rooted). */
export type ResolutionRule =
  | 'relative'
  | 'given-root'
  | 'node-root'
  | 'instances-path'
  | 'verbatim'
  | 'base-directory'
  | 'located'

/** One image of a backing chain. */
export interface ChainLayer {
  /** In the opened tree; absolute (it begins with `/`) for a member found in another granted place. */
  readonly path: TreePath
  /** Where its name stands, when a symlink leads from there to `path`: names in it count from there. */
  readonly namedAt?: TreePath
  /** Absolute path for people. */
  readonly displayPath: string
  readonly length: number
  readonly allocated: number
  readonly image: ImageSummary
  /** How the overlay above names it; absent for the active layer. */
  readonly recorded?: {
    readonly name: string
    readonly format?: string
    readonly rule: ResolutionRule
  }
  /** Where the image keeps data in other files, and was looked at by itself. */
  readonly elsewhere?: DataElsewhere
}

/** What an image takes in other files than its own. */
export interface DataElsewhere {
  /** Bytes of those that were found. */
  readonly allocated: number
  /** How many it names that are not here, or were not granted. */
  readonly absent: number
}

/**
 * How a chain ends. `standalone` and `complete` are whole; every other state lacks something.
 * `pending`: a member was not seen yet; it is known when the scan has ended.
 */
export type ChainState =
  | { readonly kind: 'standalone' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'pending'; readonly name: string }
  | { readonly kind: 'missing'; readonly name: string; readonly tried: readonly string[] }
  | { readonly kind: 'outside'; readonly name: string; readonly target: string }
  | { readonly kind: 'protocol'; readonly name: string; readonly protocol: string }
  | { readonly kind: 'loop'; readonly name: string; readonly path: TreePath }
  | { readonly kind: 'too-deep'; readonly limit: number }
  | {
      readonly kind: 'unreadable'
      readonly name: string
      readonly fault: TreeFault
      /** Set when the file could be read but its header could not be understood. */
      readonly imageFault?: Fault
    }

/** Active overlay first, base last. */
export interface Chain {
  readonly layers: readonly ChainLayer[]
  readonly state: ChainState
}

/** A disk file of an instance as its table row shows it. */
export interface DiskCell {
  readonly path: TreePath
  /** For a file that lies elsewhere: the symlink in the instance's folder that leads to it. */
  readonly linkedAt?: TreePath
  readonly name: string
  readonly role: EntryRole
  readonly format?: ImageFormat
  /** What the guest sees: the declared format decides, so a disk that disk.info calls raw is as long as its file. */
  readonly virtual?: number
  /** `st_size`; absent for what nobody could look at. */
  readonly length?: number
  readonly allocated: number
  /** Where `st_blocks` is made up or not known: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  /** Path of the image that the disk stands on, at the end of its chain; only when that is whole. */
  readonly base?: TreePath
  readonly chain: ChainState['kind']
  /** The image directly below, as the disk's header records it and where it was found. */
  readonly backing?: DiskBacking
  /** The format that the domain XML gives, else disk.info. */
  readonly declared?: string
  /** Where the guest's data are when the image keeps them in other files, and they were found. */
  readonly dataFile?: DataPart
  readonly extents?: readonly DataPart[]
  /** Of ploop, which keeps a disk as a folder: the lengths of all files in it. */
  readonly ploopLength?: number
  /** What the disk costs; known when the scan has ended. */
  readonly sizes?: Sizes
  /** Why it is in none of Nova's sums; left out where it is, and until the scan has ended. */
  readonly novaLeavesOut?: NovaLeavesOut
}

export interface DiskBacking {
  readonly name: string
  readonly format?: string
  readonly path?: TreePath
}

/** A row of the instances table. Bytes. */
export interface InstanceRow {
  /** Path of the folder: unique and stable. */
  readonly id: TreePath
  /** For a folder that lies elsewhere: the symlink among the instances that leads to it. */
  readonly linkedAt?: TreePath
  readonly uuid: string
  readonly kind: 'instance' | 'resize' | 'del' | 'legacy'
  readonly name?: string
  readonly disks: readonly DiskCell[]
  readonly fileCount: number
  /**
   * Set where there may be more in the folder than was seen, so that all that is told of its files,
   * disks and sizes is at least so much: `shut` where nothing in it was seen.
   */
  readonly incomplete?: 'shut' | 'partly'
  /** Sum over disks of what the guest sees; disks without a known size are left out. */
  readonly virtual: number
  /** Everything in the folder, hard links once. */
  readonly allocated: number
  /** What the instance costs with its part of what it stands on; known when the scan has ended. */
  readonly sizes?: Sizes
  /**
   * Set when all domains of the host are known, none of them is this instance's, and the folder has
   * been left alone for long enough that none is on its way.
   */
  readonly orphan?: true
  readonly changedMs: number
  /** The same with the folders themselves, which an orphan's age counts from; only without domain XML. */
  readonly touchedMs?: number
  /** Where a domain XML was found. */
  readonly identity?: InstanceIdentity
  /** Of its kernel and ramdisk, copies of images that no file names; left out where there are none. */
  readonly bootLengths?: readonly number[]
  /** Disks that are not in the folder; left out where there are none. */
  readonly remoteDisks?: readonly RemoteDisk[]
  readonly findings: readonly Finding[]
}

/** A row of the base files table. Bytes. */
export interface BaseRow {
  readonly id: TreePath
  readonly name: string
  readonly base: BaseName
  readonly image?: ImageSummary
  readonly length: number
  readonly allocated: number
  /** Where `st_blocks` is made up: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  readonly mtimeMs: number
  /** Glance image whose id hashes to the name: one of the store, or one that a domain XML names. */
  readonly glanceId?: string
  /** Disks that stand on it directly, largest first. */
  readonly overlays: readonly { readonly path: TreePath; readonly allocated: number }[]
  /** Distinct instances among them. */
  readonly instanceCount: number
  readonly overlayAllocated: number
  /** Folders of instances that use it, directly or through another image; leftovers too. */
  readonly users: number
  /** What does not open without it, at whatever distance. */
  readonly dependants: Dependants
  /** Bytes that its deletion frees, whatever breaks. */
  readonly exclusive: number
  /** What the image cache manager makes of it; absent outside of an instances_path. */
  readonly cache?: CacheState
  readonly findings: readonly Finding[]
}

/** A file of an image store, or of a folder of images. */
export interface ImageRow {
  readonly id: TreePath
  readonly name: string
  /** `glance-image` for what is in a store; what Glance keeps beside it has roles of its own. */
  readonly role?: EntryRole
  readonly image?: ImageSummary
  readonly length: number
  readonly allocated: number
  /** Where `st_blocks` is made up: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  readonly mtimeMs: number
  readonly chain: ChainState['kind']
  /** The `_base` file that was made from it. */
  readonly basePath?: TreePath
  /** The image whose data it holds, as a qcow2's data file or an extent does: it counts with that one. */
  readonly dataOf?: TreePath
  /** The first name of the same file among the images: what it takes counts there. */
  readonly hardLinkOf?: TreePath
  readonly findings: readonly Finding[]
}

/** Allocated bytes by what they are; adds up to everything below the root, hard links once. */
export interface AllocatedByKind {
  readonly instances: number
  readonly bases: number
  readonly images: number
  readonly leftovers: number
  readonly other: number
}

export interface Totals {
  readonly instances: number
  readonly disks: number
  readonly entries: number
  /** How many of the entries are directories. */
  readonly directories: number
  readonly allocated: number
  readonly byKind: AllocatedByKind
  /** Sum over the disks of instances; those without a known size are left out. */
  readonly virtual: number
  /** Disks of instances that are left out of `virtual` and of `overcommit`. */
  readonly unknownDisks: number
  /** Instances that may have disks which nobody saw. */
  readonly incompleteInstances: number
  /** Sum over the disks of instances of max(0, virtual - allocated). */
  readonly overcommit: number
  /** Images of stores and of any other folder: the rows of their table without `imageParts`. */
  readonly imageCount: number
  /** Rows of the images table that only hold the data of another image. */
  readonly imageParts: number
  /** Sum over them of what a guest would see, a file of several names once; without those of no known size. */
  readonly imageVirtualBytes: number
  readonly unknownImages: number
  readonly baseCount: number
  /** Sum over the base files; those without a known size are left out. */
  readonly baseVirtualBytes: number
  readonly unknownBases: number
  readonly unreadable: number
  /** Of these, how many hide what they take, so that `allocated` is at least so much. */
  readonly hidden: number
  /** The part of `allocated` that directories themselves take. */
  readonly directoryAllocated?: number
}

/** One of several hosts in a view. */
export interface ViewOfNode {
  /** What Nova calls the host, where that is known. */
  readonly name?: string
  /** What tells it from the others: its name, or an absolute path that was opened of it. */
  readonly label: string
  /** What was opened of it, in the tree. */
  readonly parts: readonly TreePath[]
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  readonly accounting: Pick<NodeAccounting, 'growth' | 'nova' | 'cache'>
  /** Who uses its instances_path, as `compute_nodes` says; seen last first. */
  readonly hosts: readonly SharingHost[]
}

/** Everything the node view shows. */
export interface NodeView {
  /** Of several opened paths the nearest folder above all of them. */
  readonly rootPath: string
  /** What was opened, where that is not `rootPath`: several paths, or an image. Paths in the tree. */
  readonly opened?: readonly Pick<OpenedPart, 'path' | 'kind'>[]
  /** What should have been opened with them and could not be. */
  readonly notOpened?: readonly TreeFault[]
  /** Several hosts, each by itself: then `layout`, `fileSystem` and `accounting` say what they share. */
  readonly nodes?: readonly ViewOfNode[]
  /** Absolute paths of the topmost folders of which everything is counted; `rootPath`, if all is. */
  readonly covered: readonly string[]
  readonly kind: LayoutKind
  readonly layout: Layout
  /** Of a folder: what of it would be nodes, were it opened by itself. Left out where there is none. */
  readonly nodesInside?: readonly TreePath[]
  readonly fileSystem?: FileSystemStat
  readonly storage?: NodeStorage
  readonly end: ScanEnd
  readonly startedAtMs: number
  readonly finishedAtMs: number
  readonly totals: Totals
  readonly instances: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly images: readonly ImageRow[]
  readonly others: OtherEntries
  readonly accounting: NodeAccounting
  /** Sorted by severity, then path. */
  readonly findings: readonly Finding[]
}
