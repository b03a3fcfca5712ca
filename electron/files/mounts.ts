import { readFileSync, statfsSync } from 'node:fs'
import { decodeText } from '../../shared/bytes/text.ts'
import { fileSystemTraits } from '../../shared/files/fs-traits.ts'
import { type Mount, mountOf, parseMountInfo } from '../../shared/files/mountinfo.ts'
import type { FileSystemStat } from '../../shared/files/tree.ts'
import type { SystemPath } from './system-path.ts'

/** statfs(2) of `system`, with what the mount table says of `absolute`, the same path as text. */
export function fileSystemStat(system: SystemPath, absolute: string): FileSystemStat {
  const stat = statfsSync(system)
  const mount = mountOf(readMounts(), absolute)
  return {
    ...(mount && { ...namesOf(mount), ...fileSystemTraits(mount.type) }),
    total: stat.blocks * stat.bsize,
    free: stat.bfree * stat.bsize,
    available: stat.bavail * stat.bsize,
  }
}

function namesOf({ mountPoint, type, source, readOnly }: Mount): Partial<FileSystemStat> {
  return { mountPoint, type, source, readOnly }
}

// Only Linux has the table; elsewhere the type stays unknown.
export function readMounts(): readonly Mount[] {
  try {
    return parseMountInfo(decodeText(readFileSync('/proc/self/mountinfo')))
  } catch {
    return []
  }
}
