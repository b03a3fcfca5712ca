import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
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
  const [first] = files
  if (first === undefined || instancesPath === undefined) return []
  const largest = files.reduce((most, one) => (one.allocated > most.allocated ? one : most), first)
  const taken = allocatedEvidence(allocatedOnce(files), files)
  const evidence = { count: files.length, ...taken, example: largest.path }
  return [finding('foreign-files', { kind: 'folder', path: instancesPath }, evidence)]
}

function isForeign({ type, role, allocated }: ScannedEntry): boolean {
  return type === 'file' && role === 'unknown' && allocated >= WORTH_SAYING
}
