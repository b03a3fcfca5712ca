import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath, pathUnderRoot } from '../files/paths.ts'
import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import type { TreePath } from '../files/tree.ts'
import { asideDay, asideDirName } from '../nova/set-aside.ts'
import type { PlaceFinder } from './find.ts'
import type { ScanUnit } from './scan-unit.ts'

/** What clean-up plans set aside in a folder: only what they themselves move there, by its name and place. */
export function asideUnits(finder: PlaceFinder, path: TreePath): readonly ScanUnit[] {
  return asideDays(finder, path).flatMap((day) =>
    finder.list(day).flatMap(({ name, type }): readonly ScanUnit[] => {
      const instance = type === 'directory' ? asideDirName(name) : undefined
      return instance === undefined
        ? []
        : [{ kind: 'instance', path: joinPath(day, name), instance }]
    }),
  )
}

/** The same where folders of instances lie that are linked from `path`: a plan moves such a folder within its own. */
export function asideBeside(
  finder: PlaceFinder,
  path: TreePath,
  linked: readonly ScanUnit[],
): readonly ScanUnit[] {
  const places = new Set(linked.map((unit) => parentPath(unit.path)))
  return [...places].flatMap((place) => (place === path ? [] : asideUnits(finder, place)))
}

/**
 * The folder that a plan set aside where the symlink at an instance's name led to: the symlink stays for as
 * long as that folder, and leads nowhere. Undefined while it leads anywhere.
 */
export function asideLinked(finder: PlaceFinder, linkedAt: TreePath): ScanUnit | undefined {
  const instance = asideDirName(baseNameOf(linkedAt))
  const type = instance === undefined ? undefined : finder.linkedType(linkedAt)
  if (instance === undefined || (type !== undefined && type !== 'outside')) return undefined
  const lost = lostTarget(finder, linkedAt)
  if (lost === undefined) return undefined
  const path = asideDays(finder, parentPath(lost))
    .map((day) => joinPath(day, baseNameOf(lost)))
    .find((at) => ifSeen(() => finder.tree.lstat(at))?.type === 'directory')
  return path === undefined ? undefined : { kind: 'instance', path, instance, linkedAt }
}

function asideDays(finder: PlaceFinder, path: TreePath): readonly TreePath[] {
  return finder
    .list(path)
    .filter(({ name, type }) => type === 'directory' && asideDay(name) !== undefined)
    .map(({ name }) => joinPath(path, name))
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
