import { baseNameOf, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { PlaceFinder } from './find.ts'
import {
  KNOWN_DOMAIN_SAVE_PATHS,
  KNOWN_DOMAIN_SNAPSHOT_PATHS,
  KNOWN_POOL_PATHS,
} from './known-places.ts'
import type { ScanUnit } from './scan-unit.ts'

/** What libvirt keeps beside definitions: what is named there is in use as well. */
const PLACES = [
  ['domain-snapshots', KNOWN_DOMAIN_SNAPSHOT_PATHS],
  ['domain-saves', KNOWN_DOMAIN_SAVE_PATHS],
  ['storage-pools', KNOWN_POOL_PATHS],
] as const

/** libvirt's places in a folder that was opened by itself: /etc or /var/lib/libvirt, or one around or in it. */
export function findLibvirtUnits(finder: PlaceFinder): readonly ScanUnit[] {
  const opened = baseNameOf(finder.tree.rootPath)
  return PLACES.flatMap(([kind, known]) => {
    const names = new Set(known.flatMap((path) => insideOf(opened, path)))
    const paths = [...names].map((name) => finder.directory(name))
    return [...new Set(paths.filter((path) => path !== undefined))].map((path) => ({ kind, path }))
  })
}

/** Whether it is of the driver's state, which is called as the folder of definitions is. */
export function isDriverState({ kind }: ScanUnit): boolean {
  return kind === 'domain-snapshots' || kind === 'domain-saves'
}

/** What of a known path lies in each folder above it that is called so. */
function insideOf(name: string, path: TreePath): readonly TreePath[] {
  const found: TreePath[] = []
  for (let above = parentPath(path); above !== ''; above = parentPath(above)) {
    if (baseNameOf(above) === name) found.push(path.slice(above.length + 1))
  }
  return found
}
