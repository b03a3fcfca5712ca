import { isWithin, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import type { OverlayIndex } from '../chain/overlays.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { allocatedOnce } from '../sizes/linked-once.ts'

/** Bytes that a file takes: below this none fills a disk. */
const WORTH_SAYING = 1024 ** 2

/**
 * Files among the instances, outside of their folders, that Nova did not make and no image stands on:
 * somebody put them there, and nothing of Nova will ever remove them.
 */
export function foreignFileFindings(
  results: readonly UnitResult[],
  instancesPath: TreePath | undefined,
  overlaysOn: OverlayIndex['on'],
): readonly Finding[] {
  const ofPlace = results.filter(({ unit }) => unit.kind === 'top' && unit.path === instancesPath)
  const files = ofPlace
    .flatMap(({ entries }) => entries)
    .filter((entry) => isForeign(entry) && overlaysOn(entry.path).length === 0)
  const ofSnapshots = results.flatMap(snapshotFindings)
  const [first] = files
  if (first === undefined || instancesPath === undefined) return ofSnapshots
  const largest = files.reduce((most, one) => (one.allocated > most.allocated ? one : most), first)
  const evidence = { count: files.length, ...takenBy(files), example: largest.path }
  const subject = { kind: 'folder', path: instancesPath } as const
  return [finding('foreign-files', subject, evidence), ...ofSnapshots]
}

/** What storage shows of its own snapshots, said once for each folder that it shows them in. */
function snapshotFindings({ entries }: UnitResult): readonly Finding[] {
  return [...bySnapshotFolder(entries)].map(([folder, files]) => {
    const evidence = { case: 'snapshots', count: files.length, ...takenBy(files), folder }
    return finding('foreign-files', { kind: 'folder', path: parentPath(folder) }, evidence)
  })
}

/** The files of snapshots by the folder of all snapshots; of a unit's entries a folder comes before what is in it. */
function bySnapshotFolder(
  entries: readonly ScannedEntry[],
): ReadonlyMap<TreePath, readonly ScannedEntry[]> {
  const found = new Map<TreePath, ScannedEntry[]>()
  let folder: TreePath | undefined
  for (const entry of entries) {
    if (entry.role !== 'storage-snapshot') continue
    if (folder === undefined || !isWithin(entry.path, folder)) folder = entry.path
    if (entry.type !== 'directory') addTo(found, folder, entry)
  }
  return found
}

function takenBy(files: readonly ScannedEntry[]) {
  return allocatedEvidence(allocatedOnce(files), files)
}

function isForeign({ type, role, allocated }: ScannedEntry): boolean {
  return type === 'file' && role === 'unknown' && allocated >= WORTH_SAYING
}
