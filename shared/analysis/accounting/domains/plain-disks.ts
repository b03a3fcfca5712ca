import { baseNameOf, parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import type { DomainDisk } from '../../../nova/domain-disks.ts'
import type { EntryRole } from '../../../nova/entry-role.ts'
import { instanceFileRole } from '../../../nova/names.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import type { ScanHost } from '../../chain/scan-host.ts'
import type { OwnFolders } from './own-folders.ts'

/** What Nova makes for as long as the instance is there: no step of a clean-up removes one alone. */
const LASTING: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'disk.config',
])

/** Whether nothing is known of a disk beyond what the row of its instance tells. */
export type IsPlain = (disk: DomainDisk, domain: DomainFacts) => boolean

/**
 * Tells of a domain's disk that it is a lasting one in the folder of its own instance. There are tens of
 * thousands of them: a folder is looked for once for all instances whose folders lie beside one another.
 */
export function createPlainDisks(folders: OwnFolders, host: ScanHost): IsPlain {
  /** By the folder that names have above the instance's: where it is in the tree. */
  const places = new Map<string, TreePath>()
  return ({ source, backing = [] }, domain) => {
    if (source.kind !== 'file' || !LASTING.has(instanceFileRole(baseNameOf(source.path))))
      return false
    const row = folders.named(source.path, domain)
    const cell = row?.disks.find(({ name }) => name === baseNameOf(source.path))
    if (row === undefined || row.linkedAt !== undefined || cell?.linkedAt !== undefined)
      return false
    // Another image below it than its header has is the domain's own.
    if (backing.length > 1 || (backing.length === 1 && backing[0] !== cell?.backing?.name))
      return false
    const named = parentPath(parentPath(source.path))
    const beside = parentPath(row.id)
    if (cell !== undefined && places.get(named) === beside) return true
    const found = findDomainFile(source.path, domain.path, host)
    const isThere = found.kind === 'member' && parentPath(found.member.address) === row.id
    if (isThere) places.set(named, beside)
    return isThere
  }
}
