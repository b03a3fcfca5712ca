import { createStore } from 'zustand/vanilla'
import type { TreePath } from '../../shared/files/tree.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Failure, Result } from '../../shared/ipc/contract.ts'
import type { Api } from '../api.ts'
import { CrossedAnswers } from './crossed-answers.ts'
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
   * too. `hasMore` where more than that was read of it before, and stays. Undefined where there is nothing
   * to compare.
   */
  readonly look: (asked: boolean, hasMore: boolean) => Promise<ImageChange | undefined>
  readonly clear: () => void
}

const initialInspector = () => ({
  target: undefined as ImageTarget | undefined,
  loading: false,
  report: undefined as ImageReport | undefined,
  failure: undefined as Failure | undefined,
  reread: undefined as Reread | undefined,
})

const good = (report: ImageReport | undefined) => ({ report, failure: undefined, loading: false })

/** What is left where an answer is a failure. */
type Lost = (failure: Failure) => Partial<InspectorState>

export type InspectorStore = ReturnType<typeof createInspectorStore>

/** The detail pane and the inspector page have one each. */
export function createInspectorStore(api: Pick<Api, 'request'>) {
  return createStore<InspectorState>((set, get) => {
    /** Of the target: answers that are still to come of another one are dropped. */
    let answers = new CrossedAnswers()
    /** Takes what comes of a request, and reads anew once all have come where their answers crossed. */
    const take = async (request: Promise<Result<ImageReport | undefined>>, lost: Lost) => {
      const own = answers
      const end = own.begin()
      const answer = await request
      const { target } = get()
      if (own !== answers || target === undefined) return
      // Nothing comes of a choice that was not made.
      const isAnswer = !answer.ok || answer.value !== undefined
      if (end(isAnswer)) set(answer.ok ? good(answer.value) : lost(answer.failure))
      if (own.isToRepeat()) await get().actions.inspect(target)
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
          if (!isSame) answers = new CrossedAnswers()
          set({ ...(!isSame && initialInspector()), target, loading: true })
          const answer = api.request('image:inspect', target.placeId, target.path)
          await take(answer, (failure) => ({ report: undefined, failure, loading: false }))
        },
        locate: (name) => choose('image:locate', name),
        forget: (name) => choose('image:forget', name),
        look: async (asked, hasMore) => {
          const { target, report, loading } = get()
          if (target === undefined || report === undefined || loading) return undefined
          const own = answers
          const answer = await api.request('image:inspect', target.placeId, target.path)
          // What came in between, by a choice of the user, is newer.
          if (own !== answers || get().report !== report) return undefined
          if (!answer.ok) {
            set({ failure: answer.failure })
            return undefined
          }
          own.came()
          const change = changeOf(report, answer.value)
          const reread = rereadOf(change, asked, hasMore, get().reread)
          set({ failure: undefined, ...(reread !== undefined && { report: answer.value, reread }) })
          return change
        },
        clear: () => {
          answers = new CrossedAnswers()
          set(initialInspector())
        },
      },
    }
  })
}

/** What is told of it; nothing where it is the same, unless the user asked. */
function rereadOf(
  change: ImageChange,
  asked: boolean,
  hasMore: boolean,
  before: Reread | undefined,
): Reread | undefined {
  if (change === 'same' && !asked) return undefined
  const isInPart = change === 'written' && !asked && hasMore
  // What was left as before is read now, too: to that it is not the same.
  const isLate = change === 'same' && before?.isInPart === true
  return { change: isLate ? 'written' : change, isInPart, atMs: Date.now() }
}

export const selectInspectorActions = (state: InspectorState) => state.actions
