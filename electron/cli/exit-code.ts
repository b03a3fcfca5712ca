/**
 * What the command line ends with. `partial`: there is a result, and it lacks something that could
 * not be read or is not mounted, or the user stopped the work: 1 like `failed`, so that 0 always means all of it.
 */
export const EXIT = { done: 0, failed: 1, partial: 1, usage: 2 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What `check` ends with: qemu-img's own codes. */
export const CHECK_EXIT = { clean: 0, failed: 1, corrupt: 2, leaks: 3, unsupported: 63 } as const

export type CheckExitCode = (typeof CHECK_EXIT)[keyof typeof CHECK_EXIT]

/** What came of one input. */
export type Outcome = 'done' | 'partial' | 'failed'

/** The code for several inputs, some of which gave no or no whole result. */
export function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  return outcomes.every((outcome) => outcome === 'done') ? EXIT.done : EXIT.failed
}
