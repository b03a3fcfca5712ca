import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { Chain } from '../chain/chain-model.ts'

/** What the images of a folder, or those of them that are asked for, stand on, where that is more than a base. */
export function belowOf(
  chains: ReadonlyMap<ScannedEntry, Chain>,
  isAsked: (entry: ScannedEntry) => boolean = () => true,
): ReadonlySet<TreePath> {
  let below: Set<TreePath> | undefined
  for (const [entry, { layers }] of chains) {
    if (layers.length <= 2 || !isAsked(entry)) continue
    below ??= new Set()
    for (const { path } of layers.slice(1)) below.add(path)
  }
  return below ?? NONE
}

const NONE: ReadonlySet<TreePath> = new Set()

/** Of one folder the names of whoever made its snapshots are one habit, and one problem. */
export function relativeNamesOnce(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings
  const relative = findings.filter(isRelative)
  const [first, ...others] = relative
  if (first === undefined || others.length === 0) return findings
  const names = relative.map(({ evidence }) => String(evidence['name']))
  const all: Finding = {
    ...first,
    also: others.map(({ subject }) => subject),
    evidence: { case: 'several', count: relative.length, names },
  }
  return findings.flatMap((one) => (one === first ? all : isRelative(one) ? [] : one))
}

function isRelative({ code, evidence }: Finding): boolean {
  return code === 'backing-name' && evidence['case'] === 'beside'
}
