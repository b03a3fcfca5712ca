import type { StoreApi } from 'zustand/vanilla'
import type { Mark, Marked, ViewActions, ViewState } from './view-state.ts'

type ViewStoreApi = StoreApi<ViewState>
type MarkActions = Pick<ViewActions, 'toggleMark' | 'addMarks' | 'setMarks' | 'clearMarks'>

/** Which rows are gathered, of all tables. */
export function markActions(
  set: ViewStoreApi['setState'],
  get: ViewStoreApi['getState'],
): MarkActions {
  return {
    toggleMark: (mark) => {
      const marked = new Map(get().marked)
      if (!marked.delete(mark.path)) marked.set(mark.path, mark)
      set({ marked })
    },
    addMarks: (marks) => set({ marked: withMarks(get().marked, marks) }),
    setMarks: (marks) => set({ marked: withMarks(new Map(), marks) }),
    clearMarks: () => {
      if (get().marked.size > 0) set({ marked: new Map() })
    },
  }
}

function withMarks(marked: Marked, marks: readonly Mark[]): Marked {
  return new Map([...marked, ...marks.map((mark) => [mark.path, mark] as const)])
}
