import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'

/** What an image is in a chain: by what it stands on, and what stands on it. */
export type ChainPart = 'base' | 'layer' | 'overlay' | 'alone'

/** Undefined where what stands on it may not have been seen, or what it stands on could not be read. */
export function chainPart(row: ImageRow): ChainPart | undefined {
  const { backing, overlays = [], chain, isUsersAtLeast } = row
  if (overlays.length > 0) return backing === undefined ? 'base' : 'layer'
  if (backing !== undefined) return 'overlay'
  return chain === 'standalone' && isUsersAtLeast !== true ? 'alone' : undefined
}
