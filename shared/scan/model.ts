import type { Fault } from '../bytes/errors.ts'
import type { LinkFacts } from '../files/resolve.ts'
import type { EntryType, FileSystemStat, TreeFault, TreePath } from '../files/tree.ts'
import type { ImageSummary } from '../formats/types.ts'
import type { Check, Refusal } from '../formats/verdict/types.ts'
import type { BaseName } from '../nova/base-name.ts'
import type { SeenHost } from '../nova/compute-nodes.ts'
import type { DomainFacts } from '../nova/domain.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import type { StoragePool } from '../nova/storage-pool.ts'
import type { Layout, MountedFileSystem, PlannedNode } from './layout.ts'
import type { ScanUnit } from './scan-unit.ts'

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
  /** Set where `st_blocks` is made up: where `allocated` is from then; 0 of what is not known. */
  readonly allocatedFrom?: AllocatedFrom
  /** `st_blocks * 512` all the same, where the host itself sees what is made up. */
  readonly blocks?: number
  readonly uid: number
  readonly gid: number
  readonly mode: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly linkKey?: string
  /** `st_dev`, where it is another than that of the unit's folder. */
  readonly dev?: number
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
  /** Set on a folder that lists and may not be entered, which its unit has with all that it lists: only its fault is new. */
  readonly isListed?: true
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
  /** What was listed and went away before it was looked at; left out where nothing did. */
  readonly gone?: GoneEntries
  /** `disk.info`: format by file name; keys are base names of the recorded absolute paths. */
  readonly diskInfo?: Readonly<Record<string, string>>
  /** Domain XML found in the unit. */
  readonly domains?: readonly DomainFacts[]
  /**
   * Of an instance that is in rescue: what it goes back to, by the `unrescue.xml` that Nova keeps in its
   * folder as long (nova/virt/libvirt/driver.py). It is no domain that libvirt has now.
   */
  readonly rescued?: DomainFacts
  /** Of libvirt's folder of pools. */
  readonly pools?: readonly StoragePool[]
  /** `compute_nodes`: hosts that use this instances_path. */
  readonly computeNodes?: readonly SeenHost[]
  /** `st_dev` of the unit's folder; of one that went away, of the folder above it. */
  readonly dev?: number
  /** `st_ino` of the unit's folder, where it stays the same as long as the folder is there. */
  readonly ino?: number
  /** Directories below it that another file system is mounted on; what lies there is counted too. */
  readonly mounts?: readonly MountedFileSystem[]
  /** Texts that could not be understood: disk.info, domain XML, nova.conf. */
  readonly textFaults?: readonly TextFault[]
}

/** What went away during a scan. */
export interface GoneEntries {
  readonly count: number
  readonly first: TreePath
  /** It is the unit's own folder, with all that was in it. */
  readonly isUnit?: true
}

export interface TextFault {
  readonly path: TreePath
  readonly fault: Fault
  /** The one option of a configuration that is wrong; all the rest is understood. */
  readonly option?: string
  /** The line of a configuration, from 1, for which its service reads none of it; here the others are. */
  readonly line?: number
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
