import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { addTo } from '../../values/grouped.ts'
import type { NodeView } from '../model.ts'
import { nodeNumbers } from '../places/innermost.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** What tells a host from the others that were opened with it. */
export interface HostLabel {
  /** Its name, or the absolute path that was opened of it. */
  readonly whole: string
  /** Of a path as many of its last names as no other host's label ends with; of a name the first ones. */
  readonly short: string
}

/** Gives what tells the host of a path from the others, of several as one text; undefined where one alone was opened. */
export type HostOf = (path: TreePath) => HostLabel | undefined

/** @param language sets names of several hosts apart */
export function hostLabels(view: Pick<NodeView, 'nodes'>, language: Language = 'en'): HostOf {
  const numberOf = nodeNumbers(view)
  const labels = shortened(view.nodes?.map(({ label }) => label) ?? [])
  const shared = sharedLabels(view.nodes ?? [], labels, language)
  return (path) => shared(path) ?? labels[numberOf(path) ?? -1]
}

/** Where what tells the host of an instance lies: on shared storage that is the XML of its domain. */
export function hostPathOf({
  id,
  identity,
}: {
  readonly id: TreePath
  readonly identity?: InstanceRow['identity'] | undefined
}): TreePath {
  return identity?.xml ?? id
}

interface LabelOfSharing extends HostLabel {
  readonly cache: TreePath | undefined
}

/** What lies in the instances_path of several hosts is of all of them, or of those whose cache it lies in. */
function sharedLabels(
  nodes: NonNullable<NodeView['nodes']>,
  labels: readonly HostLabel[],
  language: Language,
): (path: TreePath) => HostLabel | undefined {
  const byPlace = new Map<TreePath, LabelOfSharing[]>()
  for (const [at, { layout }] of nodes.entries()) {
    const [place, label] = [layout.instancesPath, labels[at]]
    if (place === undefined || label === undefined) continue
    addTo(byPlace, place, { ...label, cache: layout.basePath })
  }
  const shared = [...byPlace].filter(([, all]) => all.length > 1)
  return (path) => {
    const all = shared.find(([place]) => isWithin(path, place))?.[1]
    if (all === undefined) return undefined
    const keeping = all.filter(({ cache }) => cache !== undefined && isWithin(path, cache))
    const own = keeping.length > 0 ? keeping : all
    const joined = (key: keyof HostLabel) =>
      joinNames(
        own.map((label) => label[key]),
        language,
      )
    return { whole: joined('whole'), short: joined('short') }
  }
}

/** Of the labels of all hosts, in their order. */
export function shortened(labels: readonly string[]): readonly HostLabel[] {
  const counts = new Map<string, number>()
  for (const ending of labels.flatMap(endingsOf)) counts.set(ending, (counts.get(ending) ?? 0) + 1)
  return labels.map((whole) => ({
    whole,
    short:
      endingsOf(whole).find((ending) => counts.get(ending) === 1 && !saysNothing(ending)) ?? whole,
  }))
}

/** Names that each host has on the way to its instances, of which none looks like a host's. */
const OF_ANY_HOST: ReadonlySet<string> = new Set(['var', 'lib', 'nova', 'instances'])

function saysNothing(ending: string): boolean {
  return OF_ANY_HOST.has(ending.split('/')[0] ?? '')
}

/**
 * Of a path its last name, its last two, and so on to the whole; of a host's name what comes before its
 * domain, which mostly is one of all. An address has none.
 */
function endingsOf(label: string): readonly string[] {
  if (!label.startsWith('/')) return beginsOf(label)
  const names = label.split('/').filter(Boolean)
  return [...names.map((_name, at) => names.slice(names.length - 1 - at).join('/')), label]
}

function beginsOf(name: string): readonly string[] {
  const parts = name.split('.')
  if (!/[a-z]/i.test(parts[0] ?? '')) return [name]
  return parts.map((_part, at) => parts.slice(0, at + 1).join('.'))
}
