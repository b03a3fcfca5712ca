import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { Api } from '../api.ts'

export interface ImageTarget {
  readonly placeId: string
  readonly path: TreePath
}

export interface InspectorState {
  readonly target: ImageTarget | undefined
  readonly loading: boolean
  /** Of `target`; kept from before while the same target is read again. */
  readonly report: ImageReport | undefined
  readonly failure: Failure | undefined
  readonly actions: InspectorActions
}

export interface InspectorActions {
  readonly inspect: (target: ImageTarget) => Promise<void>
  /** Asks for the missing member `name` of the chain and reads again with it. */
  readonly locate: (name: string) => Promise<void>
  /** Takes back the file that was located for `name` and reads again without it. */
  readonly forget: (name: string) => Promise<void>
  readonly clear: () => void
}

const initialInspector = () => ({
  target: undefined as ImageTarget | undefined,
  loading: false,
  report: undefined as ImageReport | undefined,
  failure: undefined as Failure | undefined,
})

export type InspectorStore = ReturnType<typeof createInspectorStore>

/** The detail pane and the inspector page have one each. */
export function createInspectorStore(api: Pick<Api, 'request'>) {
  return createStore<InspectorState>((set, get) => {
    const isCurrent = (target: ImageTarget) => get().target === target
    return {
      ...initialInspector(),
      actions: {
        inspect: async (target) => {
          const before = get().target
          const isSame = before?.placeId === target.placeId && before.path === target.path
          set(isSame ? { target, loading: true } : { ...initialInspector(), target, loading: true })
          const answer = await api.request('image:inspect', target.placeId, target.path)
          if (!isCurrent(target)) return
          set(
            answer.ok
              ? { loading: false, report: answer.value, failure: undefined }
              : { loading: false, report: undefined, failure: answer.failure },
          )
        },
        locate: async (name) => {
          const { target } = get()
          if (target === undefined) return
          const answer = await api.request('image:locate', target.placeId, target.path, name)
          if (!isCurrent(target)) return
          if (!answer.ok) set({ failure: answer.failure })
          else if (answer.value !== undefined) set({ report: answer.value, failure: undefined })
        },
        forget: async (name) => {
          const { target } = get()
          if (target === undefined) return
          const answer = await api.request('image:forget', target.placeId, target.path, name)
          if (!isCurrent(target)) return
          set(
            answer.ok ? { report: answer.value, failure: undefined } : { failure: answer.failure },
          )
        },
        clear: () => set(initialInspector()),
      },
    }
  })
}

export const selectInspectorActions = (state: InspectorState) => state.actions
