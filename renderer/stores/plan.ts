import { createStore } from 'zustand/vanilla'
import type { LeftOut } from '../../shared/analysis/cleanup/left-out.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { PlanRow, PlanSummary } from '../../shared/ipc/plan.ts'
import type { Api } from '../api.ts'
import { readPlanList } from './plan-list.ts'

/** The clean-up plan of the scan that is shown. */
export interface PlanState {
  /** What it is of, and the language that its texts are in. */
  readonly of: PlanKey | undefined
  readonly summary: PlanSummary | undefined
  /** The first of its steps until all have come. */
  readonly rows: readonly PlanRow[]
  readonly leftOut: readonly LeftOut[]
  readonly failure: Failure | undefined
  readonly actions: PlanActions
}

export interface PlanKey {
  readonly scanId: string
  readonly language: string
}

export interface PlanActions {
  /** Asks for what it comes to, unless that is there. */
  readonly open: (key: PlanKey) => Promise<void>
  /** Asks for its steps too, and for what is left out of it. */
  readonly load: (key: PlanKey) => Promise<void>
}

const initialPlan = () => ({
  of: undefined as PlanKey | undefined,
  summary: undefined as PlanSummary | undefined,
  rows: [] as readonly PlanRow[],
  leftOut: [] as readonly LeftOut[],
  failure: undefined as Failure | undefined,
})

export type PlanStore = ReturnType<typeof createPlanStore>

export function createPlanStore(api: Pick<Api, 'request'>) {
  return createStore<PlanState>((set, get) => {
    /** What was asked for last, which two that ask together wait for both. */
    let opening: Promise<void> | undefined
    let listed: PlanKey | undefined
    const ask = async (key: PlanKey) => {
      const opened = await api.request('plan:open', key.scanId)
      if (!isSame(get().of, key)) return
      set(opened.ok ? { summary: opened.value } : { failure: opened.failure })
    }
    const open = (key: PlanKey): Promise<void> => {
      const { of, failure } = get()
      if (opening !== undefined && failure === undefined && isSame(of, key)) return opening
      // In another language its rows stay, but for what is said of them.
      set(
        of?.scanId === key.scanId ? { of: key, failure: undefined } : { ...initialPlan(), of: key },
      )
      opening = ask(key)
      return opening
    }
    const load = async (key: PlanKey) => {
      const { of, failure } = get()
      if (failure === undefined && isSame(of, key) && isSame(listed, key)) return
      listed = key
      await open(key)
      const { summary } = get()
      const isCurrent = () => isSame(get().of, key)
      if (!isCurrent() || summary === undefined || get().failure !== undefined) return
      const reader = { isCurrent, fail: (failure: Failure) => set({ failure }) }
      const { scanId } = key
      await readPlanList(
        api,
        { scanId, channel: 'plan:rows', count: summary.steps, known: get().rows },
        { ...reader, show: (rows) => set({ rows }) },
      )
      await readPlanList(
        api,
        { scanId, channel: 'plan:left-out', count: summary.leftOut, known: get().leftOut },
        { ...reader, show: (leftOut) => set({ leftOut }) },
      )
    }
    return { ...initialPlan(), actions: { open, load } }
  })
}

function isSame(a: PlanKey | undefined, b: PlanKey): boolean {
  return a?.scanId === b.scanId && a.language === b.language
}

export const selectPlanActions = (state: PlanState) => state.actions

/** Whether the first rows have come, where it has any: what it comes to is known before. */
export const selectIsListed = ({ summary, rows, leftOut }: PlanState): boolean =>
  summary !== undefined &&
  (rows.length + leftOut.length > 0 || summary.steps + summary.leftOut === 0)
