import type { FileSystemStat } from '../../files/tree.ts'
import type { FindingCode } from '../../findings/codes.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { FlavorFacts } from '../../nova/domain-metadata.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { DiskCell, InstanceRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'

/** What a disk's sizes are held against. */
export interface SpaceAround {
  /** Bytes that the host's file system holds in all; undefined where they are not known. */
  readonly room: number | undefined
  /** What the files lie on, which may be another machine's. */
  readonly fileSystem?: FileSystemStat | undefined
  /** Nova is told to allocate the whole disk at once. */
  readonly preallocates: boolean
}

/**
 * A stored image of which the guest sees more than the instances' file system holds in all: no disk
 * that is made from it may ever be filled there, and nor may its raw twin (CVE-2013-2096 and kin).
 */
export function imageSpaceFindings(
  { path, role, image, judged }: ScannedEntry,
  total: number | undefined,
): readonly Finding[] {
  const virtual = image?.virtualSize
  if (role !== 'glance-image' || virtual === undefined) return []
  if (total === undefined || total <= 0 || virtual <= total) return []
  // That it is huge for the little that it takes says as much.
  if (judged?.checks.some(({ code }) => code === 'virtual-size') === true) return []
  const evidence = { case: 'image', virtual, total }
  return [finding('disk-larger-than-file-system', { kind: 'image', path }, evidence)]
}

const MIB = 1024 ** 2
const GIB = 1024 ** 3
/** Bytes: small files take more than their length anyway. */
const WORTH_SAYING = MIB

/** What the sizes of a disk alone, and of what it lies on, show. */
export function pushSpace(
  found: Finding[],
  row: InstanceRow,
  disk: DiskCell,
  { room: total = 0, fileSystem, preallocates }: SpaceAround,
): void {
  const { virtual, length, allocated } = disk
  if (virtual === undefined) return
  if (total > 0 && virtual > total) {
    found.push(
      finding('disk-larger-than-file-system', diskSubject(row, disk.path), { virtual, total }),
    )
  }
  if (preallocates || length === undefined || !reachesBeyond(disk, length, fileSystem)) return
  found.push(finding('preallocated', diskSubject(row, disk.path), { allocated, length, virtual }))
}

/** A file there takes what it holds and some blocks for its extents, and no more. */
const EXACT: ReadonlySet<string> = new Set(['ext2', 'ext3', 'ext4'])
/** Bytes: what a block of a cluster's file system may take of a small file. */
const LARGE_BLOCK = 8 * MIB

/**
 * Whether blocks are reserved beyond the end of a file (`fallocate -n`). XFS does so by itself for a
 * file that grows, up to twice its last extent, and gives it back later: that is none.
 */
function reachesBeyond(
  { virtual = 0, allocated, allocatedFrom }: DiskCell,
  length: number,
  fileSystem: FileSystemStat | undefined,
): boolean {
  if (allocatedFrom !== undefined || allocated < WORTH_SAYING || allocated <= length) return false
  // Of the whole virtual size (preallocate_images = space).
  if (allocated >= virtual * 0.9 && allocated > 2 * length) return true
  if (EXACT.has(fileSystem?.type ?? '')) return allocated > length * 1.01 + WORTH_SAYING
  return allocated > 4 * length + LARGE_BLOCK
}

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
  const { rootGib = 0, ephemeralGib = 0, swapMib = 0 } = flavor
  switch (role) {
    case 'disk':
      return sizeOf(rootGib, GIB)
    case 'disk.local':
    case 'disk.eph':
      return sizeOf(ephemeralGib, GIB)
    case 'disk.swap':
      return sizeOf(swapMib, MIB)
    default:
      return undefined
  }
}

function sizeOf(count: number, unit: number): number | undefined {
  return count > 0 ? count * unit : undefined
}
