import type { SpaceForest, SpaceNode } from './forest.ts'

/** Whether something stays: 0 no, 1 perhaps, 2 for certain. */
export type Stay = 0 | 1 | 2

/** Whether a file of the cache stays when its only user goes. */
export function stayOf(
  { input }: Pick<SpaceForest, 'input'>,
  { keepers, mayKeep, mayBeKept, foreign }: SpaceNode,
  user: number,
): Stay {
  const isOther = (keeper: number): boolean => keeper !== user
  if (keepers.some(isOther)) return 2
  return !input.certain || foreign || mayBeKept || mayKeep.some(isOther) ? 1 : 0
}
