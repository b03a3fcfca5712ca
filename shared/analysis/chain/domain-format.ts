import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type DomainDisk, driverFormat } from '../../nova/domain-disks.ts'
import { nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'

/**
 * The disk of a domain that a file of its instance's folder is. The folder may be mounted anywhere, so
 * its name and the file's decide.
 */
export function domainDisk(
  facts: DomainFacts | undefined,
  folder: TreePath,
  name: string,
): DomainDisk | undefined {
  if (facts === undefined || facts.disks.length === 0) return undefined
  const end = `/${baseNameOf(folder)}/${name}`
  return facts.disks.find(({ source }) => source.kind === 'file' && source.path.endsWith(end))
}

/** The driver's format that the domain XML gives it: by that qemu opens the file and Nova counts it. */
export function domainFormat(
  facts: DomainFacts | undefined,
  folder: TreePath,
  name: string,
): string | undefined {
  const disk = domainDisk(facts, folder, name)
  return disk && driverFormat(disk)
}

/** The format that disk.info gives for a file of the folder. */
export function declaredFormat(result: UnitResult, entry: ScannedEntry): string | undefined {
  const formats = result.diskInfo
  if (formats === undefined) return undefined
  const name = nameInFolder(entry)
  return Object.hasOwn(formats, name) ? formats[name] : undefined
}
