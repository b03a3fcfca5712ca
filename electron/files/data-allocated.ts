import { statSync } from 'node:fs'
import { fileSystemTraits } from '../../shared/files/fs-traits.ts'
import { mountOf } from '../../shared/files/mountinfo.ts'
import { readMounts } from './mounts.ts'
import type { DiskFile } from './opened-disk.ts'
import { fileStat } from './stat.ts'
import { systemPath } from './system-path.ts'

/**
 * Bytes that are allocated for the files in which a layer's data lies: no more of it can take space.
 * Undefined where a file system makes them up.
 */
export function dataAllocated({ dataPaths }: Pick<DiskFile, 'dataPaths'>): number | undefined {
  const paths = [...new Set(dataPaths.values())]
  const mounts = readMounts()
  const isMadeUp = paths.some((path) => {
    const mount = mountOf(mounts, path)
    return mount !== undefined && fileSystemTraits(mount.type).blocksTrusted === false
  })
  if (isMadeUp) return undefined
  return paths.reduce(
    (sum, path) => sum + fileStat(statSync(systemPath(path)), 'file').allocated,
    0,
  )
}
