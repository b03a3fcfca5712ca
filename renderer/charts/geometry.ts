/** Parts of a usage bar as percent of the common scale. */
export interface UsageBar {
  /** Width of the outline: virtual size. */
  readonly outline: number
  /** Width of the fill inside it. */
  readonly fill: number
  /** What is allocated beyond the virtual size: metadata of a full image. */
  readonly beyond: number
}

/**
 * Virtual and allocated bytes on a scale whose full width is `scale` bytes. Without a virtual size
 * nothing is drawn: nobody knows how much of it is allocated. Nothing goes beyond one that is
 * known in part (`isAtLeast`): it may be within the rest.
 */
export function usageBar(
  virtual: number | undefined,
  allocated: number,
  scale: number,
  isAtLeast = false,
): UsageBar {
  if (virtual === undefined || !(scale > 0)) return { outline: 0, fill: 0, beyond: 0 }
  return {
    outline: percent(virtual, scale),
    fill: percent(Math.min(allocated, virtual), scale),
    beyond: isAtLeast || isRounded(virtual, allocated) ? 0 : percent(allocated - virtual, scale),
  }
}

/** Bytes: of nearly every file system. */
const BLOCK = 4096

/** No more is allocated than whole blocks for all of the disk. */
function isRounded(virtual: number, allocated: number): boolean {
  return allocated <= Math.ceil(virtual / BLOCK) * BLOCK
}

function percent(part: number, whole: number): number {
  return Math.min(100, Math.max(0, (part / whole) * 100))
}

export interface Segment<K extends string> {
  readonly key: K
  readonly value: number
  /** Percent of the whole bar. */
  readonly start: number
  readonly width: number
}

/** Parts of a stacked bar side by side, those without bytes left out. `whole` defaults to their sum. */
export function stack<K extends string>(
  parts: readonly { readonly key: K; readonly value: number }[],
  whole = parts.reduce((sum, { value }) => sum + value, 0),
): readonly Segment<K>[] {
  const segments: Segment<K>[] = []
  let start = 0
  for (const { key, value } of parts) {
    if (value <= 0 || !(whole > 0)) continue
    const width = Math.min(100 - start, (value / whole) * 100)
    segments.push({ key, value, start, width })
    start += width
  }
  return segments
}

/** A part of a chain strip: a layer, or those between that are folded away. */
export type StripPart<L> =
  | { readonly kind: 'layer'; readonly index: number; readonly layer: L }
  | { readonly kind: 'collapsed'; readonly count: number }

/** Chains up to this long are shown whole. */
const longChain = 6

/** Active layer first; of a long chain the first three and the last two. */
export function stripParts<L>(layers: readonly L[], isOpen: boolean): readonly StripPart<L>[] {
  const all = layers.map((layer, index) => ({ kind: 'layer', index, layer }) as const)
  if (isOpen || layers.length <= longChain) return all
  const hidden = layers.length - 5
  return [...all.slice(0, 3), { kind: 'collapsed', count: hidden }, ...all.slice(-2)]
}
