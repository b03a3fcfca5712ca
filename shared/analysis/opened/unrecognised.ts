import type { NodeView } from '../model.ts'
import { lacksSomething } from '../sizes/partial.ts'

/**
 * Whether all was looked at, and nothing of it is Nova's, Glance's or libvirt's, or an image: then that
 * no instance, base or problem was found says nothing of a node.
 */
export function isUnrecognised(view: NodeView): boolean {
  const { layout, instances, bases, images, nodesInside } = view
  const rows = instances.length + bases.length + images.length
  if (rows > 0 || nodesInside !== undefined || lacksSomething(view)) return false
  const { instancesPath, basePath, nova, glance, glancePaths, domainPaths } = layout
  const places = [instancesPath, basePath, nova, glance, glancePaths[0], domainPaths[0]]
  return places.every((place) => place === undefined)
}

/** The same of the root of a machine, which is not walked: what is in it is not known, and is not 0. */
export function isUnwalked(view: NodeView): boolean {
  return view.kind === 'node' && isUnrecognised(view)
}
