import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { formatName } from '../../formats/names.ts'
import type { ImageSummary } from '../../formats/types.ts'
import { isFlat } from '../../formats/vmdk/extent-layers.ts'
import type { VmdkExtent } from '../../formats/vmdk/types.ts'

/**
 * What of a file that somebody pointed at for an extent is not as the descriptor has it. `type`: it is no
 * extent of the recorded type. `length`: it holds another stretch of the disk; bytes. `header`: a flat extent
 * has the guest's bytes from the first one on, and this begins as an image does, which a guest may have
 * written. `descriptor`: it is a VMDK, and names such extents itself.
 */
export type PartDoubt =
  | {
      readonly kind: 'type' | 'header' | 'descriptor'
      readonly recorded: string
      readonly found: string
    }
  | { readonly kind: 'length'; readonly recorded: number; readonly found: number }

interface FoundPart {
  readonly image: ImageSummary
  /** Bytes. */
  readonly length: number
}

/** `extents` are all that the descriptor has in one file: what speaks against several of them is told once. */
export function partDoubts(extents: readonly VmdkExtent[], found: FoundPart): readonly PartDoubt[] {
  const doubts = extents.flatMap((extent) =>
    isFlat(extent) ? flatDoubts(extent, found) : sparseDoubts(extent, found),
  )
  const told = new Map(doubts.map((doubt) => [`${doubt.kind} ${doubt.recorded}`, doubt]))
  return [...told.values()]
}

/** Whether it cannot be what the descriptor means. */
export function isAnotherPart(doubts: readonly PartDoubt[] = []): boolean {
  return doubts.some(({ kind }) => kind !== 'header')
}

function flatDoubts(
  { type, sectors, offset = 0 }: VmdkExtent,
  { image, length }: FoundPart,
): readonly PartDoubt[] {
  const recorded = (offset + sectors) * SECTOR_SIZE
  const format = formatName(image.format)
  return [
    ...(length < recorded ? [{ kind: 'length', recorded, found: length } as const] : []),
    ...(format === 'raw' ? [] : [{ kind: 'header', recorded: type, found: format } as const]),
  ]
}

/** A descriptor by itself is no extent. Types that have no header that is known here are not judged. */
function sparseDoubts(
  { type, sectors }: VmdkExtent,
  { image: { format, extents, virtualSize } }: FoundPart,
): readonly PartDoubt[] {
  if (!SPARSE.has(type)) return []
  if (format !== 'vmdk') return [{ kind: 'type', recorded: type, found: formatName(format) }]
  if (extents !== undefined) return [{ kind: 'descriptor', recorded: type, found: 'vmdk' }]
  const recorded = sectors * SECTOR_SIZE
  if (virtualSize === undefined || virtualSize === recorded) return []
  return [{ kind: 'length', recorded, found: virtualSize }]
}

const SPARSE: ReadonlySet<string> = new Set(['SPARSE', 'VMFSSPARSE'])
