import type { RequestAnswer, RequestArguments, RequestValue } from '../../shared/ipc/channels.ts'
import type { Failure } from '../../shared/ipc/contract.ts'
import { MAX_PLAN_ROWS } from '../../shared/ipc/plan.ts'
import type { Api } from '../api.ts'

type Channel = 'plan:rows' | 'plan:left-out'
type Row<C extends Channel> = RequestValue<C>[number]

/** A list of a scan's plan, of which the rows that are `known` need not be asked for. */
interface PlanList<C extends Channel> {
  readonly channel: C
  readonly scanId: string
  readonly count: number
  readonly known: readonly Row<C>[]
}

interface ListReader<C extends Channel> {
  /** Whether anybody still wants it. */
  readonly isCurrent: () => boolean
  readonly show: (rows: readonly Row<C>[]) => void
  readonly fail: (failure: Failure) => void
}

/** Asks for the rest of a list, piece by piece: the first is shown at once, and then all. */
export async function readPlanList<C extends Channel>(
  api: Pick<Api, 'request'>,
  { channel, scanId, count, known }: PlanList<C>,
  { isCurrent, show, fail }: ListReader<C>,
): Promise<void> {
  const rows = [...known]
  while (rows.length < count && isCurrent()) {
    const isFirst = rows.length === 0
    const answer: RequestAnswer<Channel> = await api.request(
      channel,
      ...([scanId, rows.length, MAX_PLAN_ROWS] as RequestArguments<C>),
    )
    if (!isCurrent()) return
    if (!answer.ok) return fail(answer.failure)
    if (answer.value.length === 0) return
    rows.push(...(answer.value as readonly Row<C>[]))
    // Each time everything is put in its place anew.
    if (isFirst || rows.length >= count) show([...rows])
  }
}
