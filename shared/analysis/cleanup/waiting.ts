import type { NodeView } from '../model.ts'
import { sum } from '../sizes/sum.ts'
import { isStaying, type LeftOut, leftOutOf } from './left-out.ts'

/** What may be cleaned up, if not now. */
export interface Waiting {
  readonly count: number
  /** Bytes, as far as they are known; undefined where those of none are. */
  readonly bytes: number | undefined
  readonly isAtLeast: boolean
}

const known = new WeakMap<NodeView, Waiting>()

/** Of a plan without steps: what it leaves out and may have later, told by the view alone. */
export function waitingOf(view: NodeView): Waiting {
  const before = known.get(view)
  if (before !== undefined) return before
  const waiting = sumOfWaiting(leftOutOf(view, []))
  known.set(view, waiting)
  return waiting
}

/** Of what a plan leaves out, all that may be cleaned up later, and what it takes. */
export function sumOfWaiting(leftOut: readonly LeftOut[]): Waiting {
  const found = leftOut.filter((one) => !isStaying(one))
  const sizes = found.flatMap(({ allocated }) => allocated ?? [])
  const isAtLeast = sizes.length < found.length || found.some((one) => one.isAtLeast)
  const bytes = sizes.length === 0 ? undefined : sum(sizes)
  return { count: found.length, bytes, isAtLeast }
}
