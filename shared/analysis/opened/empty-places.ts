import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { isOfNova } from '../../nova/is-of-nova.ts'
import { DEFAULT_INSTANCES_PATH } from '../../scan/known-instances.ts'
import type { Layout, OpenedPart, PlannedNode } from '../../scan/layout.ts'

/** What is said of the empty folders at which hosts have their instances. */
export interface EmptyPlaces {
  readonly found: readonly Finding[]
  /** Whether that is why a domain has no folder. */
  readonly tells: (domain: DomainFacts) => boolean
}

/**
 * A host whose instances_path is there and empty, although its libvirt has instances: what is mounted on
 * it is not in what was opened, or was opened by itself. `gone` are those of its domains without a folder.
 */
export function emptyPlaces(
  parts: readonly OpenedPart[],
  domains: readonly DomainFacts[],
  gone: readonly DomainFacts[],
): EmptyPlaces {
  const empty = parts.filter(({ layout }) => layout.emptyInstances)
  const isOf = ({ path }: DomainFacts, part: OpenedPart) => isWithin(path, part.path)
  const found = empty.flatMap((part): readonly Finding[] => {
    const { mountPoint, instancesPath } = part.layout
    if (instancesPath === undefined) return []
    const of = (all: readonly DomainFacts[]) =>
      new Set(all.filter((one) => isOf(one, part)).map(({ uuid }) => uuid)).size
    if (mountPoint === undefined) {
      const instances = of(gone)
      if (part.layout.missingInstances !== undefined) return missing(part.layout, instances)
      const subject = { kind: 'folder', path: instancesPath } as const
      return instances === 0 ? [] : [finding('empty-instances-path', subject, { count: instances })]
    }
    // It is told of what nova.conf names.
    if (part.layout.missingInstances !== undefined) return []
    const subject = { kind: 'folder', path: mountPoint } as const
    const evidence = { case: 'opened-beside', count: of(domains), folder: instancesPath }
    return [finding('empty-instances-path', subject, evidence, 'info')]
  })
  const alone = empty.filter(({ layout }) => layout.mountPoint === undefined)
  return { found, tells: (domain) => alone.some((part) => isOf(domain, part)) }
}

/**
 * A node whose instances_path is not there at all, although its libvirt has instances of Nova or nova.conf
 * names it. Of what is no node's root nobody can say that it should be there.
 */
export function missingPlace(
  { layout, parts }: Pick<PlannedNode, 'layout' | 'parts'>,
  domains: readonly DomainFacts[],
): readonly Finding[] {
  const own = layout.kind === 'node' ? domains.filter(isOfNova) : []
  const count = new Set(own.map(({ uuid }) => uuid)).size
  const named = parts.find((part) => part.layout.missingInstances !== undefined)
  if (named !== undefined) return missing(named.layout, count)
  const [first] = own
  if (first === undefined) return []
  const subject = { kind: 'text', path: layout.novaConf ?? first.path } as const
  const folder = layout.nova?.instancesPath ?? DEFAULT_INSTANCES_PATH
  return [finding('empty-instances-path', subject, { case: 'missing', count, folder })]
}

/**
 * A folder that is taken for an instances_path which nova.conf names and is not here: one that was opened
 * beside it, or, where its name cannot be made out, that of a usual place.
 */
export function takenPlaces({
  layout: { instancesPath },
  parts,
}: Pick<PlannedNode, 'layout' | 'parts'>): readonly Finding[] {
  if (instancesPath === undefined) return []
  return parts.flatMap((part) => {
    const { missingInstances, novaConf = '' } = part.layout
    if (missingInstances === undefined || isNothingTaken(part.layout)) return []
    const kind = missingInstances.folder === undefined ? 'untold-taken' : 'named-taken'
    const evidence = { case: kind, ...missingInstances, taken: instancesPath }
    const severity = isGuessed(part, instancesPath) ? 'warning' : 'info'
    const subject = { kind: 'text', path: novaConf } as const
    return [finding('empty-instances-path', subject, evidence, severity)]
  })
}

/**
 * Configurations that set an instances_path which cannot be made out, where that of a usual place is taken for
 * it: disks in the other one may stand on files of this one, which may be what it was before.
 */
export function guessingConfigs({
  layout: { instancesPath },
  parts,
}: Pick<PlannedNode, 'layout' | 'parts'>): readonly TreePath[] {
  if (instancesPath === undefined) return []
  const untold = parts.filter(({ layout: { missingInstances } }) => {
    return missingInstances !== undefined && missingInstances.folder === undefined
  })
  const guessing = untold.filter((part) => isGuessed(part, instancesPath))
  return guessing.flatMap(({ layout: { novaConf } }) => novaConf ?? [])
}

/** Nobody opened it as such: it is what lies at a usual place of the same host. */
function isGuessed({ path, layout }: OpenedPart, instancesPath: TreePath): boolean {
  return layout.instancesPath !== undefined && isWithin(instancesPath, path)
}

function isNothingTaken({
  emptyInstances,
  mountPoint,
}: Pick<Layout, 'emptyInstances' | 'mountPoint'>): boolean {
  return emptyInstances === true && mountPoint === undefined
}

/** What nova.conf names and is not here; `count`: instances that libvirt has. */
function missing({ novaConf = '', missingInstances }: Layout, count: number): readonly Finding[] {
  const { folder, tried } = missingInstances ?? {}
  const kind = folder === undefined ? 'untold' : count === 0 ? 'named' : 'missing'
  const evidence = {
    case: kind,
    count,
    ...(folder !== undefined && { folder }),
    ...(tried !== undefined && { tried }),
  }
  const severity = count === 0 ? 'warning' : 'high'
  return [finding('empty-instances-path', { kind: 'text', path: novaConf }, evidence, severity)]
}

/** Whether the instances that libvirt has, or the place that nova.conf names, are not mounted in what was opened of a node. */
export function isUnmounted(
  { layout: { kind, instancesPath }, parts }: Pick<PlannedNode, 'layout' | 'parts'>,
  domains: readonly DomainFacts[],
  hasInstances: boolean,
): boolean {
  if (hasInstances) return false
  const has = domains.some(isOfNova)
  const named = parts.filter(({ layout }) => has || layout.missingInstances !== undefined)
  if (instancesPath === undefined) return kind === 'node' && named.length > 0
  return named.some(({ layout }) => layout.emptyInstances && layout.mountPoint === undefined)
}
