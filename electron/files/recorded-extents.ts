import type { RecordedExtents } from '../../shared/analysis/chain/data-elsewhere.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type { ChainGrants } from './chain-host.ts'
import { grantedFiles } from './granted-file.ts'

/** What the descriptors of a chain record of their extents; nothing of one that cannot be read any more. */
export function recordedExtents(grants: ChainGrants): RecordedExtents {
  const open = grantedFiles(grants)
  return ({ path, inode }) => {
    const extents = ifSeen(() => {
      const { file } = open(path, inode)
      try {
        return inspectImage(file).vmdk?.descriptor?.extents
      } finally {
        file.close()
      }
    })
    return extents ?? []
  }
}
