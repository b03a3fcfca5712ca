import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { Api } from '../api.ts'
import { changeOf, type ImageChange } from './image-change.ts'

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
  /** What was found when the same image was last read again; absent where that changed nothing. */
  readonly reread: Reread | undefined
  readonly actions: InspectorActions
}

export interface Reread {
  readonly change: ImageChange
  /** Its check and its map are still those of before. */
  readonly isInPart: boolean
  readonly atMs: number
}

export interface InspectorActions {
  readonly inspect: (target: ImageTarget) => Promise<void>
  /** Asks for the missing member `name` of the chain and reads again with it. */
  readonly locate: (name: string) => Promise<void>
  /** Takes back the file that was located for `name` and reads again without it. */
  readonly forget: (name: string) => Promise<void>
  /**
   * Reads the image again and takes what is other; `asked` for by the user, that it is the same is told
   * too. Undefined where there is nothing to compare.
   */
  readonly look: (asked: boolean) => Promise<ImageChange | undefined>
  readonly clear: () => void
}

const initialInspector = () => ({
  target: undefined as ImageTarget | undefined,
  loading: false,
  report: undefined as ImageReport | undefined,
  failure: undefined as Failure | undefined,
  reread: undefined as Reread | undefined,
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
        look: async (asked) => {
          const { target, report, loading } = get()
          if (target === undefined || report === undefined || loading) return undefined
          const answer = await api.request('image:inspect', target.placeId, target.path)
          // What came in between, by a choice of the user, is newer.
          if (!isCurrent(target) || get().report !== report) return undefined
          if (!answer.ok) {
            set({ failure: answer.failure })
            return undefined
          }
          const change = changeOf(report, answer.value)
          set({ failure: undefined })
          if (change === 'same' && !asked) return change
          const isInPart = change === 'written' && !asked
          set({ report: answer.value, reread: { change, isInPart, atMs: Date.now() } })
          return change
        },
        clear: () => set(initialInspector()),
      },
    }
  })
}

export const selectInspectorActions = (state: InspectorState) => state.actions
