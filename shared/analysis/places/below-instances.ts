import { instanceDirName } from '../../nova/names.ts'
import { asideDay } from '../../nova/set-aside.ts'

/**
 * The part of a recorded path from an instance's folder on, or from what it was set aside in, which is the
 * same wherever its instances_path lies; undefined where the path names no file below such a folder.
 */
export function belowInstances(path: string): string | undefined {
  const names = path.split('/')
  const at = names.slice(0, -1).findLastIndex((name) => instanceDirName(name) !== undefined)
  if (at < 0) return undefined
  const isAside = asideDay(names[at - 1] ?? '') !== undefined
  return names.slice(isAside ? at - 1 : at).join('/')
}
