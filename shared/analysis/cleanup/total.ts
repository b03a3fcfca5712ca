import { isWithin } from '../../files/paths.ts'
import { createForest } from '../accounting/create-forest.ts'
import type { SpaceInput } from '../accounting/forest.ts'
import { freedBytes } from '../accounting/freed.ts'
import { sum } from '../sum.ts'
import { type CleanupStep, isRemovable } from './plan.ts'

export interface CleanupTotal {
  /** Steps that may be taken: the others are not counted. */
  readonly given: number
  /** Bytes, as far as they are known. */
  readonly bytes: number
  /** Steps of which they are not. */
  readonly unknown: number
}

/**
 * What the steps free that may be taken, all of them together: a file with two names goes with the
 * second, and what lies in a folder that goes is counted with that.
 */
export function cleanupTotal(space: SpaceInput, steps: readonly CleanupStep[]): CleanupTotal {
  const offered = steps.filter(isRemovable)
  const known = offered.filter(({ frees }) => frees !== undefined)
  const counted = known.filter(({ isCounted }) => isCounted)
  const forest = createForest({ ...space, certain: false })
  const folders = targetsOf(counted.filter(({ isFolder }) => isFolder))
  const goes = (path: string) => folders.some((folder) => isWithin(path, folder))
  const files = targetsOf(counted.filter(({ isFolder }) => !isFolder))
  const names = counted.flatMap((step) => step.names.map(({ allocated }) => allocated))
  const bytes = freedBytes(forest, { instances: folders, files: files.filter((one) => !goes(one)) })
  const others = known.filter(({ isCounted, path }) => !isCounted && !goes(path))
  return {
    given: offered.length,
    bytes: bytes + sum([...names, ...others.map(({ frees = 0 }) => frees)]),
    unknown: offered.length - known.length,
  }
}

function targetsOf(steps: readonly CleanupStep[]): readonly string[] {
  return steps.flatMap(({ targets }) => targets)
}
