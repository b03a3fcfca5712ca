import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { UnitResult } from '../../scan/model.ts'
import { fileKey } from '../chain/scanned-file.ts'
import { instanceName } from '../disks/instance-name.ts'
import type { BaseRow } from '../rows/rows.ts'
import { diskSubject } from './disk-subject.ts'
import type { LinkedWriters } from './linked-writers.ts'

/**
 * Base files that are themselves the disk of an instance, by a hard link or a symlink: what its guest
 * writes is in the base of all others. Nova makes no such disk: it copies a base or makes an overlay.
 */
export function writtenBaseFindings(
  bases: readonly BaseRow[],
  results: readonly UnitResult[],
  writers: LinkedWriters,
): readonly Finding[] {
  if (writers.size === 0) return []
  const caches = results.filter(({ unit }) => unit.kind === 'base')
  const keys = new Map(
    caches.flatMap(({ entries }) => entries).map((one) => [one.path, fileKey(one)]),
  )
  return bases.flatMap((base) => {
    const { id: path, name } = base
    const disks = writers.get(keys.get(path) ?? path)
    if (disks === undefined) return []
    const instances = [...new Set(disks.map(({ row }) => instanceName(row)))]
    const others = base.dependants.instances.filter(
      (one) => !disks.some(({ row }) => row.id === one.path),
    )
    const evidence = { instances, count: others.length }
    const also = disks.map(({ row, path }) => diskSubject(row, path))
    return [{ ...finding('base-is-disk', { kind: 'base', path, base: name }, evidence), also }]
  })
}
