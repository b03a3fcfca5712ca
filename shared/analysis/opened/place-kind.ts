import { hasStore, type Layout, type LayoutKind } from '../../scan/layout.ts'
import type { NodeView } from '../model.ts'
import { absolutePath } from '../places/address.ts'
import { isUnrecognised } from './unrecognised.ts'

/** What was opened, for its title: a layout, or one thing that was opened by itself. */
export type PlaceKind = LayoutKind | 'cache' | 'instance' | 'image'

export function placeKind(view: NodeView): PlaceKind {
  if (isUnrecognised(view)) return 'folder'
  if (view.kind === 'node') return isController(view.layout) ? 'glance' : 'node'
  if (view.kind !== 'folder') return view.kind
  if (view.layout.basePath === '') return 'cache'
  if (view.instances.some(({ id }) => id === '')) return 'instance'
  return onlyImage(view) === undefined ? 'folder' : 'image'
}

/** Whether it is a compute node, be its instances_path shut or not mounted: a store, or images, are none. */
export function isComputeNode(layout: Layout): boolean {
  return layout.instancesPath !== undefined || (layout.kind === 'node' && !isController(layout))
}

/** The root of a machine that has images stored, and nothing of an instance or of Nova. */
function isController(layout: Layout): boolean {
  const { instancesPath, nova, domainPaths } = layout
  const hasNova = instancesPath !== undefined || nova !== undefined || domainPaths.length > 0
  return hasStore(layout) && !hasNova
}

/** The absolute path of an image that was looked at by itself: nothing beside it is counted. */
function onlyImage({ covered, rootPath, images }: NodeView): string | undefined {
  const [only] = covered
  const isOne = covered.length === 1 && images.length === 1
  return isOne && images.some(({ id }) => absolutePath(rootPath, id) === only) ? only : undefined
}
