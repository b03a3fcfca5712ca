import type { FileSystemStat, TreePath } from '../../files/tree.ts'
import type { Layout, PlannedNode } from '../../scan/layout.ts'
import type { ScanEnd } from '../../scan/model.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import type { DomainNames } from '../hosts/domain-names.ts'
import type { HostsOnStorage } from '../hosts/sharing-hosts.ts'
import type { SpaceOfHost } from '../hosts/space-of-host.ts'
import type { AllocatedByKind, Totals } from '../model.ts'
import type { CountedLater } from '../rows/base-row.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../rows/rows.ts'
import type { CacheDoubt } from './cache/cache-doubt.ts'
import type { Unread } from './cache/unread.ts'
import type { FilesOfDomains } from './domains/files-of-domains.ts'
import type { RepeatedDisks } from './repeated-disks.ts'
import type { SpaceLedger } from './space-ledger.ts'

/** One of several hosts that share an instances_path. */
export interface CountedHost {
  readonly layout: Layout
  /** As of `CountedNode`, by the XML of this host alone. */
  readonly domainsComplete: boolean
  readonly names: DomainNames
  /** Whether an XML is this host's. */
  readonly has: (xml: TreePath) => boolean
}

/** What is known of one host when its scan ends. */
export interface CountedNode extends HostsOnStorage {
  readonly node: PlannedNode
  readonly byKind: AllocatedByKind
  /** The image cache is on another file system than the instances_path. */
  readonly isCacheApart: boolean
  /** Domain XML was found where libvirt keeps it, and all of it was read; that of each host. */
  readonly domainsComplete: boolean
  readonly names: DomainNames
  /** Where several hosts share the instances_path; else empty. */
  readonly sharing: readonly CountedHost[]
  readonly space: SpaceOfHost
  /** Whether something in the tree is this host's. */
  readonly has: (path: TreePath) => boolean
}

export interface AccountingFacts {
  /** One, unless several hosts were opened together. */
  readonly nodes: readonly CountedNode[]
  /** What all of them lie on, if that is one. */
  readonly fileSystem: FileSystemStat | undefined
  readonly end: ScanEnd
  readonly nowMs: number
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly CountedLater[]
  readonly images: readonly ImageRow[]
  /** Symlinks in image caches, which take nothing. */
  readonly baseLinks: readonly BaseRow[]
  readonly totals: Totals
  readonly ledger: SpaceLedger
  readonly repeated: RepeatedDisks
  /** Whether everything was seen that may stand on any base, but for what is doubted by itself. */
  readonly certain: boolean
  /** What was scanned, by paths: a domain may name files of any folder. */
  readonly host: ScanHost
  /** What domains have, by the host's own descriptions of them. */
  readonly ofDomains: FilesOfDomains
  readonly doubts: readonly CacheDoubt[]
  /** What of all that nobody could look into may need a file that a clean-up removes. */
  readonly unread: readonly Unread[]
}
