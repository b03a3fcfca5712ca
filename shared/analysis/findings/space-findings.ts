import type { FileSystemStat } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import { isLive } from '../../nova/names.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { MIB } from '../../values/sizes.ts'
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
  const virtual = image?.virtualSize ?? image?.uncountedSize
  if (role !== 'glance-image' || virtual === undefined) return []
  if (total === undefined || total <= 0 || virtual <= total) return []
  // That it is huge for the little that it takes says as much.
  if (judged?.checks.some(({ code }) => code === 'virtual-size') === true) return []
  const evidence = { case: 'image', virtual, total }
  return [finding('disk-larger-than-file-system', { kind: 'image', path }, evidence)]
}

/** Bytes: small files take more than their length anyway. */
const WORTH_SAYING = MIB

/** What the sizes of a disk alone, and of what it lies on, show. */
export function pushSpace(
  found: Finding[],
  row: InstanceRow,
  disk: DiskCell,
  { room: total = 0, fileSystem, preallocates }: SpaceAround,
): void {
  const { length, allocated } = disk
  const virtual = disk.virtual ?? disk.uncountedVirtual
  if (virtual === undefined) return
  // No guest goes on filling what a deletion or a resize left.
  if (total > 0 && virtual > total && isLive(row)) {
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
  { virtual, uncountedVirtual = 0, allocated, allocatedFrom }: DiskCell,
  length: number,
  fileSystem: FileSystemStat | undefined,
): boolean {
  if (allocatedFrom !== undefined || allocated < WORTH_SAYING || allocated <= length) return false
  // Of the whole virtual size (preallocate_images = space).
  if (allocated >= (virtual ?? uncountedVirtual) * 0.9 && allocated > 2 * length) return true
  if (EXACT.has(fileSystem?.type ?? '')) return allocated > length * 1.01 + WORTH_SAYING
  return allocated > 4 * length + LARGE_BLOCK
}
