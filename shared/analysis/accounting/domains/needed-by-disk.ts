import type { TreePath } from '../../../files/tree.ts'
import { type DomainDisk, isVolumeFile } from '../../../nova/domain-disks.ts'
import type { DomainDiskSource } from '../../../nova/domain-source.ts'
import { instanceFileRole, isSnapshotFileName } from '../../../nova/names.ts'
import { resolveChainFrom } from '../../chain/chain.ts'
import { filesOfChain, hidesFilesOf } from '../../chain/files-of-chain.ts'
import { findDataFile, findDomainFile } from '../../chain/find-member.ts'
import { isHeaderLost } from '../../chain/lost-header.ts'
import type { ScanHost } from '../../chain/scan-host.ts'
import { wayOfName, waysOf } from '../../chain/ways.ts'
import type { Address } from '../../places/address.ts'
import { cacheClass } from '../cache/cache-names.ts'
import { OF_UNKNOWN_POOL } from './volume-files.ts'

/** The files that a domain needs by a name in its XML, as far as files show. */
export interface NeededFiles {
  readonly paths: readonly TreePath[]
  /** What the names go through on the way there. */
  readonly through?: readonly Address[]
  /** False where something more may be below. */
  readonly isKnown: boolean
}

/** What a disk needs: its file, and all below it that the scan does not show by itself. */
export function neededByDisk(disk: DomainDisk, domain: TreePath, host: ScanHost): NeededFiles {
  const { source, backing = [], format = 'raw', isBackingWhole } = disk
  const top = source.kind === 'file' ? neededByName(source.path, domain, host, format) : NOTHING
  const below = backing.map((name) => neededByHeader(name, disk, domain, host))
  const shown = source.kind === 'file' ? shownBelow(source.path, domain, host) : NOTHING.paths
  const more = below.flatMap(({ paths }) => paths).filter((path) => !shown.includes(path))
  const isVolume = source.kind === 'other' && mayBeOfNova(source)
  // What is no raw data may stand on a file of the host, also where it comes over the network; but no
  // volume of Cinder's does, which only its name there tells.
  const isOfCinder = source.kind === 'network' && isVolumeFile(source.name ?? '')
  const isTold = !isVolume && (format === 'raw' || isBackingWhole === true || isOfCinder)
  const isSeen = source.kind === 'none' || (source.kind === 'file' && top.isKnown)
  const through = [top, ...below].flatMap((one) => one.through ?? [])
  const paths = [...new Set([...top.paths, ...more])]
  return { paths, ...(through.length > 0 && { through }), isKnown: isTold || isSeen }
}

/**
 * Whether a volume may be any file that Nova has. Of a pool that no XML tells of it is a file of the volume's
 * name, if it is one.
 */
function mayBeOfNova({ type, volume }: DomainDiskSource & { kind: 'other' }): boolean {
  if (type !== OF_UNKNOWN_POOL || volume === undefined) return type === 'volume'
  const { name } = volume
  return (
    cacheClass(name) !== undefined ||
    instanceFileRole(name) !== 'unknown' ||
    isSnapshotFileName(name)
  )
}

const NOTHING: NeededFiles = { paths: [], isKnown: true }

/**
 * What libvirt repeats in `<backingStore>` of a running guest it had from the headers of its disk: of the
 * host's own files only that they are in use counts, as far as they were scanned.
 */
function neededByHeader(
  name: string,
  { source }: DomainDisk,
  domain: TreePath,
  host: ScanHost,
): NeededFiles {
  const disk = source.kind === 'file' ? findDomainFile(source.path, domain, host) : undefined
  const image = disk?.kind === 'member' ? disk.at : domain
  if (findDataFile(name, image, host).kind !== 'refused') return neededByName(name, domain, host)
  const found = findDomainFile(name, domain, host.scanned)
  return found.kind === 'member' ? { paths: [found.member.address], isKnown: true } : NOTHING
}

/** A volume lies on storage of its own, of which nothing is looked at that was not scanned. */
export function neededByName(
  name: string,
  domain: TreePath,
  host: ScanHost,
  declared?: string,
): NeededFiles {
  const isVolume = isVolumeFile(name)
  const found = findDomainFile(name, domain, isVolume ? host.scanned : host)
  if (found.kind === 'member') {
    const { address } = found.member
    const way = wayOfName(name, domain, found, host)
    if (isVolume) return { paths: [address], through: way, isKnown: true }
    const chain = resolveChainFrom(found.at, found.member, host)
    // What a scanned image needs is told by the scan.
    const isScanned = host.hasImage(address)
    const paths = isScanned ? [address] : filesOfChain(chain, host)
    const below = isScanned ? [] : waysOf(chain, host).flatMap(({ to }) => to)
    const isLost = isHeaderLost(declared, found.member)
    return { paths, through: [...way, ...below], isKnown: !isLost && !hidesFilesOf(chain, host) }
  }
  const isFolder = found.kind === 'unreadable' && found.fault.code === 'not-a-file'
  return { paths: [], isKnown: isVolume || isFolder || found.kind === 'missing' }
}

/** What the scan shows of the images below a file. */
function shownBelow(name: string, domain: TreePath, host: ScanHost): readonly TreePath[] {
  const found = findDomainFile(name, domain, host.scanned)
  if (found.kind !== 'member') return []
  return resolveChainFrom(found.at, found.member, host)
    .layers.slice(1)
    .map(({ path }) => path)
}
