import type { TreePath } from '../files/tree.ts'
import type { ScanPlan } from './plan-model.ts'
import type { UnitKind } from './scan-unit.ts'
import { topmost } from './separate.ts'

const OF_IMAGES: ReadonlySet<UnitKind> = new Set<UnitKind>([
  'base',
  'folder',
  'glance',
  'instance',
  'snapshots',
  'top',
])

/**
 * The topmost folders in which a scan reads images: of a node's root its instances_path, image caches, stores
 * and libvirt's images, of a folder of images all of it.
 */
export function imagePlaces({
  layout: { instancesPath },
  units,
}: Pick<ScanPlan, 'layout' | 'units'>): readonly TreePath[] {
  const ofUnits = units.flatMap(({ kind, path }) => (OF_IMAGES.has(kind) ? [path] : []))
  return topmost(instancesPath === undefined ? ofUnits : [instancesPath, ...ofUnits])
}
