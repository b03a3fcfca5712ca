import { useEffect } from 'react'
import { useScan, useView } from '../../../stores/context.tsx'
import { isActive as selectIsActive } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Mark } from '../../../stores/view-state.ts'
import { instanceOf, type NodeIndex } from '../node-index.ts'
import { useNodeIndex } from '../useNodeIndex.ts'

/** Lets go of gathered rows that a scan, when it has ended, did not come to. */
export function useGoneMarks(): void {
  const isOver = useScan((state) => !selectIsActive(state) && state.status !== 'idle')
  const index = useNodeIndex()
  const marked = useView(({ marked }) => marked)
  const { toggleMark } = useView(selectViewActions)
  useEffect(() => {
    if (!isOver) return
    for (const mark of marked.values()) if (!isThere(mark, index)) toggleMark(mark)
  }, [isOver, index, marked, toggleMark])
}

function isThere({ path, kind, scope }: Mark, index: NodeIndex): boolean {
  if (kind === 'instance') return index.instances.has(path)
  if (scope === 'others') return index.others.has(path)
  return index.bases.has(path) || index.images.has(path) || instanceOf(path, index) !== undefined
}
