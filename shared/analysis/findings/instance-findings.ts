import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Evidence, Finding } from '../../findings/types.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { driverFormat } from '../../nova/domain-disks.ts'
import { isLive } from '../../nova/names.ts'
import type { UnitResult } from '../../scan/model.ts'
import { untouchedFor } from '../accounting/known-instances.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { asideFinding } from './aside-finding.ts'
import { bootFindings } from './boot-findings.ts'
import { diskSubject } from './disk-subject.ts'
import { pushFlavor } from './flavor-findings.ts'
import { pushFormat } from './format-findings.ts'
import { movedDisks } from './moved-disks.ts'
import { notNovasDisks } from './not-novas-disk.ts'
import { type AboveAround, overlaysAbove } from './overlays-above.ts'
import { hasFolderAt, lacks, ownName } from './own-files.ts'
import { pushSpace, type SpaceAround } from './space-findings.ts'

/** What is known of a node when all of it was seen. */
export interface InstanceSurroundings extends SpaceAround, AboveAround {
  /** Of an image's id; thousands of instances are made from one image. */
  readonly sha1Of: (imageId: string) => string | undefined
  /** What the cache is called, in which Nova keeps what disks stand on. */
  readonly cacheNames: ReadonlySet<string>
  /** The row of an instance's folder. */
  readonly rowAt: (path: TreePath) => InstanceRow | undefined
}

/** What is wrong with an instance that its folder alone does not show. */
export function instanceFindings(
  row: InstanceRow,
  result: UnitResult | undefined,
  domain: DomainFacts | undefined,
  around: InstanceSurroundings,
): readonly Finding[] {
  const found: Finding[] = []
  for (const disk of row.disks) {
    pushSpace(found, row, disk, around)
    pushFormat(found, row, disk, domain, () => imageAt(result, disk))
  }
  found.push(...overlaysAbove({ row, result, domain }, around))
  found.push(...asideFinding(row, result, around.nowMs))
  if (!isLive(row)) return found
  if (row.linkedAt !== undefined) found.push(linkedFinding(row, row.linkedAt, result))
  if (row.orphan === true) {
    const subject = { kind: 'instance', path: row.id, instance: row.id } as const
    const age = untouchedFor(row, around.nowMs)
    const evidence = { ...allocatedEvidence(row.allocated, result?.entries ?? []), age }
    found.push(finding('orphan-folder', subject, evidence))
  } else if (domain !== undefined) {
    pushDomain(found, { row, result, domain }, around)
  }
  return found
}

/** What the header says, also of a disk that is read as it stands. */
function imageAt(result: UnitResult | undefined, { path }: DiskCell): ImageSummary | undefined {
  return result?.entries.find((entry) => entry.path === path)?.image
}

/** `delete_instance_files` removes a folder by shutil.rmtree, which refuses a symlink. */
function linkedFinding(row: InstanceRow, name: TreePath, result?: UnitResult): Finding {
  const subject = { kind: 'instance', path: row.id, instance: row.id } as const
  const taken = allocatedEvidence(row.allocated, result?.entries ?? [])
  return finding('linked-folder', subject, { name, ...taken })
}

export interface DomainPlace {
  readonly row: InstanceRow
  readonly result: UnitResult | undefined
  readonly domain: DomainFacts
}

/** Domain XML against what is in the folder. */
function pushDomain(
  found: Finding[],
  { row, result, domain }: DomainPlace,
  around: InstanceSurroundings,
): void {
  for (const disk of domain.disks) {
    const name = disk.source.kind === 'file' ? ownName(row, disk.source.path) : undefined
    if (name === undefined) continue
    if (row.disks.some((candidate) => candidate.name === name)) continue
    const isFolder = hasFolderAt(result, name) && driverFormat(disk) !== 'ploop'
    if ((isFolder || lacks(result, name)) && !isBeingResized(row, name, around)) {
      const subject = { kind: 'instance', path: row.id, instance: row.id } as const
      const instead = isFolder ? { case: 'folder' } : {}
      found.push(finding('missing-disk', subject, { ...instead, name, xml: domain.path }))
    }
  }
  if (!goesOn(row, around)) found.push(...bootFindings({ row, result, domain }))
  found.push(...movedDisks(row, domain), ...notNovasDisks(row, domain))
  // A resize enlarges the disks before it writes down the flavor.
  if (!goesOn(row, around)) pushFlavor(found, row, domain)
  const base = baseFinding(row, domain, around)
  if (base !== undefined) found.push(base)
}

/**
 * A resize renames the folder, copies its disks into a new one and makes the swap disk again at the
 * end. Once the copy it came from is called forgotten, what is still lacking is lost.
 */
function isBeingResized(row: InstanceRow, name: string, around: InstanceSurroundings): boolean {
  const from = around.rowAt(`${row.id}_resize`)
  return goesOn(row, around) && from?.disks.some((disk) => disk.name === name) === true
}

function goesOn({ id }: InstanceRow, around: InstanceSurroundings): boolean {
  const from = around.rowAt(`${id}_resize`)
  return (
    from?.findings.some(
      ({ code, severity }) => code === 'leftover-resize' && severity === 'info',
    ) === true
  )
}

/** The root disk stands on the base of the image that the instance was made from (bug 1732428). */
function baseFinding(
  row: InstanceRow,
  { imageId, path }: DomainFacts,
  { sha1Of, cacheNames }: InstanceSurroundings,
): Finding | undefined {
  const root = [...row.disks, ...(row.layers ?? [])].find(({ name }) => name === 'disk')
  const recorded = root?.backing?.name
  if (root === undefined || recorded === undefined || imageId === undefined) return undefined
  const name = baseNameOf(recorded)
  const expected = sha1Of(imageId)
  if (expected === undefined || name.startsWith(expected)) return undefined
  // What else Nova keeps in its cache is of no image: a blank disk, or what it has no name for.
  const isOfCache = cacheNames.has(baseNameOf(parentPath(recorded)))
  if (!/^[0-9a-f]{40}/.test(name) && !isOfCache) return undefined
  const evidence: Evidence = { name: recorded, image: imageId, expected, xml: path }
  return finding('base-not-of-image', diskSubject(row, root.path), evidence)
}
