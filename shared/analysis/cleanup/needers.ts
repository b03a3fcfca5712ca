import { pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import { pathsBelow, type SpaceFile } from '../accounting/forest/forest.ts'

/**
 * Tells the files that stand on something that goes with some targets, files or folders, and do not go
 * themselves. Both may come by the thousand, so that what each file needs is looked at once.
 */
export function createNeeders(
  files: readonly SpaceFile[],
): (targets: readonly TreePath[]) => readonly SpaceFile[] {
  const needers = new Map<TreePath, SpaceFile[]>()
  for (const file of files) for (const path of pathsBelow(file)) addTo(needers, path, file)
  // What lies in one folder stands together, behind the folder and a slash.
  const needed = [...needers.keys()].sort()
  return (targets) => {
    const going = new Set(targets)
    const stays = ({ path }: SpaceFile): boolean =>
      !pathAndAbove(path).some((one) => going.has(one))
    const found = targets.flatMap((target) => [target, ...inFolder(needed, target)])
    return found.flatMap((path) => needers.get(path) ?? []).filter(stays)
  }
}

/** Those of sorted paths that lie in a folder. */
function inFolder(paths: readonly TreePath[], folder: TreePath): readonly TreePath[] {
  const start = `${folder}/`
  const first = firstFrom(paths, start)
  let end = first
  while (paths[end]?.startsWith(start)) end += 1
  return paths.slice(first, end)
}

/** Where the first of sorted texts is that is not below `least`. */
function firstFrom(texts: readonly string[], least: string): number {
  let low = 0
  let high = texts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((texts[middle] ?? '') < least) low = middle + 1
    else high = middle
  }
  return low
}
