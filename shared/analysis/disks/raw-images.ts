import type { TreePath } from '../../files/tree.ts'
import { isRawToQemu } from '../../formats/verdict/facts.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type DomainDisk, driverFormat } from '../../nova/domain-disks.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { findDomainFile } from '../chain/find-member.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import type { DomainNames } from '../hosts/domain-names.ts'

/**
 * Of libvirt's folder of images those that begin with an image's header and are the raw disk of a domain, by
 * every description that names them: the header is its guest's own data, and nothing is below it. A LUKS
 * volume that QEMU decrypts is none of them.
 */
export function rawImages(
  { entries }: UnitResult,
  names: Pick<DomainNames, 'descriptions'>,
  host: Pick<ScanHost, 'scanned'>,
): ReadonlySet<ScannedEntry> {
  const headed = entries.filter(({ image }) => image !== undefined && !isRawToQemu(image.format))
  if (headed.length === 0) return new Set()
  const disks = disksByFile(names, host)
  return new Set(headed.filter((entry) => isReadRaw(entry, disks.get(entry.path) ?? [])))
}

function isReadRaw({ image }: ScannedEntry, disks: readonly DomainDisk[]): boolean {
  if (image?.format === 'luks' && disks.some(({ isEncrypted }) => isEncrypted === true))
    return false
  return disks.length > 0 && disks.every((disk) => driverFormat(disk) === 'raw')
}

type DisksByFile = ReadonlyMap<TreePath, readonly DomainDisk[]>

const known = new WeakMap<readonly DomainFacts[], DisksByFile>()

/** Found out once: each pool is a unit of its own, and all of them wait until every description was read. */
function disksByFile(
  names: Pick<DomainNames, 'descriptions'>,
  host: Pick<ScanHost, 'scanned'>,
): DisksByFile {
  const descriptions = names.descriptions()
  const found = known.get(descriptions) ?? findDisks(descriptions, host)
  known.set(descriptions, found)
  return found
}

/** Also by another way of writing its path, and by a symlink to it. */
function findDisks(
  descriptions: readonly DomainFacts[],
  { scanned }: Pick<ScanHost, 'scanned'>,
): DisksByFile {
  const found = new Map<TreePath, DomainDisk[]>()
  for (const { disks, path } of descriptions) {
    for (const disk of disks) {
      if (disk.source.kind !== 'file') continue
      const file = findDomainFile(disk.source.path, path, scanned)
      if (file.kind === 'member') addTo(found, file.member.address, disk)
    }
  }
  return found
}
