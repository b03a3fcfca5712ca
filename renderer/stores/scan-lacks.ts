import type { NodeView } from '../../shared/analysis/model.ts'
import { isPartial, lacksInstances, lacksSomething } from '../../shared/analysis/sizes/partial.ts'
import { parentPath } from '../../shared/files/paths.ts'
import type { ScanData } from './scan-events.ts'
import { isActive } from './scan-state.ts'
import type { Scope } from './view-state.ts'

/** Whether the scan has not come to all yet, or never did. */
export const mayBeMore = ({ status, view }: Pick<ScanData, 'status' | 'view'>): boolean =>
  isActive({ status }) || (view !== undefined && isPartial(view))

/**
 * Whether there may be more of a part than is counted. What could be cleaned up may lie in whatever was
 * not seen; images do not lie on the storage of instances.
 */
export function isCountAtLeast(scan: Pick<ScanData, 'status' | 'view'>, part: Scope): boolean {
  const { view } = scan
  if (mayBeMore(scan)) return true
  if (view === undefined) return false
  if (part === 'plan') return lacksSomething(view)
  // In a folder of anything what could not be looked into may hold anything.
  if (view.layout.kind === 'folder' && view.totals.hidden > 0) return true
  if (part === 'images') return isStoreShut(view)
  return lacksInstances(view) || (part === 'bases' && isCacheShut(view))
}

/** Whether an image cache, or names in it, could not be looked at, so that nobody knows how many bases there are. */
function isCacheShut({ layout, nodes = [], findings }: OfPlaces): boolean {
  const layouts = [layout, ...nodes.map((node) => node.layout)]
  const caches = layouts.flatMap(({ basePath }) => basePath ?? [])
  return findings.some(
    ({ code, subject: { path } }) =>
      code === 'unreadable' && caches.some((cache) => path === cache || parentPath(path) === cache),
  )
}

type OfPlaces = Pick<NodeView, 'layout' | 'nodes' | 'findings'>

/** Whether a store could not be looked into, so that nobody knows how many images are in it. */
export function isStoreShut({ layout, nodes = [], findings }: OfPlaces): boolean {
  const layouts = [layout, ...nodes.map((node) => node.layout)]
  const stores = new Set(layouts.flatMap(({ glancePaths }) => glancePaths))
  return findings.some(({ code, subject }) => code === 'unreadable' && stores.has(subject.path))
}
