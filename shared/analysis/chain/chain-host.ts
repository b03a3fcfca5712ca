import type { TreeFault } from '../../files/tree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { AllocatedFrom } from '../../scan/model.ts'
import type { Address } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import type { ResolutionRule, SeenInode } from './chain-model.ts'
import type { KnownChains } from './known-chains.ts'

/** A folder by which it is known again at another name: where a part of the tree is mounted twice. */
export interface KnownFolder {
  readonly path: Address
  readonly dev: number
  /** `device:inode`. */
  readonly identity: string
}

/** What is mounted at a path, as far as it tells where else that is. */
export interface KnownMount extends KnownFolder {
  readonly isFolder: boolean
  /** Bytes. */
  readonly length: number
}

/** An image that stands at an address. */
export interface ChainMember {
  readonly kind: 'found'
  /** After symlinks. */
  readonly address: Address
  /** The same for two names of one file: `device:inode`, or the address where that is not needed. */
  readonly key: string
  /** Bytes. */
  readonly length: number
  readonly allocated: number
  /** Where `st_blocks` is made up: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  /** As of an entry. */
  readonly blocks?: number
  readonly image: ImageSummary
  /** The folders above it, the nearest first, where somebody looked at them. */
  readonly folders?: readonly KnownFolder[]
  /** By which it is known again, where somebody looked at it. */
  readonly inode?: SeenInode
  /** What its name went through and it does not lie in: symlinks, and folders that those lead out of again. */
  readonly via?: readonly Address[]
  /** It is mounted there by itself: it has another name, which no folder above it tells. */
  readonly isMounted?: true
}

/** By what a file was come to: a name in an image. */
export interface NamedBy {
  readonly name: string
  /** Where the image stands that has the name. */
  readonly image: Address
  readonly rule: ResolutionRule
}

/**
 * What is found at an address. `outside`: not granted, or reached through a link that leaves it.
 * `pending`: a scan that still runs has not come by it yet. `refused`: it is there, and one of the host's
 * own files, which is not opened for what an image shows.
 */
export type Lookup =
  | ChainMember
  | { readonly kind: 'absent' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'outside'; readonly target: string }
  | { readonly kind: 'refused'; readonly target: string }
  | FaultAt

/** What open(2) says of a folder: nothing is behind it that could not be read. */
export const FOLDER_ERRNO = 'EISDIR'

export interface FaultAt {
  readonly kind: 'fault'
  readonly fault: TreeFault
  /** Itself, where it is a folder, and those above it. */
  readonly folders?: readonly KnownFolder[]
  /** Something is mounted on it itself. */
  readonly isMounted?: true
  /** What is mounted in it, where it is a folder. */
  readonly mounts?: readonly KnownMount[]
  /** Where what is mounted in it was scanned. */
  readonly alsoAt?: readonly Address[]
}

/** What a chain is resolved against: a finished scan, or folders that were granted. */
export interface ChainHost {
  readonly places: BackingPlaces
  /**
   * Never opens what was not granted; the same answer each time it is asked. `by`: which name in an image
   * leads there; what a domain's XML names, or the user, is looked for without one, and never refused.
   */
  lookup(address: Address, by?: NamedBy): Lookup
  /** Finds what a scan came by alone, and asks nobody for more; left out where nothing was scanned. */
  readonly scanned?: ChainHost
  /** How often something was asked for that no unit had brought: such answers may change later. */
  readonly misses?: number
  /** Where many chains are resolved: what was found for others that names mean the same to. */
  known?(overlay: Address): KnownChains
}
