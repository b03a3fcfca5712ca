import type { Fault } from '../../bytes/errors.ts'
import type { TreeFault, TreePath } from '../../files/tree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { AllocatedFrom } from '../../scan/model.ts'
import type { PartDoubt } from './part-doubts.ts'

/** By which rule a recorded backing name was found in the opened tree (domain: block.c, re-rooted). */
export type ResolutionRule =
  | 'relative'
  | 'given-root'
  | 'node-root'
  | 'instances-path'
  | 'verbatim'
  | 'base-directory'
  | 'located'

/** Which file it was, and when it was written to last: what is read of it later may be of another. */
export interface SeenInode {
  readonly dev: number
  /** `device:inode`. */
  readonly identity: string
  readonly mtimeMs: number
}

/** One image of a backing chain. */
export interface ChainLayer {
  /** In the opened tree; absolute (it begins with `/`) for a member found in another granted place. */
  readonly path: TreePath
  /** Where its name stands, when a symlink leads from there to `path`: names in it count from there. */
  readonly namedAt?: TreePath
  /** What that name went through, as far as somebody followed it: see `ChainMember`. */
  readonly via?: readonly TreePath[]
  /** Absolute path for people. */
  readonly displayPath: string
  readonly length: number
  readonly allocated: number
  /** Where `st_blocks` is made up: what `allocated` is then. */
  readonly allocatedFrom?: AllocatedFrom
  readonly image: ImageSummary
  /** Where somebody looked at the file itself. */
  readonly inode?: SeenInode
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
  /** How many of those add nothing, as their file system makes up what they take; left out where it is none. */
  readonly uncounted?: number
  /** How many it names that are not here, or were not granted. */
  readonly absent: number
  /** The names of the first of them, as they are recorded. */
  readonly absentNames: readonly string[]
  /** Where the external data file was found: absolute path for people. */
  readonly dataFile?: string
  /** Those that somebody pointed at; left out where there are none. */
  readonly located?: readonly LocatedPart[]
}

/** A file that somebody pointed at for a name under which an image keeps data. */
export interface LocatedPart {
  readonly name: string
  /** Absolute path for people. */
  readonly displayPath: string
  /** Of an extent: why it may be another file than was meant; left out where nothing speaks against it. */
  readonly doubts?: readonly PartDoubt[]
}

/**
 * How a chain ends. `standalone` and `complete` are whole; every other state lacks something.
 * `pending`: a member was not seen yet; it is known when the scan has ended. `refused`: a member is one of
 * the host's own files, which is not read.
 */
export type ChainState =
  | { readonly kind: 'standalone' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'pending'; readonly name: string }
  | {
      readonly kind: 'missing'
      readonly name: string
      readonly tried: readonly string[]
      /** A folder is at its name. */
      readonly isFolder?: true
    }
  | { readonly kind: 'outside'; readonly name: string; readonly target: string }
  | { readonly kind: 'refused'; readonly name: string; readonly target: string }
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

/** Whether what the chain ends at may be there and sound: the system only does not let this user read it. */
export function isDenied(state: ChainState): boolean {
  return (
    state.kind === 'unreadable' &&
    state.imageFault === undefined &&
    state.fault.code === 'permission'
  )
}

/**
 * The file that an image names below itself, where that is there and could not be read: the image stands on
 * it, whatever is in it.
 */
export function unreadBelow({ layers, state }: Chain): TreePath | undefined {
  const isIt = layers.length === 1 && state.kind === 'unreadable' && state.imageFault === undefined
  return isIt ? state.fault.path : undefined
}
