import type { FileSystemStat, TreeFault, TreePath } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import type { Layout, LayoutKind, OpenedPart } from '../scan/layout.ts'
import type { GoneEntries, ScanEnd } from '../scan/model.ts'
import type { NodeAccounting } from './accounting/node-accounting.ts'
import type { YoungLeftover } from './disks/leftovers.ts'
import type { HostsOnStorage } from './hosts/sharing-hosts.ts'
import type { NodeStorage } from './hosts/storage.ts'
import type { OtherEntries } from './rows/other-entries.ts'
import type { BaseRow, ImageRow, InstanceRow } from './rows/rows.ts'

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
  /** Those that only `overcommit` leaves out: nobody knows what is written of them. Absent where there are none. */
  readonly unknownGrowth?: number
  /** Instances that may have disks which nobody saw. */
  readonly incompleteInstances: number
  /** Sum over the disks of instances of max(0, virtual - allocated), a file that is several disks once. */
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
  /** Of the others, how many files may be images, of which then nobody knows the size. */
  readonly unprobed?: number
  /** Files of which the file system makes up what they take, and which no sum of allocated bytes has. */
  readonly madeUp?: number
  /** The part of `allocated` that directories themselves take. */
  readonly directoryAllocated?: number
  /** Of that, the part that `byKind.other` has. */
  readonly otherDirectoryAllocated?: number
}

/** One of several hosts in a view. */
export interface ViewOfNode extends HostsOnStorage {
  /** What Nova calls the host, where that is known. */
  readonly name?: string
  /** What tells it from the others: its name, or an absolute path that was opened of it. */
  readonly label: string
  /** What was opened of it, in the tree. */
  readonly parts: readonly TreePath[]
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  readonly accounting: Pick<NodeAccounting, 'growth' | 'nova' | 'cache'>
}

/** The newest change of an inode in a folder; milliseconds since 1970. */
export interface NewestIn {
  readonly path: TreePath
  readonly atMs: number
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
  /** How many domains there are of which none of their disks was opened; left out where there is none. */
  readonly domainsAlone?: number
  /** Those of them that have a file as a disk. */
  readonly filesAlone?: number
  readonly fileSystem?: FileSystemStat
  readonly storage?: NodeStorage
  readonly end: ScanEnd
  readonly startedAtMs: number
  readonly finishedAtMs: number
  /** The newest change of an inode among the instances, by the clock of the file system that they are on. */
  readonly newestMs?: number
  /** The newest change in each folder beside them that Nova or Glance works in, by the clock of its own. */
  readonly newestBeside?: readonly NewestIn[]
  readonly totals: Totals
  readonly instances: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly images: readonly ImageRow[]
  readonly others: OtherEntries
  readonly accounting: NodeAccounting
  /** What was listed and went away before it was looked at; left out where nothing did. */
  readonly gone?: GoneEntries
  /** What will be left over, once nothing has changed it for long enough; left out where there is nothing. */
  readonly young?: readonly YoungLeftover[]
  /** Sorted by severity, then path. */
  readonly findings: readonly Finding[]
}
