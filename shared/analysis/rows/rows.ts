import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { ImageFormat, ImageSummary } from '../../formats/types.ts'
import type { BaseName } from '../../nova/base-name.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import type { InstanceDirName } from '../../nova/names.ts'
import type { AllocatedFrom } from '../../scan/model.ts'
import type { CacheState } from '../accounting/cache/cache-state.ts'
import type { Dependants } from '../accounting/deletion/dependants.ts'
import type { KnownSizes } from '../accounting/forest/sizes.ts'
import type { NovaLeavesOut } from '../accounting/nova/nova-domain.ts'
import type { ChainState } from '../chain/chain-model.ts'
import type { DataPart } from '../chain/data-parts.ts'
import type { RefusedIn } from '../chain/refused-layer.ts'
import type { RemoteDisk } from '../disks/remote-disks.ts'
import type { WhyUnknown } from '../sizes/why-unknown.ts'
import type { InstanceIdentity } from './identity.ts'
import type { OverlayFile } from './overlay-files.ts'

/** A disk file of an instance as its table row shows it. */
export interface DiskCell {
  readonly path: TreePath
  /** For a file that lies elsewhere: the symlink in the instance's folder that leads to it. */
  readonly linkedAt?: TreePath
  readonly name: string
  readonly role: EntryRole
  readonly format?: ImageFormat
  /** As an image's summary has it. */
  readonly probedAs?: ImageSummary['probedAs']
  readonly content?: NonNullable<ImageSummary['content']>
  /** qemu-img does not open it. */
  readonly isRefused?: true
  /**
   * What the guest sees: the declared format decides, so a disk that disk.info calls raw is as long as its
   * file.
   */
  readonly virtual?: number
  /** The same from 2^53 bytes on, which no sum counts: `virtual` is undefined then. */
  readonly uncountedVirtual?: number
  /** Why that is not known. */
  readonly whyNoVirtual?: WhyUnknown
  /** `st_size`; absent for what nobody could look at. */
  readonly length?: number
  readonly allocated: number
  /** Where `st_blocks` is made up or not known: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  /** `st_blocks * 512` as Nova sees it, where that is made up. */
  readonly blocks?: number
  /** Path of the image that the disk stands on, at the end of its chain; only when that is whole. */
  readonly base?: TreePath
  readonly chain: ChainState['kind']
  /** What the chain ends at is not known to be broken: the system does not let this user read it. */
  readonly isDenied?: true
  /** Where QEMU refuses an image of the chain, which is none that can be opened then: see `shownEnd`. */
  readonly refusedIn?: RefusedIn
  /** The image directly below, as the disk's header records it and where it was found. */
  readonly backing?: DiskBacking
  /** The format that the domain XML gives, else disk.info. */
  readonly declared?: string
  /** It is read as it stands: `format` is that of a header which is the guest's own data. */
  readonly isReadRaw?: true
  /** What its header says that is not followed, for whoever guesses the format: Nova has qemu-img do so. */
  readonly asGuessed?: GuessedHeader
  /** Where the guest's data are when the image keeps them in other files, and they were found. */
  readonly dataFile?: DataPart
  readonly extents?: readonly DataPart[]
  readonly extentsElsewhere?: readonly DataPart[]
  /** Of ploop, which keeps a disk as a folder: the lengths of all files in it. */
  readonly ploopLength?: number
  /** What the disk costs; known when the scan has ended. */
  readonly sizes?: KnownSizes
  /** Why it is in none of Nova's sums; left out where it is, and until the scan has ended. */
  readonly novaLeavesOut?: NovaLeavesOut
}

/** Bytes. */
export interface GuessedHeader {
  readonly virtual?: number | undefined
  readonly backing?: DiskBacking | undefined
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
  readonly kind: InstanceDirName['kind']
  /** When a clean-up plan set it aside, milliseconds since 1970; only of such a folder. */
  readonly asideMs?: number
  /** Of such a folder: all domains of the host are known, and none of them is its instance's. */
  readonly isUnclaimed?: true
  /** Of such a folder: its instance has one in its place, so that this one has nowhere to go back to. */
  readonly isReplaced?: true
  readonly name?: string
  readonly disks: readonly DiskCell[]
  /**
   * Files of the folder that are layers of its disks, whatever their names say: the domain names a
   * snapshot's overlay that stands on them. Left out where there are none.
   */
  readonly layers?: readonly DiskCell[]
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
  /** Set where of a file in it nobody knows what it takes, as a file system makes that up: it is not in `allocated`. */
  readonly isUncounted?: true
  /** What the instance costs with its part of what it stands on; known when the scan has ended. */
  readonly sizes?: KnownSizes
  /**
   * Set when all domains of the host are known, none of them is this instance's, and the folder has
   * been left alone for long enough that none is on its way.
   */
  readonly orphan?: true
  /** Where none of them is, and these hosts use the storage too: the instance may be theirs. */
  readonly otherHosts?: readonly string[]
  /** Set where something unread may use the same files, so that nobody knows the instance's part of them. */
  readonly isShareOpen?: true
  /** When it counts as one, if nothing changes it until then; milliseconds since 1970. */
  readonly orphanAtMs?: number
  readonly changedMs: number
  /** `changedMs` with the folders themselves, which an orphan's age counts from; only without domain XML. */
  readonly touchedMs?: number
  /** Where a domain XML was found. */
  readonly identity?: InstanceIdentity
  /** Of its kernel and ramdisk, copies of images that no file names; left out where there are none. */
  readonly bootLengths?: readonly number[]
  /**
   * Its XML names no image, and a root disk of its folder that is gone or empty: it may have stood on any base, and
   * what is there of it is all that is left when the disk is found again.
   */
  readonly isRootLost?: true
  /** Disks that are not in the folder; left out where there are none. */
  readonly remoteDisks?: readonly RemoteDisk[]
  readonly findings: readonly Finding[]
}

/** A row of the base files table. Bytes. */
export interface BaseRow {
  readonly id: TreePath
  readonly name: string
  readonly base: BaseName
  /** Of a symlink: where it leads, and the file there, as far as that was opened. Sizes are its own. */
  readonly link?: { readonly target: string; readonly to?: TreePath }
  /** Of a file elsewhere: the symlink in the cache that leads to it, which has a row too. */
  readonly linkedAt?: TreePath
  /** The first name of the same inode among the base files. */
  readonly hardLinkOf?: TreePath
  readonly image?: ImageSummary
  readonly length: number
  readonly allocated: number
  /** Where `st_blocks` is made up: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  readonly mtimeMs: number
  /** Glance image whose id hashes to the name: one of the store, or one that a domain XML names. */
  readonly glanceId?: string
  /** Disks that stand on it directly, largest first. */
  readonly overlays: readonly OverlayFile[]
  /** Distinct instances among them. */
  readonly instanceCount: number
  readonly overlayAllocated: number
  /** Folders of instances that use it, directly or through another image; leftovers too. */
  readonly users: number
  /** Something unread, or not opened, may stand on it: overlays, instances and users are at least so many. */
  readonly isUsersAtLeast?: true
  /** What does not open without it, at whatever distance. */
  readonly dependants: Dependants
  /** Bytes that its deletion frees, whatever breaks. */
  readonly exclusive: number
  /** What is below it may go along, or not: nobody knows whether something else uses that. */
  readonly isExclusiveAtLeast?: true
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
  /** As of a disk, what the chain ends at may only not be read. */
  readonly isDenied?: true
  /** The image directly below, as the header records it and where it was found. */
  readonly backing?: DiskBacking
  /** Images that stand on it directly, the largest first; left out where none was seen. */
  readonly overlays?: BaseRow['overlays']
  /** What does not open without it, at whatever distance; of one that something stands on. */
  readonly dependants?: Dependants
  /** Something unread may stand on it: what does is at least what was seen. */
  readonly isUsersAtLeast?: true
  /** It was opened by itself: nothing beside it was looked at, which may stand on it. */
  readonly isAlone?: true
  /** The `_base` file that was made from it. */
  readonly basePath?: TreePath
  /** The image whose data it holds, as a qcow2's data file or an extent does: it counts with that one. */
  readonly dataOf?: TreePath
  /** The first name of the same file among the images: what it takes counts there. */
  readonly hardLinkOf?: TreePath
  readonly findings: readonly Finding[]
}
