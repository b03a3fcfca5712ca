import { baseNameOf, isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { isLive } from '../../nova/names.ts'
import { mayTake } from '../../scan/allocated-from.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { MIB } from '../../values/sizes.ts'
import { DAY_MS } from '../../values/time.ts'
import type { SpaceForest } from '../accounting/forest/forest.ts'
import type { AnalysedUnit } from '../analysed-unit.ts'
import type { DomainNames } from '../hosts/domain-names.ts'
import type { InstanceRow } from '../rows/rows.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { diskSubject } from './disk-subject.ts'
import { hasGuestData } from './entry-findings.ts'
import { createNamedFiles, type NamedFiles } from './named-files.ts'

/** Bytes that a file takes of which nothing tells what it is: below this none fills a disk. */
const WORTH_SAYING = MIB

/** What tells whose a file in an instance's folder is. */
export interface UnnamedAround {
  /** What is known of the domains of a folder's node. */
  readonly namesAt: (folder: TreePath) => DomainNames
  readonly forest: SpaceForest
  /** Whether an image stands on a file, or has its data in it. */
  readonly isStoodOn: (path: TreePath) => boolean
  readonly nowMs: number
}

/**
 * Disks of a flavor or of an images_type from before, copies of disks, and large files that may be such, in the
 * folder of an instance none of whose descriptions names them. Nova removes them with the instance, and nothing before that does.
 */
export function unnamedDisks(
  units: readonly AnalysedUnit[],
  rows: readonly InstanceRow[],
  around: UnnamedAround,
): readonly Finding[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const namedBy = createNamedFiles()
  return units.flatMap((unit) => {
    const row = byId.get(unit.result.unit.path)
    const domain = row && knownDomain(unit, row, around)
    if (row === undefined || domain === undefined) return []
    return ofFolder(unit, row, domain, { ...around, namedBy })
  })
}

/** The domain of a folder of which all was read, as libvirt has it; a container has its disks elsewhere. */
function knownDomain(
  { result }: AnalysedUnit,
  row: InstanceRow,
  { namesAt }: UnnamedAround,
): DomainFacts | undefined {
  const { instance, path } = result.unit
  const isUnread = result.partial === true || result.textFaults !== undefined
  if (instance === undefined || !isLive(row) || row.orphan === true || isUnread) return undefined
  if (row.incomplete !== undefined) return undefined
  const domain = namesAt(row.id).find(instance)
  if (domain === undefined || isWithin(domain.path, path)) return undefined
  // What a disk of another kind is, as a pool's volume, no name tells.
  const isPlain = domain.disks.every(({ source }) => source.kind !== 'other')
  return domain.disks.length > 0 && isPlain ? domain : undefined
}

function ofFolder(
  { result, findings: { disks } }: AnalysedUnit,
  row: InstanceRow,
  domain: DomainFacts,
  { namesAt, forest, isStoodOn, nowMs, namedBy }: UnnamedAround & { readonly namedBy: NamedFiles },
): readonly Finding[] {
  const isOpen = row.findings.some(({ code }) => code === 'overlays-above')
  return result.entries.flatMap((entry) => {
    const isDisk = disks.roleOf(entry) !== undefined && hasGuestData(entry.role)
    const other = isOpen || isDisk ? undefined : otherKind(entry)
    const age = Math.floor(nowMs - entry.mtimeMs)
    // Until it is a day old a resize, a rescue or a migration may still write down what it made.
    if ((!isDisk && other === undefined) || disks.isLayer(entry) || age < DAY_MS) return []
    const { path, linkedAt = path, allocated } = entry
    if (namedBy(namesAt(row.id), domain).has(baseNameOf(linkedAt))) return []
    if (entry.fault !== undefined || isStoodOn(path) || isNeeded(entry, forest)) return []
    const kind = other === undefined ? {} : { case: other }
    const evidence = { ...kind, xml: domain.path, ...allocatedEvidence(allocated, [entry]), age }
    return [finding('leftover-disk', diskSubject(row, path), evidence)]
  })
}

/** What a file of no name that Nova gives is; a raw copy has no header that would tell. */
function otherKind(entry: ScannedEntry): 'copy' | 'file' | undefined {
  const { type, role, image } = entry
  if (role !== 'unknown') return undefined
  if (image !== undefined) return 'copy'
  return type === 'file' && mayTake(entry) >= WORTH_SAYING ? 'file' : undefined
}

/** A domain or what is elsewhere needs it, or has it by another name. */
function isNeeded({ path }: ScannedEntry, { nodes, nodeAt }: SpaceForest): boolean {
  const node = nodes[nodeAt(path) ?? -1]
  if (node === undefined) return false
  return node.above.length > 0 || node.paths.length > 1 || node.elsewhere
}
