import type { FileSystemStat, TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { isOfNova } from '../../nova/is-of-nova.ts'
import type { Layout, OpenedPart } from '../../scan/layout.ts'
import type { DomainsDoubt } from '../accounting/domains/domains-doubt.ts'
import type { Growth } from '../accounting/nova/growth.ts'
import type { NovaNumbers } from '../accounting/nova/nova-numbers.ts'
import { instanceName } from '../disks/instance-name.ts'
import { isUnread, mayBeCopies, type SpaceOfHost } from '../hosts/space-of-host.ts'
import { emptyPlaces, missingPlace, takenPlaces } from '../opened/empty-places.ts'
import { missingStoreFindings } from '../opened/missing-stores.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { missingCache } from './missing-cache.ts'
import type { Readers } from './readers.ts'
import { roomFindings } from './room-findings.ts'

/** What only the whole of a node shows. */
export interface WholeNode {
  readonly layout: Layout
  readonly parts: readonly OpenedPart[]
  /** What its instances lie on, else what is its own. */
  readonly fileSystem?: FileSystemStat | undefined
  readonly space: SpaceOfHost
  /** What its disks may still grow by. */
  readonly growth: Growth | undefined
  /** Of one host; of several on one instances_path there is no one number. */
  readonly nova: NovaNumbers | undefined
  readonly rows: readonly InstanceRow[]
  /** Names of symlinks among the instances, and of folders that went away during the scan. */
  readonly elsewhere: ReadonlySet<string>
  /** Of libvirt's own folders, not of the instances'. */
  readonly domains: readonly DomainFacts[]
  readonly readers: Readers
  /** Everything was looked at. */
  readonly complete: boolean
  /** Why the domains may not be all. */
  readonly doubt: DomainsDoubt | undefined
  readonly nowMs: number
}

export function nodeFindings(node: WholeNode): readonly Finding[] {
  return [
    ...fileSystemFindings(node),
    ...growthFindings(node),
    ...roomFindings(node.nova, node.layout.instancesPath),
    ...(node.complete ? folderFindings(node) : []),
    ...doubtFindings(node),
    ...homeFindings(node.layout),
    ...missingStoreFindings(node.parts),
    ...(node.complete ? missingCache(node) : []),
    ...node.readers.findings(),
  ]
}

const NEARLY_FULL = 0.1
const FULL = 0.05

function fileSystemFindings({ layout, fileSystem, space }: WholeNode): readonly Finding[] {
  const known = (layout.fileSystems ?? []).flatMap(({ path, fileSystem: stat }) =>
    stat === undefined ? [] : [{ path, stat }],
  )
  const all =
    known.length > 0 || fileSystem === undefined ? known : [{ path: '', stat: fileSystem }]
  // That the disk beside a copy is nearly full is nothing of the host.
  const isOther = space.kind === 'unknown' && mayBeCopies(space.why)
  const own = isOther ? all.filter(({ stat }) => !isSame(stat, fileSystem)) : all
  return own.flatMap(({ path, stat }) => fullFinding(path, stat))
}

function isSame({ mountPoint, total }: FileSystemStat, other: FileSystemStat | undefined): boolean {
  return other !== undefined && mountPoint === other.mountPoint && total === other.total
}

function fullFinding(path: TreePath, stat: FileSystemStat): readonly Finding[] {
  const { total, available, mountPoint } = stat
  if (total <= 0 || stat.readOnly === true || available >= NEARLY_FULL * total) return []
  const severity = available < FULL * total ? 'high' : 'warning'
  const evidence = { available, total, ...(mountPoint !== undefined && { mountPoint }) }
  return [finding('file-system-nearly-full', { kind: 'file-system', path }, evidence, severity)]
}

/** What would happen if every guest wrote to the whole of its disks. */
function growthFindings({ layout, space, growth }: WholeNode): readonly Finding[] {
  const path = layout.instancesPath
  if (path === undefined || space.kind === 'unknown' || growth === undefined) return []
  const { need, unknownDisks, incompleteInstances } = growth
  const { available, total } = space.fileSystem
  if (total <= 0 || need <= available) return []
  const least = unknownDisks + incompleteInstances > 0 ? { case: 'at-least' } : {}
  const evidence = { ...least, growth: need, available }
  return [finding('growth-exceeds-free', { kind: 'file-system', path }, evidence)]
}

/** Of all homes once: most hosts have them. */
function homeFindings({ shutHomes = [] }: Layout): readonly Finding[] {
  const [path] = shutHomes
  if (path === undefined) return []
  return [finding('unseen-sessions', { kind: 'folder', path }, { count: shutHomes.length })]
}

function doubtFindings({ layout, doubt, nowMs }: WholeNode): readonly Finding[] {
  const path = layout.instancesPath
  if (path === undefined || doubt === undefined) return []
  const { case: why, without, known, newestMs } = doubt
  const age = Math.max(0, Math.floor(nowMs - newestMs))
  const evidence = { case: why, count: without, known, age }
  return [finding('domains-incomplete', { kind: 'folder', path }, evidence)]
}

function folderFindings(node: WholeNode): readonly Finding[] {
  // What nobody could look into is not known to lack anything.
  if (isUnread(node.space)) return []
  if (node.layout.instancesPath === undefined) return missingPlace(node, node.domains)
  const gone = missingFolders(node)
  const { found, tells } = emptyPlaces(node.parts, node.domains, gone)
  const others = gone.filter((domain) => !tells(domain))
  return [
    ...found,
    ...takenPlaces(node),
    ...others.map(({ uuid, path, displayName, libvirtName }) => {
      const name = displayName ?? libvirtName ?? uuid
      return finding('missing-folder', { kind: 'text', path }, { uuid, name })
    }),
  ]
}

/** Domains of Nova's that have no folder. */
function missingFolders({ rows, elsewhere, domains }: WholeNode): readonly DomainFacts[] {
  const inPlace = rows.filter(({ kind }) => kind !== 'aside')
  const there = new Set([...elsewhere, ...inPlace.map(({ uuid }) => uuid)])
  for (const row of inPlace) there.add(instanceName(row))
  const gone = domains.filter(
    (domain) =>
      !there.has(domain.uuid) &&
      !(domain.libvirtName !== undefined && there.has(domain.libvirtName)) &&
      isOfNova(domain),
  )
  return unique(gone)
}

/** A running domain has two XML. */
function unique(domains: readonly DomainFacts[]): readonly DomainFacts[] {
  return [...new Map(domains.map((domain) => [domain.uuid, domain])).values()]
}
