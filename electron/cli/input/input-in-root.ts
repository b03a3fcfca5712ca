import { dirname, join, relative, resolve } from 'node:path'
import { ifSeen } from '../../../shared/files/attempt.ts'
import { baseNameOf, parentPath } from '../../../shared/files/paths.ts'
import { realPath } from '../../../shared/files/resolve.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { NamedPath } from '../../files/named-image.ts'
import { realPathOf } from '../../files/system-path.ts'
import { type Input, lookAt } from './inputs.ts'

/**
 * Looks at a path as `lookAt` does. Below `root`, the real path of `--root`, symlinks lead where they lead on
 * the node whose root that is, as for a scan of it; one that leads out of there as it does here.
 */
export function lookInRoot(given: string, root: string | undefined): Input {
  const path = resolve(given)
  const below = root === undefined ? undefined : pathBelow(root, path)
  const found = root === undefined || below === undefined ? undefined : follow(root, below)
  return found === undefined ? lookAt(given) : { ...lookAt(found.real), ...found, given, path }
}

function follow(root: string, below: TreePath): NamedPath | undefined {
  const tree = liveTree(root)
  return ifSeen(() => {
    const folder = join(root, realPath(tree, parentPath(below)))
    return { named: join(folder, baseNameOf(below)), real: join(root, realPath(tree, below)) }
  })
}

/** Undefined where no folder above `path` is the root, whatever symlinks lead to that. */
function pathBelow(root: string, path: string): TreePath | undefined {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    if (isAt(root, at)) return relative(at, path)
  }
  return undefined
}

function isAt(root: string, path: string): boolean {
  try {
    return realPathOf(path) === root
  } catch {
    // What leads nowhere here is not the root.
    return false
  }
}
