import { useEffect } from 'react'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import { useInspector, useScan, useStores } from '../../../stores/context.tsx'
import { selectInspectorActions } from '../../../stores/inspector.ts'
import { diskAt } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'

const PAUSE_MS = 120

/** An image of the scanned node that is read for the detail pane. */
export interface Inspected {
  /** As qemu opens it: relative names count from the symlink. */
  readonly named: TreePath
  /** Undefined until it has been read. */
  readonly report: ImageReport | undefined
  /** Why what was asked for last could not be done; the report may be there from before. */
  readonly failure: Failure | undefined
  readonly retry: () => void
}

/** Reads an image as soon as it is shown. */
export function useInspected(path: TreePath): Inspected {
  const placeId = useScan(({ place }) => place?.id)
  const report = useInspector('detail', ({ report }) => report)
  const failure = useInspector('detail', ({ failure }) => failure)
  const target = useInspector('detail', ({ target }) => target)
  const { inspect } = useInspector('detail', selectInspectorActions)
  const { detail } = useStores()
  const named = diskAt(path, useNodeIndex())?.disk.linkedAt ?? path

  useEffect(() => {
    if (placeId === undefined) return
    const read = () => void inspect({ placeId, path: named })
    if (!detail.getState().loading) return read()
    // Storage that does not answer holds a thread for each image that is asked of it, and arrow keys go
    // through many rows that nobody means to look at.
    const timer = setTimeout(read, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [placeId, named, inspect, detail])

  const isCurrent = target?.path === named
  return {
    named,
    report: isCurrent ? report : undefined,
    failure: isCurrent ? failure : undefined,
    retry: () => placeId !== undefined && void inspect({ placeId, path: named }),
  }
}
