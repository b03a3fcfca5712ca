import type { HostOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { parentPath } from '../../../../shared/files/paths.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { groupBy } from '../../../../shared/values/grouped.ts'

interface NamedRow {
  readonly id: TreePath
  readonly name: string
}

/**
 * Of rows that have the name of another row: their folders by id, without what all of that name begin
 * with. `hostOf` where the hosts have a column, which tells rows apart too.
 */
export function twinFolders(
  rows: readonly NamedRow[],
  hostOf: HostOf = () => undefined,
): ReadonlyMap<TreePath, string> {
  const folders = new Map<TreePath, string>()
  for (const twins of groupsOf(rows, hostOf)) {
    const paths = twins.map(({ id }) => parentPath(id).split('/'))
    const shared = sharedParts(paths)
    twins.forEach(({ id }, at) => {
      folders.set(id, paths[at]?.slice(shared).join('/') || '.')
    })
  }
  return folders
}

/** Rows of one name, where there are several. */
function groupsOf(rows: readonly NamedRow[], hostOf: HostOf): readonly (readonly NamedRow[])[] {
  const groups = groupBy(rows, ({ id, name }) => `${hostOf(id)?.whole ?? ''}\0${name}`)
  return [...groups.values()].filter((group) => group.length > 1)
}

/** How many parts all begin with; of each path one is left at least. */
function sharedParts(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths
  const most = Math.min(...paths.map(({ length }) => length)) - 1
  const differs = first.findIndex((part, at) => paths.some((path) => path[at] !== part))
  return differs < 0 ? most : Math.min(differs, most)
}
