import { addTo } from '../../../values/grouped.ts'
import type { SpaceFile, SpaceForest } from '../forest/forest.ts'

/** A disk of an instance that is no node of the forest. */
export interface Leaf {
  /** The index of the folder that it lies in. */
  readonly folder: number
  readonly file: SpaceFile
}

type LeavesOn = ReadonlyMap<number, readonly Leaf[]>

const leavesOf = new WeakMap<SpaceForest, LeavesOn>()

/** The leaves directly on each node, found once for a forest, of which every step of a plan asks. */
export function leavesOn(forest: SpaceForest): LeavesOn {
  const known = leavesOf.get(forest) ?? findLeaves(forest)
  leavesOf.set(forest, known)
  return known
}

function findLeaves(forest: SpaceForest): LeavesOn {
  const on = new Map<number, Leaf[]>()
  for (const [folder, { files }] of forest.input.folders.entries()) {
    for (const file of files) {
      if (forest.heldNode(file) !== undefined) continue
      const leaf = { folder, file }
      for (const at of forest.belowOf(file)) addTo(on, at, leaf)
    }
  }
  return on
}
