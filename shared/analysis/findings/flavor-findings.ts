import type { FindingCode } from '../../findings/codes.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { FlavorFacts } from '../../nova/domain-metadata.ts'
import { GIB, MIB } from '../../values/sizes.ts'
import { domainDisk } from '../chain/domain-format.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'

/**
 * Disks of another size than the flavor which the domain XML gives the instance. What a root disk lacks,
 * a resize did not give it, or an older copy is in its place; smaller than the flavor Nova makes none.
 */
export function pushFlavor(found: Finding[], row: InstanceRow, domain: DomainFacts): void {
  const { flavor, path: xml } = domain
  if (flavor === undefined) return
  for (const disk of row.disks) {
    const limit = limitOf(disk, flavor)
    const { virtual } = disk
    if (limit === undefined || virtual === undefined || virtual === limit) continue
    if (virtual < limit && !isWholeRoot(row, disk)) continue
    const code = virtual > limit ? 'disk-larger-than-flavor' : 'disk-smaller-than-flavor'
    const evidence = { virtual, limit, flavor: flavor.name, xml }
    found.push(finding(code, diskSubject(row, disk.path), evidence))
  }
  pushTogether(found, row, domain, flavor)
}

/**
 * Ephemeral disks that each fit into what the flavor gives them together, and all of them do not: Nova
 * refuses such sizes (nova/compute/api.py, `_validate_bdm`). Of swap it allows one disk.
 */
function pushTogether(
  found: Finding[],
  row: InstanceRow,
  domain: DomainFacts,
  flavor: FlavorFacts,
): void {
  const { linkedAt: folder = row.id } = row
  const limit = sizeOf(flavor.ephemeralGib, GIB)
  const disks = row.disks.filter(
    ({ role, name }) => isEphemeral(role) && domainDisk(domain, folder, name) !== undefined,
  )
  const sizes = disks.map(({ virtual = 0 }) => virtual)
  const virtual = sizes.reduce((sum, size) => sum + size, 0)
  const [last] = disks.slice(-1)
  if (limit === undefined || last === undefined || virtual <= limit) return
  if (sizes.some((size) => size > limit)) return
  const evidence = { case: 'together', count: disks.length, virtual, limit }
  found.push(
    finding('disk-larger-than-flavor', diskSubject(row, last.path), {
      ...evidence,
      flavor: flavor.name,
      xml: domain.path,
    }),
  )
}

function isEphemeral(role: DiskCell['role']): boolean {
  return role === 'disk.local' || role === 'disk.eph'
}

/** That its end, or its header, is gone is told by itself. */
const CUT: ReadonlySet<FindingCode> = new Set(['truncated', 'forged-header', 'format-mismatch'])

/** Of ephemeral disks there may be several, which share what the flavor gives. */
function isWholeRoot({ findings }: InstanceRow, { role, path }: DiskCell): boolean {
  const isCut = findings.some(({ code, subject }) => subject.path === path && CUT.has(code))
  return role === 'disk' && !isCut
}

/** Bytes that the flavor gives a disk. A flavor without a size leaves it to the image. */
function limitOf({ role }: DiskCell, flavor: FlavorFacts): number | undefined {
  if (isEphemeral(role)) return sizeOf(flavor.ephemeralGib, GIB)
  if (role === 'disk') return sizeOf(flavor.rootGib, GIB)
  return role === 'disk.swap' ? sizeOf(flavor.swapMib, MIB) : undefined
}

function sizeOf(count: number | undefined, unit: number): number | undefined {
  return count !== undefined && count > 0 ? count * unit : undefined
}
