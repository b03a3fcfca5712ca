import { baseNameOf, parentPath, pathAndAbove } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import { isLive } from '../../../nova/names.ts'
import { instanceName } from '../../disks/instance-name.ts'
import type { InstanceRow } from '../../rows/rows.ts'

/** Tells which files are of a domain's own instance. */
export interface OwnFolders {
  /** Whether a file lies in the folder of the domain's instance, or is a disk that is linked from there. */
  has(path: TreePath, domain: DomainFacts): boolean
  /** The folder of the domain's instance that the XML means by the folder directly above a file. */
  named(path: string, domain: DomainFacts): InstanceRow | undefined
}

/** A folder that no domain belongs to is nobody's own. */
export function createOwnFolders(rows: readonly InstanceRow[]): OwnFolders {
  const known = rows.filter((row) => isLive(row) && row.identity !== undefined)
  const byId = new Map(known.map((row) => [row.id, row]))
  const byName = new Map(known.map((row) => [instanceName(row), row]))
  const linked = new Map<TreePath, InstanceRow>()
  for (const row of known) {
    for (const { path, linkedAt } of [...row.disks, ...(row.layers ?? [])])
      if (linkedAt !== undefined) linked.set(path, row)
  }
  const holderOf = (path: TreePath): InstanceRow | undefined => {
    const id = pathAndAbove(path).find((above) => byId.has(above))
    return id === undefined ? undefined : byId.get(id)
  }
  return {
    has(path, domain) {
      return isOf(linked.get(path), domain) || isOf(holderOf(path), domain)
    },
    named(path, domain) {
      const row = byName.get(baseNameOf(parentPath(path)))
      return isOf(row, domain) ? row : undefined
    },
  }
}

/** By the whole name of the folder: what a domain is called may be part of any path. */
function isOf(row: InstanceRow | undefined, { uuid, libvirtName }: DomainFacts): boolean {
  if (row === undefined) return false
  const name = row.kind === 'legacy' ? libvirtName : uuid
  return name !== undefined && instanceName(row) === name
}
