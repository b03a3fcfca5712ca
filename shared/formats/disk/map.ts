import type { DiskExtent } from './types.ts'

/** An entry of `qemu-img map --output=json`, in its keys and order (`compressed` since 8.2). */
export interface MapEntry {
  readonly start: number
  readonly length: number
  readonly depth: number
  readonly present: boolean
  readonly zero: boolean
  readonly data: boolean
  readonly compressed: boolean
  readonly offset?: number
  /** Where a member of the chain is not here, which qemu-img refuses to map. */
  readonly missing?: true
  /** Where a table's entry is damaged; reading it fails. */
  readonly invalid?: true
}

/** Data that are at no place of their file as the guest sees them: to qemu's map they are data without one. */
export function isEncrypted({ kind, offset }: Pick<DiskExtent, 'kind' | 'offset'>): boolean {
  return kind === 'data' && offset === undefined
}

export function mapEntry(extent: DiskExtent): MapEntry {
  const { start, length, depth, kind, offset } = extent
  const present = kind !== 'unallocated' && kind !== 'missing'
  const zero = kind === 'zero' || kind === 'unallocated'
  const data = kind === 'data' || kind === 'compressed'
  const compressed = kind === 'compressed'
  if (offset !== undefined) {
    return { start, length, depth, present, zero, data, compressed, offset }
  }
  // Fields by name, as everywhere on this path: a damaged table has a hundred thousand of these.
  if (kind === 'invalid') {
    return { start, length, depth, present, zero, data, compressed, invalid: true }
  }
  if (kind === 'missing') {
    return { start, length, depth, present, zero, data, compressed, missing: true }
  }
  return { start, length, depth, present, zero, data, compressed }
}
