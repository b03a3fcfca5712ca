import { pathAndAbove } from '../../files/paths.ts'
import { freedBytes } from '../accounting/deletion/freed.ts'
import { createForest } from '../accounting/forest/create-forest.ts'
import { removedByHand, type SpaceForest, type SpaceInput } from '../accounting/forest/forest.ts'
import { sum } from '../sizes/sum.ts'
import { type CleanupStep, isRemovable } from './step.ts'

export interface CleanupTotal {
  /** Steps that may be taken: the others are not counted. */
  readonly given: number
  /** Bytes, as far as they are known. */
  readonly bytes: number
  /** Steps of which they are not. */
  readonly unknown: number
  /** Steps that may free more than is known. */
  readonly atLeast: number
  /** Steps that move their folder aside first, and free nothing until it is removed there. */
  readonly aside: number
}

/** Whether more may be freed than the bytes. */
export function isMore({ unknown, atLeast }: CleanupTotal): boolean {
  return unknown > 0 || atLeast > 0
}

/** Bytes that are freed, or at least freed; undefined where nothing is known: at least nothing says nothing. */
export function knownOf({ bytes, unknown }: CleanupTotal): number | undefined {
  return bytes === 0 && unknown > 0 ? undefined : bytes
}

/** Answers what steps of one plan come to. */
export type TotalOf = (steps: readonly CleanupStep[]) => CleanupTotal

/**
 * What the steps free that may be taken, all of them together: a file with two names goes with the
 * second, and what lies in a folder that goes is counted with that.
 */
export function createTotals(space: SpaceInput): TotalOf {
  let forest: SpaceForest | undefined
  return (steps) => {
    forest ??= createForest({ ...removedByHand(space), certain: false })
    return totalIn(forest, takenOf(steps))
  }
}

/** Those that may be taken; one that comes after others, only together with all of them. */
function takenOf(steps: readonly CleanupStep[]): readonly CleanupStep[] {
  const taken = new Set<number>()
  // They stand behind those that they come after.
  return steps.filter((step) => {
    const isTaken = isRemovable(step) || step.after?.every(({ at }) => taken.has(at)) === true
    if (isTaken) taken.add(step.at)
    return isTaken
  })
}

function totalIn(forest: SpaceForest, offered: readonly CleanupStep[]): CleanupTotal {
  const known = offered.filter(({ frees }) => frees !== undefined)
  const counted = known.filter(({ isCounted }) => isCounted)
  const folders = targetsOf(counted.filter(({ isFolder }) => isFolder))
  const gone = new Set(folders)
  const goes = (path: string) => pathAndAbove(path).some((above) => gone.has(above))
  const files = targetsOf(counted.filter(({ isFolder }) => !isFolder))
  const names = counted.flatMap((step) => step.names.map(({ allocated }) => allocated))
  const { bytes } = freedBytes(forest, {
    instances: folders,
    files: files.filter((one) => !goes(one)),
  })
  const others = known.filter(({ isCounted, path }) => !isCounted && !goes(path))
  return {
    given: offered.length,
    bytes: bytes + sum([...names, ...others.map(({ frees = 0 }) => frees)]),
    unknown: offered.length - known.length,
    atLeast: known.filter(({ isAtLeast }) => isAtLeast).length,
    aside: offered.filter(({ aside }) => aside !== undefined).length,
  }
}

function targetsOf(steps: readonly CleanupStep[]): readonly string[] {
  return steps.flatMap(({ targets }) => targets)
}
