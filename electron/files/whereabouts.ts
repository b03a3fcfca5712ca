import { fileSystemTraits } from '../../shared/files/fs-traits.ts'
import { type Mount, mountOf } from '../../shared/files/mountinfo.ts'

/** Where a path lies. */
export interface Whereabouts {
  /** What hangs together: a mount of another machine; else the path, as symlinks may lead anywhere. */
  readonly together: string
  readonly remote: boolean
}

/** By the mount table, which never hangs, and the text of an absolute path. */
export function whereaboutsOf(path: string, mounts: readonly Mount[]): Whereabouts {
  const mount = mountOf(mounts, path)
  const isRemote = mount !== undefined && fileSystemTraits(mount.type).remote === true
  return { together: isRemote ? mount.mountPoint : path, remote: isRemote }
}
