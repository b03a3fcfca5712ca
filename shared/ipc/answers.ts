import type { Freed } from '../analysis/accounting/deletion/freed.ts'
import type { MoveTogether } from '../analysis/accounting/travel/move-together.ts'
import type { Chain } from '../analysis/chain/chain-model.ts'
import type { FileStat, TreePath } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import type { ImageDetails } from '../formats/details.ts'
import type { Verdict } from '../formats/verdict/types.ts'
import type { ScannedEntry } from '../scan/model.ts'

/** An image file with its chain: what the detail pane and the inspector show. */
export interface ImageReport {
  readonly placeId: string
  readonly path: TreePath
  readonly displayPath: string
  readonly stat: FileStat
  readonly details: ImageDetails
  /** Every format that fits, what speaks against opening it, and what OpenStack does with it. */
  readonly verdict: Verdict
  readonly chain: Chain
  readonly findings: readonly Finding[]
  /** Files that somebody pointed at for names, whatever came of it; left out where there are none. */
  readonly located?: ReadonlyMap<string, string>
  /** Left out for what is a raw disk as it is, and where it is read as it stands. */
  readonly exported?: ExportAdvice
}

/**
 * Why the command line would not write a guest's disk as it is shown here: it is encrypted, its chain
 * ends at one of the host's own files, names an extent by a path, has a disk of another instance, a file from
 * where the node has no images or an image that nothing opens, it is one extent of a larger disk, lacks
 * something, has below an image another than that records, has for a part of its data a file that is none, or
 * lies in no single folder that was opened, but for the files that were located.
 */
export type NoExport =
  | 'encrypted'
  | 'refused'
  | 'path'
  | 'another'
  | 'stray'
  | 'unread'
  | 'extent'
  | 'chain'
  | 'other'
  | 'part'
  | 'places'

/** The command that writes a guest's disk as a raw file. The window runs none. */
export type ExportAdvice =
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'none'; readonly why: NoExport }

/** What the deletion of some instances and files would free and break. Nothing here deletes. */
export interface FreedReport extends Freed {
  /** The first of them. */
  readonly breaks: Freed['breaks']
  readonly breakCount: number
  /** Instances with a disk among them. */
  readonly brokenInstances: number
  /** Chosen files that are no images: what needs them otherwise was not looked for. Left out where there are none. */
  readonly plain?: number
  /** What the instances of the choice need if they are moved instead; left out where it has none. */
  readonly move?: MoveTogether
}

/** A guest's disk as one qcow2 image that needs no other. Bytes. */
export interface DiskMeasure {
  readonly required: number
  readonly fullyAllocated: number
  /** Bytes of the disk that lie in a file that is not here or cannot be read: they are not counted. */
  readonly missing: number
  /** False where a raw layer has holes, of which only reading it tells where they lie. */
  readonly exact: boolean
}

/** The files of one instance, for its opened row. */
export interface InstanceFiles {
  readonly id: TreePath
  readonly entries: readonly ScannedEntry[]
}
