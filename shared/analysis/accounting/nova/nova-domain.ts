import { baseNameOf, joinPath, parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import type { DomainDisk } from '../../../nova/domain-disks.ts'
import type { ChainHost, ChainMember } from '../../chain/chain-host.ts'
import { findDomainFile } from '../../chain/find-member.ts'
import { isRefused } from '../../disks/disk-cell.ts'
import type { DiskCell } from '../../rows/rows.ts'
import { failsForNova, novaDisk } from './nova-disk.ts'
import { isAtOldPlace } from './old-place.ts'

/** Why the file of a disk is in none of Nova's sums. */
export type NovaLeavesOut =
  /** It lies in what a resize or a deletion left over. */
  | 'leftover'
  /** libvirt has no domain for the folder. */
  | 'no-domain'
  /** libvirt has no domain for the folder, and other hosts share the storage: it may be of one of theirs. */
  | 'other-host'
  /** The domain XML does not name it. */
  | 'not-in-domain'
  /** It is a volume of Cinder's. */
  | 'volume'
  /** The domain XML calls its folder by a path where nothing is: instances_path was moved. */
  | 'moved'
  /** Another disk of the domain is missing: then Nova leaves out all of them. */
  | 'domain-skipped'
  /** qemu-img refuses it, at which Nova's whole pass fails: there is no sum. */
  | 'refused'

/** What Nova's sum takes of one domain (nova/virt/libvirt/driver.py). */
export interface DomainSum {
  /** Nova skips the whole domain: a disk is missing (`DiskNotFound`, `ENOENT`). */
  readonly skipped: boolean
  /** A disk lies where nobody looked. */
  readonly outside: boolean
  /** At these the whole pass fails, as qemu-img refuses them. */
  readonly refused: readonly DiskCell[]
  readonly disks: number
  /** Sum of `over_committed_disk_size`; undefined where it is not known of one of them. */
  readonly overCommitted: number | undefined
  /** That is because of one nobody knows what it takes. */
  readonly isUncounted: boolean
  /** Disks of the instance's folder that are in the sum, or are volumes. */
  readonly named: readonly DiskCell[]
  /** Of the folder too, but the domain calls them by a place where nothing is. */
  readonly moved: readonly DiskCell[]
  readonly volumes: readonly DiskCell[]
}

/** The instance that a domain is: its folder, and the disks in it. */
interface DomainPlace {
  readonly folder: TreePath
  readonly disks: readonly DiskCell[]
}

/**
 * Sums what Nova sums of a domain: its disks that are files and no volumes. Block devices add nothing,
 * network disks are passed over.
 */
export function sumOfDomain(
  { disks, path: xml }: DomainFacts,
  place: DomainPlace,
  host: ChainHost,
): DomainSum {
  const sum = { ...NOTHING, isKnown: true }
  const named: DiskCell[] = []
  const volumes: DiskCell[] = []
  const moved: DiskCell[] = []
  const refused: DiskCell[] = []
  for (const disk of disks) {
    const { source } = disk
    if (source.kind !== 'file' && source.kind !== 'block') continue
    const own = source.kind === 'file' ? ownName(place.folder, source.path) : undefined
    const cell = own === undefined ? undefined : place.disks.find((one) => nameOf(one) === own)
    if (disk.volumeId !== undefined) {
      if (cell !== undefined) volumes.push(cell)
      continue
    }
    sum.disks += 1
    if (source.kind === 'block') continue
    const isMoved = cell !== undefined && isAtOldPlace(source.path, xml, host)
    const found = isMoved
      ? 'missing'
      : (cell ?? cellOf(disk, lookFor(source.path, own, place.folder, host)))
    if (found === 'missing') sum.skipped ||= refused.length === 0
    else if (found === 'outside') sum.outside = true
    else if (found === 'unread') sum.isKnown = false
    else {
      // After one that is missing Nova looks at no more of the domain.
      if (failsForNova(found) && !sum.skipped) refused.push(found)
      const { overCommittedDiskSize, diskSize } = novaDisk(found)
      sum.isUncounted ||= diskSize === undefined
      sum.isKnown &&= overCommittedDiskSize !== undefined
      sum.overCommitted += overCommittedDiskSize ?? 0
    }
    if (cell !== undefined) (isMoved ? moved : named).push(cell)
  }
  const { isKnown, overCommitted, ...rest } = sum
  const isTold = isKnown && Number.isSafeInteger(overCommitted)
  return {
    ...rest,
    overCommitted: isTold ? overCommitted : undefined,
    named,
    moved,
    volumes,
    refused,
  }
}

const NOTHING = { skipped: false, outside: false, disks: 0, overCommitted: 0, isUncounted: false }

/** What the folder is called is enough: it may be mounted anywhere. */
function ownName(folder: TreePath, path: string): string | undefined {
  const slash = path.lastIndexOf('/')
  return path.slice(0, slash).endsWith(`/${baseNameOf(folder)}`) ? path.slice(slash + 1) : undefined
}

/** Of ploop the domain XML names the folder. */
function nameOf({ name, path, ploopLength }: DiskCell): string {
  return ploopLength === undefined ? name : baseNameOf(parentPath(path))
}

/** `unread`: it cannot be read, or looked for, or is no file. */
type Lacking = 'missing' | 'outside' | 'unread'
type Found = ChainMember | Lacking

/** A disk that is none of the folder's by its name, or lies elsewhere. */
function lookFor(path: string, own: string | undefined, folder: TreePath, host: ChainHost): Found {
  if (own === undefined) {
    const found = findDomainFile(path, joinPath(folder, 'disk'), host)
    if (found.kind === 'member') return found.member
    if (found.kind === 'unreadable') return 'unread'
    return found.kind === 'missing' ? 'missing' : 'outside'
  }
  const found = host.lookup(joinPath(folder, own))
  if (found.kind === 'found') return found
  if (found.kind === 'fault') return 'unread'
  return found.kind === 'absent' ? 'missing' : 'outside'
}

function cellOf({ format: declared = 'raw' }: DomainDisk, found: Found): DiskCell | Lacking {
  if (typeof found === 'string') return found
  const { address, length, allocated, allocatedFrom, blocks, image } = found
  const { format, virtualSize, backing } = image
  return {
    path: address,
    name: baseNameOf(address),
    role: 'unknown',
    length,
    allocated,
    format,
    declared,
    chain: 'standalone',
    ...(allocatedFrom !== undefined && { allocatedFrom }),
    ...(blocks !== undefined && { blocks }),
    ...(isRefused(image) && { isRefused: true }),
    ...(virtualSize !== undefined && { virtual: virtualSize }),
    ...(backing !== undefined && { backing }),
  }
}
