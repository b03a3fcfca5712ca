/**
 * What the command line ends with. `failed`: wrong usage, or nothing of what was asked could be
 * read or written. `partial`: there is a result, and it lacks something.
 */
export const EXIT = { done: 0, failed: 1, partial: 2 } as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What came of one input. */
export type Outcome = 'done' | 'partial' | 'failed'

/** The code for several inputs, some of which gave no or no whole result. */
export function exitCodeOf(outcomes: readonly Outcome[]): ExitCode {
  if (outcomes.every((outcome) => outcome === 'done')) return EXIT.done
  return outcomes.every((outcome) => outcome === 'failed') ? EXIT.failed : EXIT.partial
}
