import type { UnitKind } from './scan-unit.ts'

/**
 * Folders in which storage shows read-only snapshots of the folder that they are in: NetApp, Isilon and
 * others (`.snapshot`, over SMB `~snapshot`), and ZFS. Not `.snapshots`, of IBM Storage Scale and snapper: people
 * make folders of that name, and images that are in use in them would be taken for copies.
 */
const FOLDERS: ReadonlySet<string> = new Set(['.snapshot', '~snapshot', '.zfs'])

/** Where a mounted share may begin; instances' own folders come by the ten thousand, and are none. */
const PLACES: ReadonlySet<UnitKind> = new Set<UnitKind>(['top', 'base'])

/**
 * Whether a file or folder lies in the storage's snapshots of a unit; `above` are the names of the folders
 * between the two, outermost first, for a folder with its own. Nobody runs what is in them, whatever names
 * of the live files it records, and its blocks are mostly those of today's files.
 */
export function isInStorageSnapshot(kind: UnitKind, above: readonly string[]): boolean {
  return PLACES.has(kind) && FOLDERS.has(above[0] ?? '')
}

/** The same of a path in a unit, which may be the folder of the snapshots itself. */
export function isStorageSnapshot(
  { kind, path: unit }: { readonly kind: UnitKind; readonly path: string },
  path: string,
): boolean {
  const inside = unit === '' ? path : path.slice(unit.length + 1)
  return isInStorageSnapshot(kind, inside.split('/'))
}
