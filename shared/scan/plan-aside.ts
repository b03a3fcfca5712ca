import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath, pathUnderRoot } from '../files/paths.ts'
import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import type { TreePath } from '../files/tree.ts'
import { asideDay, asideDirName } from '../nova/set-aside.ts'
import type { PlaceFinder } from './find.ts'
import type { ScanUnit } from './scan-unit.ts'

/** What clean-up plans set aside in a folder: only what they themselves move there, by its name and place. */
export function asideUnits(finder: PlaceFinder, path: TreePath): readonly ScanUnit[] {
  return asideDays(finder, path).flatMap(({ at, day }) => unitsOfDay(finder, at, day))
}

/** What clean-up plans set aside on one day, which `path` is the folder of. */
export function unitsOfDay(finder: PlaceFinder, path: TreePath, day: string): readonly ScanUnit[] {
  return finder.list(path).flatMap(({ name, type }): readonly ScanUnit[] => {
    const instance = type === 'directory' ? asideDirName(name, day) : undefined
    return instance === undefined
      ? []
      : [{ kind: 'instance', path: joinPath(path, name), instance }]
  })
}

/** What is set aside where folders lie that are linked from `path`: a plan moves such a folder within its own. */
export function asideBeside(
  finder: PlaceFinder,
  path: TreePath,
  linked: readonly ScanUnit[],
): readonly ScanUnit[] {
  const places = new Set(linked.map(placeOf))
  return [...places].flatMap((place) => (place === path ? [] : asideUnits(finder, place)))
}

function placeOf({ path, instance }: ScanUnit): TreePath {
  const folder = parentPath(path)
  return instance?.kind === 'aside' ? parentPath(folder) : folder
}

/**
 * The folders that plans set aside where the symlink at an instance's name led to, by any name. The symlink
 * goes with the one that was moved last, and leads nowhere. Empty while it leads anywhere.
 */
export function asideLinked(finder: PlaceFinder, linkedAt: TreePath): readonly ScanUnit[] {
  const type = finder.linkedType(linkedAt)
  const lost = type === undefined || type === 'outside' ? lostTarget(finder, linkedAt) : undefined
  if (lost === undefined) return []
  const found = asideDays(finder, parentPath(lost)).flatMap(({ at, day }): readonly ScanUnit[] => {
    const path = joinPath(at, baseNameOf(lost))
    const instance = asideDirName(baseNameOf(linkedAt), day)
    const isThere = ifSeen(() => finder.tree.lstat(path))?.type === 'directory'
    return isThere && instance !== undefined ? [{ kind: 'instance', path, instance }] : []
  })
  const [last, ...before] = found.sort((a, b) => (a.path < b.path ? 1 : -1))
  return last === undefined ? [] : [{ ...last, linkedAt }, ...before]
}

interface AsideDay {
  /** The folder of what was set aside then. */
  readonly at: TreePath
  readonly day: string
}

function asideDays(finder: PlaceFinder, path: TreePath): readonly AsideDay[] {
  return finder.list(path).flatMap(({ name, type }) => {
    const day = type === 'directory' ? asideDay(name) : undefined
    return day === undefined ? [] : [{ at: joinPath(path, name), day }]
  })
}

const ODD_NAMES: ReadonlySet<string> = new Set(['', '.', '..'])

/** Where a symlink leads to inside the root, be anything there or not; the folder that it would lie in is. */
function lostTarget({ tree }: PlaceFinder, linkedAt: TreePath): TreePath | undefined {
  return ifSeen(() => {
    const target = tree.readLink(linkedAt)
    const name = baseNameOf(target)
    const at = target.startsWith('/')
      ? (pathUnderRoot(tree.rootPath, target) ?? target)
      : joinPath(parentPath(linkedAt), target)
    const folder = resolveInRoot(lookupOf(tree), parentPath(at))
    return ODD_NAMES.has(name) ? undefined : joinPath(folder, name)
  })
}
