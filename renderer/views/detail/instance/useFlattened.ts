import { useEffect, useRef, useState } from 'react'
import type { DiskCell } from '../../../../shared/analysis/rows/rows.ts'
import type { Fault } from '../../../../shared/bytes/errors.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { Failure } from '../../../../shared/ipc/contract.ts'
import type { Api } from '../../../api.ts'
import { useApi, useScan } from '../../../stores/context.tsx'
import { runTask } from '../../../stores/run-task.ts'

/** The flattened disks of an instance together. Bytes. */
export type Flattened =
  | { readonly kind: 'idle' | 'measuring' }
  | {
      readonly kind: 'done'
      readonly required: number
      readonly missing: number
      readonly exact: boolean
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** The tables of a disk do not allow it. */
  | { readonly kind: 'refused'; readonly fault: Fault }

/** Measures the disks one after the other, when it is asked to, until another instance is shown. */
export function useFlattened(id: TreePath, disks: readonly DiskCell[]) {
  const api = useApi()
  const placeId = useScan(({ place }) => place?.id)
  const [found, setFound] = useState<{ readonly id: TreePath; readonly state: Flattened }>()
  const running = useRef<AbortController>(undefined)
  /** What is measured already stays known. */
  const cancel = () => {
    running.current?.abort()
    setFound((now) => (now?.state.kind === 'measuring' ? undefined : now))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is left is the instance with this id
  useEffect(() => cancel, [id])
  const measure = async () => {
    if (placeId === undefined) return
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setFound({ id, state: { kind: 'measuring' } })
    const paths = disks.map(({ path }) => path)
    const state = await measureAll(api, placeId, paths, own.signal)
    // Given up meanwhile: what is shown by now is of another measurement.
    if (!own.signal.aborted) setFound({ id, state })
  }
  const state: Flattened = found?.id === id ? found.state : { kind: 'idle' }
  return { state, measure, cancel }
}

async function measureAll(
  api: Api,
  placeId: string,
  paths: readonly TreePath[],
  signal: AbortSignal,
): Promise<Flattened> {
  const sum = { required: 0, missing: 0, exact: true }
  for (const path of paths) {
    if (signal.aborted) break
    const end = await runTask(api, { placeId, path, work: 'measure' }, signal)
    if (!end.ok) return { kind: 'failed', failure: end.failure }
    if (end.value.kind === 'refused') return { kind: 'refused', fault: end.value.fault }
    if (end.value.kind !== 'measure') throw new Error(`measuring came to ${end.value.kind}`)
    const { required, missing, exact } = end.value.measure
    sum.required += required
    sum.missing += missing
    sum.exact &&= exact
  }
  return { kind: 'done', ...sum }
}
