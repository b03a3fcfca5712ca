import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainDisk } from '../../nova/domain-disks.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import { instanceFileRole } from '../../nova/names.ts'
import { nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { Chain } from '../chain/chain-model.ts'
import { domainDisk } from '../chain/domain-format.ts'
import { isDisk } from './is-disk.ts'

/**
 * What is a disk in an instance's folder. Nova's names tell; where somebody put a snapshot's overlay on a
 * disk, the domain names the overlay, and what that stands on is a layer of it and no disk of its own.
 */
export interface FolderDisks {
  /** What the file is to the instance; undefined for what is none of its disks. */
  roleOf(entry: ScannedEntry): EntryRole | undefined
  /** A disk that the domain names stands on it, whatever its own name says. */
  isLayer(entry: ScannedEntry): boolean
}

export const byNames: FolderDisks = {
  roleOf: (entry) => (isDisk(entry) ? entry.role : undefined),
  isLayer: () => false,
}

const NONE: ReadonlySet<ScannedEntry> = new Set()

/** Files of the folder that Nova's names tell nothing of, and that the domain has as its disks. */
export function overlaysOf(
  result: UnitResult,
  facts: DomainFacts | undefined,
): ReadonlySet<ScannedEntry> {
  const folder = folderOf(result)
  if (facts === undefined || !facts.disks.some((disk) => isOverlay(disk, folder))) return NONE
  return new Set(
    result.entries.filter((entry) => {
      if (entry.type !== 'file' || entry.role !== 'unknown') return false
      if (parentPath(entry.path) !== result.unit.path) return false
      const disk = domainDisk(facts, folder, nameInFolder(entry))
      return disk !== undefined && isOverlay(disk, folder)
    }),
  )
}

/** `chains` are those of the unit's images, the overlays among them. */
export function folderDisks(
  result: UnitResult,
  facts: DomainFacts | undefined,
  overlays: ReadonlySet<ScannedEntry>,
  chains: ReadonlyMap<ScannedEntry, Chain>,
): FolderDisks {
  if (overlays.size === 0) return byNames
  const own = result.entries.filter(isDisk)
  const roles = new Map<ScannedEntry, EntryRole>()
  const below = new Set<TreePath>()
  for (const entry of overlays) {
    const layers = chains.get(entry)?.layers.slice(1) ?? []
    for (const { path } of layers) below.add(path)
    const disk = own.find(({ path }) => layers.some((layer) => layer.path === path))
    roles.set(entry, disk?.role ?? 'disk')
  }
  const isLayer = (entry: ScannedEntry): boolean => {
    if (!below.has(entry.path)) return false
    return domainDisk(facts, folderOf(result), nameInFolder(entry)) === undefined
  }
  return {
    roleOf: (entry) => roles.get(entry) ?? (isLayer(entry) ? undefined : byNames.roleOf(entry)),
    isLayer,
  }
}

/** As Nova and libvirt know it, also where that is a symlink to where it lies. */
function folderOf({ unit: { path, linkedAt = path } }: UnitResult): TreePath {
  return linkedAt
}

/** A volume is Cinder's, wherever it is mounted, and what a drive reads was put in by hand. */
function isOverlay({ device, volumeId, source }: DomainDisk, folder: TreePath): boolean {
  if (source.kind !== 'file' || device !== 'disk' || volumeId !== undefined) return false
  if (instanceFileRole(baseNameOf(source.path)) !== 'unknown') return false
  return parentPath(source.path).endsWith(`/${baseNameOf(folder)}`)
}
