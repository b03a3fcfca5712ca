import type { FollowUp, FollowUpSum } from '../analysis/cleanup/follow-ups.ts'
import type { CleanupStep, Earlier } from '../analysis/cleanup/step.ts'
import type { CleanupTotal } from '../analysis/cleanup/total.ts'
import type { Waiting } from '../analysis/cleanup/waiting.ts'
import type { LevelSum } from '../analysis/cleanup/whole-plan.ts'
import type { TreePath } from '../files/tree.ts'

/** Steps of a plan by their `at`, or all of them. */
export type PlanSteps = readonly number[] | 'all'

/** Rows that are asked for at once: so many the page unpacks in a few milliseconds. */
export const MAX_PLAN_ROWS = 500

export const PLAN_FORMATS = ['plan-markdown', 'plan-script'] as const
export type PlanFormat = (typeof PLAN_FORMATS)[number]

/** Bases of a plan that need nobody. */
export interface ByNovaSum {
  readonly steps: number
  /** Bytes that they free, as far as they are known. */
  readonly bytes: number
}

/** The clean-up plan of a finished scan, without its steps. */
export interface PlanSummary {
  readonly steps: number
  readonly levels: readonly LevelSum[]
  readonly total: CleanupTotal
  /** What of it nova-compute removes by itself, where it does; left out where it is nothing. */
  readonly byNova?: ByNovaSum
  /** What comes when they were taken. */
  readonly afterwards: FollowUpSum
  /** How much is left out of it. */
  readonly leftOut: number
  /** Of that what may be cleaned up later. */
  readonly waiting: Waiting
  /** What the commands of the steps need, to be run first; empty where there are none. */
  readonly preparation: readonly string[]
}

/**
 * Why a step has no command yet, or none at all: something that stays stands on it; only what earlier steps
 * remove does; another host may need it or have it open; what a partial scan has not looked at may, or what
 * could not be read or understood; its name cannot be written in a shell; hosts are to be looked on first.
 */
export type PlanGate =
  | 'users'
  | 'after'
  | 'hosts'
  | 'unseen'
  | 'unread'
  | 'wanted'
  | 'name'
  | 'look'

/** A step as its row shows it: what it is about is with the view's finding at `at`. */
export interface PlanRow extends Pick<CleanupStep, 'at' | 'stage' | 'frees'> {
  readonly isAtLeast?: true
  /** Bytes of bases that only what the step removes stands on. */
  readonly afterwards?: number
  readonly gate?: PlanGate
}

/** At most so many paths of a list are sent; the rest is counted. */
export interface SomePaths {
  readonly paths: readonly TreePath[]
  readonly count: number
}

/** What of a step is sent as the plan has it. */
export type PlannedFacts = Pick<
  CleanupStep,
  | 'at'
  | 'stage'
  | 'frees'
  | 'isAtLeast'
  | 'isDerived'
  | 'isLinked'
  | 'aside'
  | 'hosts'
  | 'unlisted'
  | 'sharing'
  | 'lookOn'
  | 'unseen'
  | 'unread'
  | 'wanted'
>

/** A step in full. */
export interface PlanStep extends PlannedFacts {
  readonly targets: SomePaths
  /** Symlinks that go along. */
  readonly names: SomePaths
  readonly users: SomePaths
  /** The first of them. */
  readonly after: readonly Pick<Earlier, 'at' | 'path' | 'targets'>[]
  readonly afterCount: number
  /** The first bases that only what it removes stands on, or other steps too. */
  readonly followUps: readonly FollowUp[]
  /** What to run first. */
  readonly verify: readonly string[]
  /** What to run on each host that shares the storage before that. */
  readonly look: readonly string[]
  /** What removes it or moves it aside; undefined where its name cannot be written in a shell. */
  readonly remove: readonly string[] | undefined
  /** What removes, some days later, what was moved aside. */
  readonly later: readonly string[]
}

/** What chosen steps come to. */
export interface PlanChoice {
  readonly steps: number
  readonly total: CleanupTotal
  /** What comes when they were taken. */
  readonly afterwards: FollowUpSum
  /** Steps that were not chosen, and have to be taken before some that were. */
  readonly lacking: readonly number[]
}
