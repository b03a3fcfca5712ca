import { instanceDirName } from '../../nova/names.ts'

/**
 * The part of a recorded path from an instance's folder on, which is the same wherever its
 * instances_path lies; undefined where the path names no file below such a folder.
 */
export function belowInstances(path: string): string | undefined {
  const names = path.split('/')
  const at = names.slice(0, -1).findLastIndex((name) => instanceDirName(name) !== undefined)
  return at < 0 ? undefined : names.slice(at).join('/')
}
