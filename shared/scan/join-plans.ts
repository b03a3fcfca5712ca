import { pathAndAbove } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { addTo } from '../values/grouped.ts'
import { namedCaches } from './join-caches.ts'
import { answeredLinks, linkedInParts, openedCaches } from './join-links.ts'
import { joinNodes, joinOfAll, type PartOfNode } from './join-nodes.ts'
import { joinUnits } from './join-units.ts'
import type { OpenedPart } from './layout.ts'
import { liftPlan } from './lift-plan.ts'
import type { ScannedEntry, UnitResult } from './model.ts'
import type { ScanPlan } from './plan-model.ts'
import type { ScanUnit } from './scan-unit.ts'
import { coveredPaths, topmost } from './separate.ts'
import { onSharedPlaces } from './shared-places.ts'

/** The plan of one of several opened paths. */
export interface OpenedPlan {
  /** Its tree's root in the joined tree. */
  readonly above: TreePath
  readonly plan: ScanPlan
}

/** A plan in the joined tree. */
interface Lifted {
  readonly above: TreePath
  /** As it was made, in its own tree. */
  readonly own: ScanPlan
  readonly plan: ScanPlan
  readonly part: OpenedPart
  readonly covered: readonly TreePath[]
  /** Topmost folders of its units. */
  readonly tops: readonly TreePath[]
}

/**
 * One plan for several opened paths, none of them twice. What lies in two of them is in one unit: what
 * a path is inside of has it already, unless that is a plain folder and the path is something that
 * Nova or Glance made.
 */
export function joinPlans(rootPath: string, opened: readonly OpenedPlan[]): ScanPlan {
  const [alone] = opened
  if (opened.length === 1 && alone?.above === '') return alone.plan
  const lifted = opened.map((one) => liftedPlan(rootPath, one))
  const covering = byCovered(lifted)
  const { parts: kept, aliases } = onSharedPlaces(
    rootPath,
    lifted.filter((one) => !isHeld(one, covering)),
  )
  const [only] = kept
  if (kept.length === 1 && only?.above === '') return only.own
  const nodes = joinNodes(kept.map(partOfNode))
  const [first] = nodes
  const linked = linkedInParts(
    rootPath,
    kept.map(({ plan }) => plan),
    kept.map(({ part }) => part),
  )
  const caches = namedCaches(
    nodes,
    kept.flatMap(({ plan }) => plan.units),
  )
  return {
    rootPath,
    ...(nodes.length === 1 && first !== undefined ? placesOf(first) : joinOfAll(nodes)),
    units: joinUnits([
      ...kept.map(({ plan, tops }) => ({ units: plan.units, tops })),
      ...[...linked, ...caches].map((unit) => ({ units: [unit], tops: [unit.path] })),
    ]),
    covered: coveredBy([...kept.flatMap(({ covered }) => covered), ...linked.map(pathOf)]),
    result: { unit: { kind: 'top', path: '' }, entries: [] },
    others: joinResults(rootPath, kept),
    nodes,
    ...(aliases.length > 0 && { aliases }),
  }
}

const pathOf = ({ path }: ScanUnit): TreePath => path

function coveredBy(paths: readonly TreePath[]): readonly TreePath[] {
  return [...topmost(paths)].sort()
}

function placesOf({ layout, fileSystem }: ReturnType<typeof joinNodes>[number]) {
  return { layout, ...(fileSystem !== undefined && { fileSystem }) }
}

function liftedPlan(rootPath: string, { above, plan }: OpenedPlan): Lifted {
  const joined = liftPlan(plan, rootPath, above)
  const { covered = [] } = joined
  const part = joined.nodes?.[0]?.parts[0] ?? { path: above, kind: 'folder', layout: plan.layout }
  const isNode = joined.layout.kind === 'node'
  const tops = isNode ? coveredPaths(joined.units) : [part.path]
  return { above, own: plan, plan: joined, part, covered, tops }
}

function partOfNode({ plan: { fileSystem }, part }: Lifted): PartOfNode {
  return { part, ...(fileSystem !== undefined && { fileSystem }) }
}

/** Which plans cover a path; thousands of images may be opened at once, and each is looked up. */
function byCovered(lifted: readonly Lifted[]): ReadonlyMap<TreePath, readonly Lifted[]> {
  const found = new Map<TreePath, Lifted[]>()
  for (const one of lifted) for (const path of one.covered) addTo(found, path, one)
  return found
}

/** Whether `one` need not be scanned because another has all of it. */
function isHeld(one: Lifted, covering: ReadonlyMap<TreePath, readonly Lifted[]>): boolean {
  const holds = (other: Lifted) => other !== one && !(isRecognised(one) && isPlain(other))
  return pathAndAbove(one.part.path).some((path) => covering.get(path)?.some(holds) === true)
}

function isPlain({ plan }: Lifted): boolean {
  return plan.units.every(({ kind }) => kind === 'folder')
}

function isRecognised({ plan, part }: Lifted): boolean {
  return part.kind === 'node' || plan.units.some(({ kind }) => kind !== 'folder')
}

/** What planning saw, without what a walk of another part comes by. */
function joinResults(rootPath: string, kept: readonly Lifted[]): readonly UnitResult[] {
  const seen = new Set<TreePath>()
  const walked = new Map(kept.filter(isWalked).map((one) => [one.part.path, one]))
  const caches = openedCaches(kept.map(({ part }) => part))
  return kept.flatMap((one) => {
    const answered = answeredLinks(rootPath, one.plan, caches)
    const isElsewhere = (path: TreePath): boolean => (walked.get(path) ?? one) !== one
    const isNew = ({ path }: ScannedEntry): boolean => {
      if (seen.has(path) || answered.has(path) || pathAndAbove(path).some(isElsewhere)) return false
      return seen.add(path) !== undefined
    }
    const { result, others = [] } = one.plan
    const unit: ScanUnit = { ...result.unit, path: one.part.path }
    const own = { ...result, unit, entries: result.entries.filter(isNew) }
    return [own, ...others.map((more) => ({ ...more, entries: more.entries.filter(isNew) }))]
  })
}

/** Of a node only the known places are walked, of an image nothing. */
function isWalked({ part: { kind } }: Lifted): boolean {
  return kind !== 'node' && kind !== 'image'
}
