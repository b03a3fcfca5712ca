import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding, Subject } from '../../findings/types.ts'
import { mayTake } from '../../scan/allocated-from.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { order } from '../../values/order.ts'
import { MIB } from '../../values/sizes.ts'
import type { OverlayIndex } from '../chain/overlays.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { allocatedOnce } from '../sizes/linked-once.ts'

/** Bytes that a file takes: below this none fills a disk. */
const WORTH_SAYING = MIB

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
  const otherName = otherNames(results, files)
  const own = files.filter((entry) => otherName(entry) === undefined)
  return [
    ...ownFindings(own, instancesPath),
    ...linkFindings(files, otherName),
    ...snapshotFindings(results),
  ]
}

function ownFindings(
  files: readonly ScannedEntry[],
  instancesPath: TreePath | undefined,
): readonly Finding[] {
  const [first] = files
  if (first === undefined || instancesPath === undefined) return []
  const largest = files.reduce((most, one) => (mayTake(one) > mayTake(most) ? one : most), first)
  const evidence = { count: files.length, ...takenBy(files), example: largest.path }
  return [finding('foreign-files', { kind: 'folder', path: instancesPath }, evidence)]
}

/** The deletion of these frees nothing: the file that was scanned by another name keeps all of it. */
function linkFindings(
  files: readonly ScannedEntry[],
  otherName: (entry: ScannedEntry) => TreePath | undefined,
): readonly Finding[] {
  const linked = files.filter((entry) => otherName(entry) !== undefined)
  const [first] = linked
  const other = first && otherName(first)
  if (first === undefined || other === undefined) return []
  const [subject = subjectOf(first), ...also] = linked.map(subjectOf)
  const evidence = { case: 'linked', count: linked.length, example: first.path, other }
  return [{ ...finding('foreign-files', subject, evidence), ...(also.length > 0 && { also }) }]
}

function subjectOf({ path, image }: ScannedEntry): Subject {
  return { kind: image === undefined ? 'file' : 'image', path }
}

/** Of hard links: a name that the same file has among what is not listed here. */
function otherNames(
  results: readonly UnitResult[],
  files: readonly ScannedEntry[],
): (entry: ScannedEntry) => TreePath | undefined {
  const keys = new Set(files.flatMap(({ linkKey }) => linkKey ?? []))
  if (keys.size === 0) return () => undefined
  const listed = new Set(files)
  const all = results.flatMap(({ entries }) => entries)
  const others = all.filter((one) => !listed.has(one) && keys.has(one.linkKey ?? ''))
  const found = new Map(others.map(({ linkKey = '', path }) => [linkKey, path]))
  return ({ linkKey = '' }) => found.get(linkKey)
}

/** Where storage shows its own snapshots, said once for each file system: some do so in every folder. */
function snapshotFindings(results: readonly UnitResult[]): readonly Finding[] {
  const byDevice = new Map<number | undefined, TreePath[]>()
  for (const { dev, entries } of results) {
    for (const { role, path } of entries)
      if (role === 'storage-snapshot') addTo(byDevice, dev, path)
  }
  return [...byDevice.values()].flatMap((folders) => {
    const [folder] = folders.sort(order)
    if (folder === undefined) return []
    const evidence = { case: 'snapshots', count: folders.length, folder }
    return [finding('foreign-files', { kind: 'folder', path: parentPath(folder) }, evidence)]
  })
}

function takenBy(files: readonly ScannedEntry[]) {
  return allocatedEvidence(allocatedOnce(files), files)
}

function isForeign(entry: ScannedEntry): boolean {
  return entry.type === 'file' && entry.role === 'unknown' && mayTake(entry) >= WORTH_SAYING
}
