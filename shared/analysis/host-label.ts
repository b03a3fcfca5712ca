import type { TreePath } from '../files/tree.ts'
import { nodeNumbers } from './innermost.ts'
import type { NodeView } from './model.ts'

/** What tells a host from the others that were opened with it. */
export interface HostLabel {
  /** Its name, or the absolute path that was opened of it. */
  readonly whole: string
  /** Of a path as many of its last names as no other host's label ends with. */
  readonly short: string
}

/** Gives what tells the host of a path from the others; undefined where one alone was opened. */
export type HostOf = (path: TreePath) => HostLabel | undefined

export function hostLabels(view: Pick<NodeView, 'nodes'>): HostOf {
  const numberOf = nodeNumbers(view)
  const labels = shortened(view.nodes?.map(({ label }) => label) ?? [])
  return (path) => labels[numberOf(path) ?? -1]
}

function shortened(labels: readonly string[]): readonly HostLabel[] {
  const counts = new Map<string, number>()
  for (const ending of labels.flatMap(endingsOf)) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  return labels.map((whole) => ({
    whole,
    short: endingsOf(whole).find((ending) => counts.get(ending) === 1) ?? whole,
  }))
}

/** Of a path its last name, its last two, and so on to the whole; a host's name is one. */
function endingsOf(label: string): readonly string[] {
  if (!label.startsWith('/')) return [label]
  const names = label.split('/').filter(Boolean)
  return [...names.map((_name, at) => names.slice(names.length - 1 - at).join('/')), label]
}
