import { isWithin, joinPaths } from '../files/paths.ts'
import type { FileSystemStat, TreePath } from '../files/tree.ts'
import { order } from '../values/order.ts'
import { targetOf } from './join-links.ts'
import type { Alias, Layout, OpenedPart } from './layout.ts'
import type { ScanPlan } from './plan-model.ts'

/** An opened path with its plan, in the joined tree. */
export interface PlannedPart {
  readonly plan: ScanPlan
  readonly part: OpenedPart
  readonly covered: readonly TreePath[]
  readonly tops: readonly TreePath[]
}

/** The instances_path of a part, as another part has it. */
interface SharedPlace extends Alias {
  readonly layout: Partial<Layout>
  readonly fileSystem: FileSystemStat | undefined
}

/**
 * Hosts that have one shared folder as their instances_path: it is scanned once, as that of the first by
 * its path, in whatever order they were opened, and what lies in it is known by the names of all.
 */
export function onSharedPlaces<Part extends PlannedPart>(
  rootPath: string,
  all: readonly Part[],
): { readonly parts: readonly Part[]; readonly aliases: readonly Alias[] } {
  const owners = all.filter(({ part }) => part.layout.instancesPath !== undefined)
  const aliases: Alias[] = []
  const parts = all.map((one) => {
    const place = sharedPlace(rootPath, one, owners)
    if (place === undefined) return one
    aliases.push({ at: place.at, to: place.to })
    return movedTo(one, place)
  })
  return { parts, aliases }
}

function sharedPlace(
  rootPath: string,
  one: PlannedPart,
  owners: readonly PlannedPart[],
): SharedPlace | undefined {
  const { instancesPath, instancesKey } = one.part.layout
  if (instancesPath === undefined) return linkedPlace(rootPath, one, owners)
  const mounted = one.part.layout.emptyInstances && mountedPlace(rootPath, instancesPath, owners)
  if (mounted) return mounted
  const same = owners.filter(({ part }) => part.layout.instancesKey === instancesKey)
  const first = instancesKey === undefined ? undefined : firstByPath(same)
  const to = first?.part.layout.instancesPath
  if (first === undefined || to === undefined || to === instancesPath) return undefined
  return { at: instancesPath, to, layout: {}, fileSystem: first.plan.fileSystem }
}

/** A symlink at a host's instances_path that leads to one which was opened beside it. */
function linkedPlace(
  rootPath: string,
  { plan, part }: PlannedPart,
  owners: readonly PlannedPart[],
): SharedPlace | undefined {
  if (part.kind !== 'node') return undefined
  for (const link of plan.links ?? []) {
    const target = targetOf(rootPath, link)
    const linked = owners.find(({ part: other }) => other.layout.instancesPath === target)
    if (linked === undefined || target === undefined) continue
    const to = sharedPlace(rootPath, linked, owners)?.to ?? target
    const own = part.path === '' ? `/${link.path}` : link.path.slice(part.path.length)
    const recordedInstancesPath = part.layout.nova?.instancesPath ?? own
    return {
      at: link.path,
      to,
      layout: { recordedInstancesPath },
      fileSystem: linked.plan.fileSystem,
    }
  }
  return undefined
}

/** What a host has mounted on an empty folder, where one instances_path alone was opened by itself. */
function mountedPlace(
  rootPath: string,
  at: TreePath,
  owners: readonly PlannedPart[],
): SharedPlace | undefined {
  const [alone, ...others] = owners.filter(({ part }) => part.kind === 'instances')
  const own = alone?.part.layout.instancesPath
  if (alone === undefined || own === undefined || others.length > 0) return undefined
  const to = sharedPlace(rootPath, alone, owners)?.to ?? own
  return { at, to, layout: { mountPoint: at }, fileSystem: alone.plan.fileSystem }
}

function firstByPath(all: readonly PlannedPart[]): PlannedPart | undefined {
  return all.toSorted((a, b) => order(placeOf(a), placeOf(b)))[0]
}

function placeOf({ part }: PlannedPart): TreePath {
  return part.layout.instancesPath ?? ''
}

/** The part without what is scanned elsewhere. */
function movedTo<Part extends PlannedPart>(one: Part, place: SharedPlace): Part {
  const isElsewhere = (path: TreePath): boolean => isWithin(path, place.at)
  const { plan, part, covered, tops } = one
  const { fileSystem: _, ...rest } = plan
  return {
    ...one,
    plan: {
      ...rest,
      ...(place.fileSystem !== undefined && { fileSystem: place.fileSystem }),
      layout: movedLayout(plan.layout, place),
      units: plan.units.filter(({ path }) => !isElsewhere(path)),
      links: (plan.links ?? []).filter(({ path }) => !isElsewhere(path)),
      result: {
        ...plan.result,
        entries: plan.result.entries.filter(({ path }) => !isElsewhere(path)),
      },
    },
    part: { ...part, layout: movedLayout(part.layout, place) },
    covered: covered.filter((path) => !isElsewhere(path)),
    tops: tops.filter((path) => !isElsewhere(path)),
  }
}

function movedLayout(layout: Layout, { at, to, layout: more }: SharedPlace): Layout {
  const { basePath } = layout
  const isMoved = basePath !== undefined && isWithin(basePath, at)
  return {
    ...layout,
    ...more,
    instancesPath: to,
    ...(isMoved && { basePath: joinPaths(to, basePath.slice(at.length + 1)) }),
  }
}
