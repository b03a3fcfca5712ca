import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Failure, Result } from '../../shared/ipc/contract.ts'
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

/**
 * What is asked of one image. Where another answer came while one was waited for, nobody knows which of the two
 * is newer: both crossed.
 */
const newTurn = () => ({ waiting: 0, answers: 0, isCrossed: false })

const good = (report: ImageReport | undefined) => ({ report, failure: undefined, loading: false })

/** What is left where an answer is a failure. */
type Lost = (failure: Failure) => Partial<InspectorState>

export type InspectorStore = ReturnType<typeof createInspectorStore>

/** The detail pane and the inspector page have one each. */
export function createInspectorStore(api: Pick<Api, 'request'>) {
  return createStore<InspectorState>((set, get) => {
    let turn = newTurn()
    /** Takes what comes of a request, and reads anew once all have come where their answers crossed. */
    const take = async (request: Promise<Result<ImageReport | undefined>>, lost: Lost) => {
      const own = turn
      const before = own.answers
      own.waiting += 1
      const answer = await request
      own.waiting -= 1
      const { target } = get()
      if (own !== turn || target === undefined) return
      // Nothing comes of a choice that was not made.
      if (!answer.ok || answer.value !== undefined) {
        own.answers += 1
        own.isCrossed ||= own.answers > before + 1
        if (!own.isCrossed) set(answer.ok ? good(answer.value) : lost(answer.failure))
      }
      if (!own.isCrossed || own.waiting > 0) return
      own.isCrossed = false
      await get().actions.inspect(target)
    }
    /** The same chain with another choice for one of its names; as it was where that cannot be read. */
    const choose = async (channel: 'image:locate' | 'image:forget', name: string) => {
      const { target } = get()
      if (target === undefined) return
      const answer = api.request(channel, target.placeId, target.path, name)
      await take(answer, (failure) => ({ failure, loading: false }))
    }
    return {
      ...initialInspector(),
      actions: {
        inspect: async (asked) => {
          const before = get().target
          const isSame = before?.placeId === asked.placeId && before.path === asked.path
          const target = isSame ? before : asked
          if (!isSame) turn = newTurn()
          set({ ...(!isSame && initialInspector()), target, loading: true })
          const answer = api.request('image:inspect', target.placeId, target.path)
          await take(answer, (failure) => ({ report: undefined, failure, loading: false }))
        },
        locate: (name) => choose('image:locate', name),
        forget: (name) => choose('image:forget', name),
        look: async (asked) => {
          const { target, report, loading } = get()
          if (target === undefined || report === undefined || loading) return undefined
          const own = turn
          const answer = await api.request('image:inspect', target.placeId, target.path)
          // What came in between, by a choice of the user, is newer.
          if (own !== turn || get().report !== report) return undefined
          if (!answer.ok) {
            set({ failure: answer.failure })
            return undefined
          }
          own.answers += 1
          const change = changeOf(report, answer.value)
          set({ failure: undefined })
          if (change === 'same' && !asked) return change
          const isInPart = change === 'written' && !asked
          // What was left as before is read now, too: to that it is not the same.
          const isLate = change === 'same' && get().reread?.isInPart === true
          const told = { change: isLate ? 'written' : change, isInPart, atMs: Date.now() } as const
          set({ report: answer.value, reread: told })
          return change
        },
        clear: () => {
          turn = newTurn()
          set(initialInspector())
        },
      },
    }
  })
}

export const selectInspectorActions = (state: InspectorState) => state.actions
