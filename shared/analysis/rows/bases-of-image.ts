import { addTo } from '../../values/grouped.ts'
import type { NodeView } from '../model.ts'
import type { BaseRow, ImageRow } from './rows.ts'

/** Of an image in a store the base files that were made from it: one of each host and of each size. */
export type BasesOfImage = (image: ImageRow) => readonly BaseRow[]

export function createBasesOfImage({ bases }: Pick<NodeView, 'bases'>): BasesOfImage {
  const byImage = new Map<string, BaseRow[]>()
  for (const base of bases) {
    if (base.glanceId !== undefined) addTo(byImage, base.glanceId, base)
  }
  return ({ role, name }) => (role === 'glance-image' ? (byImage.get(name) ?? NONE) : NONE)
}

const NONE: readonly BaseRow[] = []

/** The stored image that a base was made from. */
export function imageOfBase(
  { glanceId }: BaseRow,
  { images }: Pick<NodeView, 'images'>,
): ImageRow | undefined {
  if (glanceId === undefined) return undefined
  return images.find(({ role, name }) => role === 'glance-image' && name === glanceId)
}
