import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { PlannedNode, SharingNode } from '../scan/layout.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import { nodesOf } from '../scan/planned-nodes.ts'
import type { ScanUnit } from '../scan/scan-unit.ts'
import { createCacheOwners } from './accounting/cache/cache-owners.ts'
import { createDomainsSeen, type DomainsSeen } from './accounting/domains/domains-seen.ts'
import { createWholeFindings, type WholeFindings } from './findings/whole-findings.ts'
import { createDomainNames, type DomainNames } from './hosts/domain-names.ts'
import { innermostOf } from './places/innermost.ts'
import { type AllocationTally, createAllocationTally } from './sizes/allocation.ts'

/** What the domain XML of one host tells while its units come in. */
export interface GatheredHost {
  readonly planned: SharingNode
  readonly names: DomainNames
  readonly domains: DomainsSeen
}

/** What is gathered of one node while its units come in. */
export interface GatheredNode {
  readonly planned: PlannedNode
  readonly names: DomainNames
  readonly domains: DomainsSeen
  /** Each by itself, where several share its instances_path; empty where it is one host's. */
  readonly hosts: readonly GatheredHost[]
  readonly whole: WholeFindings
  /** Without caches that no opened host keeps. */
  readonly tally: AllocationTally
}

/** The nodes of a scan: one, unless several with an instances_path each were opened. */
export interface Nodes {
  readonly all: readonly GatheredNode[]
  /** The one that a path belongs to. */
  at(path: TreePath): GatheredNode
  add(result: UnitResult): void
  count(unit: ScanUnit, entry: ScannedEntry): void
  /** What of some things in the tree belongs to it. */
  of<T>(node: GatheredNode, all: readonly T[], pathOf: (one: T) => TreePath): readonly T[]
}

/** `tally` counts the whole scan: of one node alone it is the node's own. */
export function createNodes(plan: ScanPlan, tally: AllocationTally): Nodes {
  const nodes = nodesOf(plan)
  const isOne = nodes.length === 1
  const foreign = foreignCaches(plan)
  const isWhole = isOne && foreign.length === 0
  const all = nodes.map((planned): GatheredNode => {
    return {
      planned,
      names: createDomainNames(),
      domains: createDomainsSeen(),
      hosts: (planned.hosts ?? []).map((host) => ({
        planned: host,
        names: createDomainNames(),
        domains: createDomainsSeen(),
      })),
      whole: createWholeFindings(planned),
      tally: isWhole ? tally : createAllocationTally(plan),
    }
  })
  const at = isOne ? () => firstOf(all) : nodeFinder(all)
  return {
    all,
    at,
    add(result) {
      const { whole, hosts, ...node } = at(result.unit.path)
      whole.add(result)
      const own = hosts.filter(({ planned }) => isIn(result.unit.path, planned))
      for (const { names, domains } of [node, ...own]) {
        names.add(result.domains ?? [], result.unit.kind)
        names.addPools(result.pools ?? [])
        if (result.rescued !== undefined) names.addRescued(result.rescued)
        domains.add(result)
      }
    },
    count(unit, entry) {
      tally.add(unit, entry)
      if (isWhole || foreign.some((cache) => isWithin(entry.path, cache))) return
      at(unit.path).tally.add(unit, entry)
    },
    of: (node, things, pathOf) => {
      return isOne ? things : things.filter((one) => at(pathOf(one)) === node)
    },
  }
}

function isIn(path: TreePath, { parts }: SharingNode): boolean {
  return parts.some((part) => isWithin(path, part.path))
}

/** Image caches that no opened host keeps, beside no instances_path: their bytes are no host's. */
function foreignCaches(plan: ScanPlan): readonly TreePath[] {
  const ownerOf = createCacheOwners(nodesOf(plan))
  const caches = plan.units.filter(({ kind }) => kind === 'base').map(({ path }) => path)
  const places = nodesOf(plan).flatMap(({ layout }) => layout.instancesPath ?? [])
  const isBeside = (path: TreePath) => places.some((place) => isWithin(path, place))
  return caches.filter((path) => ownerOf(path) === undefined && !isBeside(path))
}

/** What lies in no opened path is nobody's, and goes to the last node. */
function nodeFinder(all: readonly GatheredNode[]): (path: TreePath) => GatheredNode {
  const find = innermostOf(
    all.flatMap((node) => node.planned.parts.map(({ path }) => ({ path, node }))),
  )
  return (path) => find(path)?.node ?? firstOf(all.slice(-1))
}

function firstOf(all: readonly GatheredNode[]): GatheredNode {
  const [first] = all
  if (first === undefined) throw new Error('a plan has at least one node')
  return first
}
