import { baseNameOf } from '../../files/paths.ts'
import type { Subject, SubjectKind } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'

/** What a finding about an entry is about; `isDisk` says whether it is one of the instance's. */
export function entrySubject(unit: ScanUnit, entry: ScannedEntry, isDisk: boolean): Subject {
  const { path } = entry
  const instance = unit.instance === undefined ? {} : { instance: unit.path }
  const base = entry.base === undefined ? {} : { base: baseNameOf(path) }
  return { kind: kindOf(unit, entry, isDisk), path, ...instance, ...base }
}

function kindOf(unit: ScanUnit, entry: ScannedEntry, isDisk: boolean): SubjectKind {
  if (entry.type === 'directory') {
    return unit.instance !== undefined && unit.path === entry.path ? 'instance' : 'folder'
  }
  if (entry.base !== undefined && entry.type === 'file') return 'base'
  if (unit.instance !== undefined && isDisk) return 'disk'
  return entry.image === undefined ? 'file' : 'image'
}

/** The folder that a unit stands for. */
export function unitSubject({ path, instance }: ScanUnit): Subject {
  return instance === undefined
    ? { kind: 'folder', path }
    : { kind: 'instance', path, instance: path }
}
