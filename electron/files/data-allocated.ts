import { statSync } from 'node:fs'
import { fileSystemTraits } from '../../shared/files/fs-traits.ts'
import { mountOf } from '../../shared/files/mountinfo.ts'
import { readMounts } from './mounts.ts'
import type { DiskFile } from './opened-disk.ts'
import { fileStat } from './stat.ts'
import { systemPath } from './system-path.ts'

/**
 * Bytes that are allocated for the files in which a layer's data lies: no more of it can take space.
 * Undefined where a file system makes them up, and where a file is not there any more.
 */
export function dataAllocated({ dataPaths }: Pick<DiskFile, 'dataPaths'>): number | undefined {
  const paths = [...new Set(dataPaths.values())]
  const mounts = readMounts()
  const isMadeUp = paths.some((path) => {
    const mount = mountOf(mounts, path)
    return mount !== undefined && fileSystemTraits(mount.type).blocksTrusted === false
  })
  if (isMadeUp) return undefined
  try {
    return paths.reduce((sum, path) => sum + allocatedOf(path), 0)
  } catch {
    // Removed or renamed since it was opened: what was read of it is good all the same.
    return undefined
  }
}

function allocatedOf(path: string): number {
  return fileStat(statSync(systemPath(path)), 'file').allocated
}
