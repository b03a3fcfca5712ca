import { useEffect } from 'react'
import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { useScan } from '../../../stores/context.tsx'
import { keptBy } from '../kept-by.ts'
import {
  type NotWholeWord,
  useChainWord,
  useNotWholeWord,
  useProblemTitle,
} from '../problems/useProblemTitle.ts'
import {
  type ChainWord,
  createRowFilter,
  instanceText,
  type ProblemTitle,
  type RowFilter,
} from '../tables/filter.ts'
import { useHostOf } from '../tables/useHostOf.ts'

/** Rows of one slice: about half a millisecond. */
const SLICE = 200

// A table that comes up again finds the texts of its rows made.
const filtersOf = keptBy((title: ProblemTitle) =>
  keptBy((hostOf: HostOf) =>
    keptBy((word: ChainWord) =>
      keptBy((notWhole: NotWholeWord) =>
        createRowFilter(instanceText(title, hostOf, word, notWhole)),
      ),
    ),
  ),
)

/** The filter of the instances, with the texts of ten thousand made before the first letter comes. */
export function useInstanceFilter(rows: readonly InstanceRow[]): RowFilter<InstanceRow> {
  const filter = filtersOf(useProblemTitle())(useHostOf())(useChainWord())(useNotWholeWord())
  // The last rows of a scan have their problems: texts of those before would be made for nothing.
  const isFinished = useScan(({ view }) => view !== undefined)
  useEffect(
    () => (isFinished ? whileIdle(rows, filter.prepare) : undefined),
    [isFinished, rows, filter],
  )
  return filter
}

/** Does `act` with slices of `rows` when the page has nothing else to do. Gives what ends that. */
function whileIdle<R>(rows: readonly R[], act: (rows: readonly R[]) => void): () => void {
  // Only browsers know when they are idle.
  if (typeof requestIdleCallback === 'undefined') return () => {}
  let request = 0
  const from = (start: number) => {
    if (start >= rows.length) return
    request = requestIdleCallback(() => {
      act(rows.slice(start, start + SLICE))
      from(start + SLICE)
    })
  }
  from(0)
  return () => cancelIdleCallback(request)
}
