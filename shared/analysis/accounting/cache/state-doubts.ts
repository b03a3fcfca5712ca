import { baseNameOf, parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { ScanUnit } from '../../../scan/scan-unit.ts'

/**
 * libvirt's name of the domain that a file of libvirt's is of, by the file's path: a definition, what runs, a
 * snapshot, or memory that was saved.
 */
export function domainOfState(
  { kind }: Pick<ScanUnit, 'kind'>,
  path: TreePath,
): string | undefined {
  const name = baseNameOf(path)
  switch (kind) {
    case 'domains':
      return name.endsWith('.xml') ? name.slice(0, -'.xml'.length) : undefined
    case 'domain-saves':
      return name.endsWith('.save') ? name.slice(0, -'.save'.length) : undefined
    case 'domain-snapshots':
      return name.endsWith('.xml') ? baseNameOf(parentPath(path)) : undefined
    default:
      return undefined
  }
}
