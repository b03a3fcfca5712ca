import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { DomainFacts } from '../nova/domain.ts'

/**
 * The driver's format that the domain XML gives a file of an instance's folder: by it qemu opens the
 * file and Nova counts it. The folder may be mounted anywhere, so its name and the file's decide.
 */
export function domainFormat(
  facts: DomainFacts | undefined,
  folder: TreePath,
  name: string,
): string | undefined {
  if (facts === undefined || facts.disks.length === 0) return undefined
  const end = `/${baseNameOf(folder)}/${name}`
  const isIt = ({ source }: DomainFacts['disks'][number]): boolean => {
    return source.kind === 'file' && source.path.endsWith(end)
  }
  return facts.disks.find(isIt)?.format
}
