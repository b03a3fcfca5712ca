import type { Fault } from '../bytes/errors.ts'
import type { LinkFacts } from '../files/resolve.ts'
import type { EntryType, FileSystemStat, TreeFault, TreePath } from '../files/tree.ts'
import type { ImageSummary } from '../formats/types.ts'
import type { Check, Refusal } from '../formats/verdict/types.ts'
import type { GlanceConfig } from '../glance/conf.ts'
import type { GlancePlace } from '../glance/names.ts'
import type { SeenHost } from '../nova/compute-nodes.ts'
import type { NovaConfig } from '../nova/conf.ts'
import type { DomainFacts } from '../nova/domain.ts'
import type { BaseName, EntryRole, InstanceDirName } from '../nova/names.ts'

/** What the opened folder is. `domains` is libvirt's, `folder` is any folder of images. */
export type LayoutKind = 'node' | 'instances' | 'glance' | 'domains' | 'folder'

/** Where Nova's and Glance's places are inside the opened tree. */
export interface Layout {
  readonly kind: LayoutKind
  readonly instancesPath?: TreePath
  /** Absolute instances_path as the node itself knows it; recorded backing names start with it. */
  readonly recordedInstancesPath?: string
  /** The image cache, usually `<instances_path>/_base`; after symlinks that stay inside the root. */
  readonly basePath?: TreePath
  readonly glancePaths: readonly TreePath[]
  readonly domainPaths: readonly TreePath[]
  /** What /etc/hostname says: Nova's name of the host, unless its configuration gives another. */
  readonly hostName?: string
  readonly novaConf?: TreePath
  /** What Nova is told to do, from that file and those read with it; of secrets it keeps nothing. */
  readonly nova?: NovaConfig
  readonly glanceConf?: TreePath
  readonly glance?: GlanceConfig
  /** What Glance keeps beside its stores. */
  readonly glanceFolders?: readonly GlanceFolder[]
  /** The file systems that the places lie on, one for each device. */
  readonly fileSystems?: readonly MountedFileSystem[]
}

export interface GlanceFolder {
  readonly place: Exclude<GlancePlace, 'store'>
  readonly path: TreePath
}

/** A file system of the node: `dev` is the `st_dev` of everything on it. */
export interface MountedFileSystem {
  readonly dev: number
  /** Where it was met: the folder of a place, or a directory inside one. */
  readonly path: TreePath
  /** Other places on the same device; left out where there are none. */
  readonly alsoAt?: readonly TreePath[]
  readonly fileSystem?: FileSystemStat
}

/** `snapshots`: one folder of Nova's in a snapshots_directory that lies elsewhere. */
export type UnitKind = 'base' | 'glance' | 'domains' | 'snapshots' | 'instance' | 'top' | 'folder'

/** A part of a scan that one worker does alone and that can be given up alone. */
export interface ScanUnit {
  readonly kind: UnitKind
  readonly path: TreePath
  /** For `instance`: what the folder's name says. */
  readonly instance?: InstanceDirName
  /** For an instance's folder that lies elsewhere: the symlink among the instances that leads to it. */
  readonly linkedAt?: TreePath
  /** For `glance`: which of its folders this is, where it is not a store. */
  readonly place?: Exclude<GlancePlace, 'store'>
  /** Only what lies directly in the folder; each directory in it is a unit of its own. */
  readonly shallow?: true
  /** The place's file system makes `st_blocks` up. */
  readonly untrustedBlocks?: true
  /** Directories somewhere below that are units of their own. */
  readonly skip?: readonly TreePath[]
}

/** `tables`: a qcow2 image's refcounts. `unknown`: what the file system made up. */
export type AllocatedFrom = 'tables' | 'unknown'

/** One entry below the root, as it was found. */
export interface ScannedEntry {
  readonly path: TreePath
  readonly type: EntryType
  /** What the entry is by its place and name, in Nova's terms. */
  readonly role: EntryRole
  /** Bytes: `st_size` and `st_blocks * 512`. */
  readonly length: number
  readonly allocated: number
  /** Set where `st_blocks` is made up: what `allocated` is then, an image's own tables or a guess. */
  readonly allocatedFrom?: AllocatedFrom
  readonly uid: number
  readonly gid: number
  readonly mode: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly linkKey?: string
  /** For a disk that lies elsewhere: the symlink in the instance's folder that leads to it. */
  readonly linkedAt?: TreePath
  /** For what was probed as a disk image. */
  readonly image?: ImageSummary
  /** For images that deserved a second look: what their verdict found. */
  readonly judged?: Judgement
  /** For names in the image cache. */
  readonly base?: BaseName
  /** For symlinks: the recorded target and whether it leaves what was opened. */
  readonly link?: LinkFacts
  /** Why the entry, or a directory's list, could not be read. */
  readonly fault?: TreeFault
  /** Set where not even lstat(2) said anything: no size and no time of it is known. */
  readonly unseen?: true
}

/** What was found in an image by its verdict; checks that pass are left out. */
export interface Judgement {
  readonly checks: readonly Check[]
  /** Why Glance or Nova would refuse it as an image. */
  readonly refusals: readonly Refusal[]
}

/** What one unit came to. */
export interface UnitResult {
  readonly unit: ScanUnit
  readonly entries: readonly ScannedEntry[]
  /** Set when reading ended before all of the unit was seen: what is not among the entries may be there. */
  readonly partial?: true
  /** `disk.info`: format by file name; keys are base names of the recorded absolute paths. */
  readonly diskInfo?: Readonly<Record<string, string>>
  /** Domain XML found in the unit. */
  readonly domains?: readonly DomainFacts[]
  /** `compute_nodes`: hosts that use this instances_path. */
  readonly computeNodes?: readonly SeenHost[]
  /** `st_dev` of the unit's folder. */
  readonly dev?: number
  /** Directories below it that another file system is mounted on; what lies there is counted too. */
  readonly mounts?: readonly MountedFileSystem[]
  /** Texts that could not be understood: disk.info, domain XML, nova.conf. */
  readonly textFaults?: readonly TextFault[]
}

export interface TextFault {
  readonly path: TreePath
  readonly fault: Fault
  /** The one option of a configuration that is wrong; all the rest is understood. */
  readonly option?: string
}

/** A folder, or an image named by itself, of which a plan is made. */
export interface OpenedPart {
  /** In the tree; `''` where the whole tree was opened. */
  readonly path: TreePath
  readonly kind: LayoutKind | 'image'
  readonly layout: Layout
}

/** What counts as one host: at most one instances_path, with all that was opened beside it. */
export interface PlannedNode {
  /** Of all its parts together. */
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  readonly parts: readonly OpenedPart[]
}

/** A symlink on the way to a place that leads out of the tree. */
export interface LeadingOut {
  readonly path: TreePath
  /** As it is recorded. */
  readonly target: string
}

export interface ScanPlan {
  /** Of several opened paths the nearest folder above all of them; it is not opened itself. */
  readonly rootPath: string
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  /** In the order to be scanned: bases first, so that chains resolve as instances come in. */
  readonly units: readonly ScanUnit[]
  /** The topmost folders of which everything is in the scan; the whole tree where it is left out. */
  readonly covered?: readonly TreePath[]
  /** What planning itself saw: folders and configuration that belong to no unit, and faults. */
  readonly result: UnitResult
  /** The same for each of several opened paths, and images that were named by themselves. */
  readonly others?: readonly UnitResult[]
  /** Why places are among the faults: what was opened with this tree may have them. */
  readonly links?: readonly LeadingOut[]
  /** Set where something else than one folder was opened; otherwise the tree is the one node. */
  readonly nodes?: readonly PlannedNode[]
}

export type ScanEnd =
  | { readonly state: 'complete' }
  | {
      readonly state: 'partial'
      /** `not-opened`: of several paths one is not in the scan. */
      readonly reason: 'cancelled' | 'not-responding' | 'failed' | 'not-opened'
    }

/** A finished or partial scan: the model that everything else is computed from. */
export interface Scan {
  readonly rootPath: string
  readonly layout: Layout
  /** As its plan has them. */
  readonly nodes?: readonly PlannedNode[]
  readonly fileSystem?: FileSystemStat
  readonly startedAtMs: number
  readonly finishedAtMs: number
  readonly end: ScanEnd
  readonly units: readonly UnitResult[]
}

export interface ScanProgress {
  readonly unitsDone: number
  readonly unitsTotal: number
  readonly entries: number
  readonly images: number
  readonly faults: number
  /** Bytes allocated so far. */
  readonly allocated: number
  readonly currentPath: TreePath
  readonly elapsedMs: number
}
