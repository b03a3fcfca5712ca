import type { DomainFacts } from '../../../nova/domain.ts'
import type { ScanHost } from '../../chain/scan-host.ts'
import { type NeededFiles, neededByDisk, neededByName } from './needed-by-disk.ts'
import { createNeededByPath } from './needed-by-path.ts'
import type { OwnFolders } from './own-folders.ts'
import { createPlainDisks } from './plain-disks.ts'

/** What one name in a domain leads to; without a name a disk that is no file. */
interface NeededName {
  readonly name: string | undefined
  readonly needed: NeededFiles
}

/** What a domain needs besides the plain disks of its own folder, name by name. */
export function createNeededOf(
  folders: OwnFolders,
  host: ScanHost,
): (domain: DomainFacts) => readonly NeededName[] {
  const isPlain = createPlainDisks(folders, host)
  const byPath = createNeededByPath(host)
  return (domain) => {
    const { path, disks, imageFiles = [], otherFiles = [] } = domain
    const ofDisks = disks
      .filter((disk) => !isPlain(disk, domain))
      .map((disk) => {
        const name = disk.source.kind === 'file' ? disk.source.path : undefined
        return { name, needed: neededByDisk(disk, path, host) }
      })
    const images = imageFiles.map((name) => ({ name, needed: neededByName(name, path, host) }))
    const others = otherFiles.map((name) => ({ name, needed: byPath(name, path) }))
    return [...ofDisks, ...images, ...others]
  }
}
