import { isWithin, normalizeAbsolute, parentPath, pathUnderRoot } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { LeadingOut, OpenedPart, ScanPlan } from './model.ts'

/**
 * Paths of a joined plan that planning could not look into, and that need no look: symlinks to an
 * image cache which was opened beside the instances_path. They are followed by their text alone.
 */
export function answeredLinks(
  rootPath: string,
  { links = [], layout }: ScanPlan,
  caches: ReadonlySet<TreePath>,
): ReadonlySet<TreePath> {
  const { instancesPath } = layout
  if (instancesPath === undefined) return new Set()
  const answered = links.filter((link) => {
    const to = targetOf(rootPath, link)
    return isWithin(link.path, instancesPath) && to !== undefined && caches.has(to)
  })
  return new Set(answered.map(({ path }) => path))
}

/** The parts that are an image cache themselves. */
export function openedCaches(parts: readonly OpenedPart[]): ReadonlySet<TreePath> {
  return new Set(parts.flatMap(({ path, layout }) => (layout.basePath === path ? [path] : [])))
}

function targetOf(rootPath: string, { path, target }: LeadingOut): TreePath | undefined {
  const above = `${rootPath}/${parentPath(path)}`
  return pathUnderRoot(
    rootPath,
    normalizeAbsolute(target.startsWith('/') ? target : `${above}/${target}`),
  )
}
