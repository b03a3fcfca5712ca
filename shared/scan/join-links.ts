import {
  baseNameOf,
  isWithin,
  normalizeAbsolute,
  parentPath,
  pathUnderRoot,
} from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { instanceDirName } from '../nova/names.ts'
import type { OpenedPart } from './layout.ts'
import type { LeadingOut, ScanPlan } from './plan-model.ts'
import type { ScanUnit } from './scan-unit.ts'

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

/**
 * Folders of instances that lie in another of the opened paths than the symlinks which lead to them: to
 * Nova they are its own. Of several hosts nobody can say to whom such a folder would belong.
 */
export function linkedInParts(
  rootPath: string,
  plans: readonly ScanPlan[],
  parts: readonly OpenedPart[],
): readonly ScanUnit[] {
  const hosts = new Set(plans.flatMap(({ layout }) => layout.instancesPath ?? []))
  const [instancesPath] = hosts
  if (hosts.size !== 1 || instancesPath === undefined) return []
  return plans
    .flatMap(({ links = [] }) => links)
    .flatMap((link) => {
      const instance = instanceDirName(baseNameOf(link.path))
      const path = targetOf(rootPath, link)
      if (instance === undefined || path === undefined) return []
      const isBeside = parentPath(link.path) === instancesPath && !isWithin(instancesPath, path)
      if (!isBeside || !parts.some((part) => isWithin(path, part.path))) return []
      return [{ kind: 'instance', path, instance, linkedAt: link.path } as const]
    })
}

/** Where a symlink leads by its text, in the joined tree. */
export function targetOf(rootPath: string, { path, target }: LeadingOut): TreePath | undefined {
  const above = `${rootPath}/${parentPath(path)}`
  return pathUnderRoot(
    rootPath,
    normalizeAbsolute(target.startsWith('/') ? target : `${above}/${target}`),
  )
}
