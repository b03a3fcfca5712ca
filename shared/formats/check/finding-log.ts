import type { CheckFinding, FindingKind } from './types.ts'

/** Findings of one kind that are kept one by one; the rest is counted. */
const KEPT = 1000

type Details = Omit<CheckFinding, 'kind' | 'times'>

/** Collects findings in bounded memory: a hostile image has millions of them. */
export class FindingLog {
  readonly #kept: Readonly<Record<FindingKind, CheckFinding[]>> = {
    corruption: [],
    error: [],
    leak: [],
    note: [],
  }
  readonly #counts: Record<FindingKind, number> = { corruption: 0, error: 0, leak: 0, note: 0 }

  get findings(): readonly CheckFinding[] {
    const { corruption, error, leak, note } = this.#kept
    return [...corruption, ...error, ...leak, ...note]
  }

  count(kind: FindingKind): number {
    return this.#counts[kind]
  }

  /** `make` is called only for a finding that is kept. */
  add(kind: FindingKind, times: number, make: () => Details): void {
    if (times === 0) return
    this.#counts[kind] += times
    const kept = this.#kept[kind]
    if (kept.length < KEPT) kept.push({ kind, times, ...make() })
  }
}
