import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/ipc/contract.ts'
import { MAX_PLAN_ROWS, type PlanRow, type PlanSummary } from '../../shared/ipc/plan.ts'
import type { Api } from '../api.ts'

/** The clean-up plan of the scan that is shown. */
export interface PlanState {
  /** What it is of, and the language that its texts are in. */
  readonly of: PlanKey | undefined
  readonly summary: PlanSummary | undefined
  /** The first of its steps until all have come. */
  readonly rows: readonly PlanRow[]
  readonly failure: Failure | undefined
  readonly actions: PlanActions
}

export interface PlanKey {
  readonly scanId: string
  readonly language: string
}

export interface PlanActions {
  /** Asks for it, unless it is there. */
  readonly load: (key: PlanKey) => Promise<void>
  readonly forget: () => void
}

const initialPlan = () => ({
  of: undefined as PlanKey | undefined,
  summary: undefined as PlanSummary | undefined,
  rows: [] as readonly PlanRow[],
  failure: undefined as Failure | undefined,
})

export type PlanStore = ReturnType<typeof createPlanStore>

export function createPlanStore(api: Pick<Api, 'request'>) {
  return createStore<PlanState>((set, get) => {
    const load = async (key: PlanKey) => {
      const { of, failure } = get()
      if (failure === undefined && isSame(of, key)) return
      // In another language its rows stay, but for what is said of them.
      set(
        of?.scanId === key.scanId ? { of: key, failure: undefined } : { ...initialPlan(), of: key },
      )
      const isCurrent = () => isSame(get().of, key)
      const opened = await api.request('plan:open', key.scanId)
      if (!isCurrent()) return
      if (!opened.ok) {
        set({ failure: opened.failure })
        return
      }
      const { steps } = opened.value
      set({ summary: opened.value })
      let rows = get().rows
      while (rows.length < steps) {
        const answer = await api.request('plan:rows', key.scanId, rows.length, MAX_PLAN_ROWS)
        if (!isCurrent()) return
        if (!answer.ok) {
          set({ failure: answer.failure })
          return
        }
        if (answer.value.length === 0) break
        const isFirst = rows.length === 0
        rows = [...rows, ...answer.value]
        // Each time everything is put in its place anew.
        if (isFirst || rows.length >= steps) set({ rows })
      }
    }
    return { ...initialPlan(), actions: { load, forget: () => set(initialPlan()) } }
  })
}

function isSame(a: PlanKey | undefined, b: PlanKey): boolean {
  return a?.scanId === b.scanId && a.language === b.language
}

export const selectPlanActions = (state: PlanState) => state.actions
