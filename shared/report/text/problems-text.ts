import type { NodeView } from '../../analysis/model.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import { displayText, nameText } from '../../bytes/text.ts'
import type { Finding } from '../../findings/types.ts'
import { groupBy } from '../../values/grouped.ts'
import { formatCount } from '../count.ts'
import { findingText } from './finding-text.ts'

/** Those of one severity and code, of which the first are shown. */
interface Kind {
  readonly of: readonly Finding[]
  shown: number
}

/** What is said where nothing was found; nothing of what holds nothing that anything could be found in. */
export function noProblemLines(view: NodeView): readonly string[] {
  if (view.findings.length > 0 || isUnrecognised(view)) return []
  if (view.domainsAlone !== undefined) {
    return [
      'No problems found of domain XML by itself; those of disks are told where they are opened.',
    ]
  }
  if (view.nodesInside === undefined) return ['No problems found.']
  return ['No problems found of images by themselves; those of a node are told where it is opened.']
}

/**
 * What was found, the worst first, at most `top` of it: as many of each kind, so that a thousand of one do
 * not hide the others. How many more there are is told by their code.
 */
export function problemLines(found: readonly Finding[], top: number): readonly string[] {
  if (found.length === 0) return []
  const kinds = kindsOf(found)
  share(kinds, top)
  const shown = new Set(kinds.flatMap(({ of, shown }) => of.slice(0, shown)))
  const rows = found.filter((one) => shown.has(one)).map(problemLine)
  return [`Problems (${formatCount(found.length)})`, ...rows, ...kinds.flatMap(moreLine)]
}

function kindsOf(found: readonly Finding[]): readonly Kind[] {
  const kinds = groupBy(found, ({ severity, code }) => `${severity} ${code}`)
  return [...kinds.values()].map((of) => ({ of, shown: 0 }))
}

/** One of each kind in turn, the worst kinds first, until there are as many as are to be shown. */
function share(kinds: readonly Kind[], top: number): void {
  let left = top
  let open = kinds
  while (left > 0 && open.length > 0) {
    for (const kind of open.slice(0, left)) kind.shown += 1
    left -= Math.min(left, open.length)
    open = open.filter(({ of, shown }) => shown < of.length)
  }
}

function problemLine(one: Finding): string {
  const { path } = one.subject
  const place = path === '' ? '.' : nameText(path)
  return `${one.severity.padEnd(7)}  ${place}: ${displayText(findingText(one))}`
}

function moreLine({ of, shown }: Kind): readonly string[] {
  const [first] = of
  if (first === undefined || shown === of.length) return []
  return [
    `${first.severity.padEnd(7)}  ... and ${formatCount(of.length - shown)} more: ${first.code}`,
  ]
}
