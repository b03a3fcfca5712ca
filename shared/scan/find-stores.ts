import type { TreePath } from '../files/tree.ts'
import type { GlanceConfig } from '../glance/conf.ts'
import type { PlaceFinder } from './find.ts'
import { KNOWN_GLANCE_FOLDERS, KNOWN_GLANCE_PATHS } from './known-places.ts'
import type { GlanceFolder } from './layout.ts'
import { treePathOf } from './tree-path.ts'

// What glance-api.conf names may be a path inside a container, so that known places count as well.
export function findStores(
  finder: PlaceFinder,
  config: GlanceConfig | undefined,
): readonly TreePath[] {
  const configured = (config?.folders ?? []).flatMap(({ path }) => treePathOf(path))
  return finder.directories([...configured, ...KNOWN_GLANCE_PATHS])
}

export function findGlanceFolders(
  finder: PlaceFinder,
  config: GlanceConfig | undefined,
): readonly GlanceFolder[] {
  const configured = [
    ['image-cache', config?.imageCacheDir],
    ['staging', config?.stagingDir],
    ['scrubber', config?.scrubberDir],
    ['tasks', config?.tasksWorkDir],
  ] as const
  const candidates = [
    ...configured.flatMap(([place, path = '']) =>
      treePathOf(path).map((treePath) => ({ place, path: treePath })),
    ),
    ...KNOWN_GLANCE_FOLDERS,
  ]
  const found = new Map<TreePath, GlanceFolder>()
  for (const { place, path } of candidates) {
    const real = finder.directory(path)
    if (real !== undefined && !found.has(real)) found.set(real, { place, path: real })
  }
  return [...found.values()]
}
