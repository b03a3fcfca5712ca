import type { Finding, Severity } from '../../../../shared/findings/types.ts'

export const severityRank: Readonly<Record<Severity, number>> = { high: 3, warning: 2, info: 1 }

/** Sorts rows by their worst problem, then by how many; undefined for none. */
export function problemRank(problems: readonly Finding[]): number | undefined {
  if (problems.length === 0) return undefined
  const worst = problems.reduce((most, { severity }) => Math.max(most, severityRank[severity]), 0)
  return worst * 1_000_000 + problems.length
}
