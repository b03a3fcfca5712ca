import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { type InstanceDirName, instanceDirName } from './names.ts'

const PREFIX = 'cowscope-aside-'
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Where a clean-up plan moves a folder before it is removed: where it lies, under the day of the scan. */
export function asideFrom(folder: TreePath, scannedAtMs: number): TreePath {
  const day = new Date(scannedAtMs).toISOString().slice(0, 10)
  return joinPath(joinPath(parentPath(folder), `${PREFIX}${day}`), baseNameOf(folder))
}

/** The day in the name that plans give the folder of what they set aside; undefined for another name. */
export function asideDay(name: string): string | undefined {
  const day = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
  return DAY.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}

/** Reads the name of a folder in one of these: only what is named as an instance's folder was set aside. */
export function asideDirName(name: string, day: string): InstanceDirName | undefined {
  const instance = instanceDirName(name)
  if (instance?.kind !== 'instance' && instance?.kind !== 'legacy') return undefined
  return { kind: 'aside', id: instance.id, day }
}

/** The instances_path that a folder of an instance lies in, set aside or not, by their names alone. */
export function instancesPathOf(folder: string): string | undefined {
  if (instanceDirName(baseNameOf(folder)) === undefined) return undefined
  const above = parentPath(folder)
  return asideDay(baseNameOf(above)) === undefined ? above : parentPath(above)
}
