import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { Evidence } from '../../findings/types.ts'
import { CONFIG_FOLDERS } from '../../scan/cover.ts'
import type { Layout, PlannedNode } from '../../scan/layout.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'

/**
 * Of each kind so many are named: a host has some ten services' configurations. What is left the next scan names,
 * as the folder that they lie in may have other things in it, that are nobody's to give.
 */
const NAMED = 32

/** What has to be opened to a reader, and no more than that: a node has keys and passwords beside its disks. */
export interface RefusedPlaces {
  add(unit: ScanUnit, entry: ScannedEntry): void
  /** The first to be opened; undefined where there is none. */
  first(): TreePath | undefined
  /** What the commands name; each path once. */
  evidence(): Evidence
}

/**
 * - enter: a folder on the way to places, in which nothing else is read.
 * - read: by itself, as of configuration.
 * - readBelow: with all that is in it.
 */
type Access = 'enter' | 'read' | 'readBelow'

/**
 * What lets an ordinary user read what was refused. What is only on the way has to be entered: an ACL of what lies
 * in a folder is of no use to whoever may not enter that.
 */
export function createRefusedPlaces({
  layout,
  parts,
}: Pick<PlannedNode, 'layout' | 'parts'>): RefusedPlaces {
  const [enter, read, readBelow] = [new Set<TreePath>(), new Set<TreePath>(), new Set<TreePath>()]
  const found = { enter, read, readBelow }
  return {
    add(unit, entry) {
      const [access, path] = wantedOf(unit, entry, layout)
      // Nobody is to be given all of a host.
      if (layout.kind !== 'node' || path !== '') found[access].add(path)
    },
    first: () => [enter, readBelow, read].flatMap((paths) => [...paths].sort())[0],
    evidence() {
      const shut = parts.flatMap((part) => part.layout.shutInstances ?? [])
      const behind = shut.flatMap(({ folder, path = '' }) =>
        enter.has(folder) && path !== '' ? path : [],
      )
      return {
        ...named('enter', enter),
        ...named('read', read),
        ...named('readBelow', new Set([...readBelow, ...behind])),
      }
    },
  }
}

function named(access: Access, paths: ReadonlySet<TreePath>): Evidence {
  return paths.size === 0 ? {} : { [access]: [...paths].sort().slice(0, NAMED) }
}

function wantedOf(
  unit: ScanUnit,
  { path, type, unseen }: ScannedEntry,
  { instancesPath }: Layout,
): readonly [Access, TreePath] {
  if (instancesPath !== undefined && isWithin(unit.path, instancesPath))
    return ['readBelow', instancesPath]
  if (unit.kind === 'top') {
    const isOnTheWay = type === 'directory' && unseen !== true && !isConfiguration(path)
    return [isOnTheWay ? 'enter' : 'read', path]
  }
  if (unit.kind !== 'folder') return ['readBelow', unit.path]
  // Of a folder of anything only what was refused; what was opened may be nova's home, with its key in it.
  return [type === 'directory' && path !== '' ? 'readBelow' : 'read', path]
}

function isConfiguration(path: TreePath): boolean {
  return CONFIG_FOLDERS.some((folder) => isWithin(path, folder))
}
