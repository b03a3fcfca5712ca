import type { TreePath } from '../../files/tree.ts'
import { isUnfinished } from '../../nova/base-name.ts'
import { isLeftFolder } from '../../nova/left-folder.ts'
import type { InstanceDirName } from '../../nova/names.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ScanPlan } from '../../scan/plan-model.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'
import type { AllocatedByKind } from '../model.ts'
import { isLeftFile } from './left-file.ts'

type Kind = keyof AllocatedByKind

/** A file linked from several places counts where it matters most, whatever order units come in. */
const claim: readonly Kind[] = ['bases', 'images', 'instances', 'leftovers', 'other']

/** Adds up allocated bytes by what they belong to, every hard-linked file once. */
export interface AllocationTally {
  add(unit: ScanUnit, entry: ScannedEntry): void
  total(): AllocatedByKind
  /** The part that directories themselves take. */
  directories(): number
  /** Of those, what is among `other`: folders that are above what is known, or of nothing known. */
  otherDirectories(): number
}

export function createAllocationTally(plan: ScanPlan): AllocationTally {
  const kindOf = entryKind(folderKinds(plan))
  const sums = { instances: 0, bases: 0, images: 0, leftovers: 0, other: 0 }
  const linked = new Map<string, Kind>()
  const directories = { all: 0, other: 0 }

  return {
    add(unit, entry) {
      const kind = kindOf(unit, entry)
      if (entry.type === 'directory') {
        directories.all += entry.allocated
        if (kind === 'other') directories.other += entry.allocated
      }
      const before = entry.linkKey === undefined ? undefined : linked.get(entry.linkKey)
      if (before !== undefined) {
        if (claim.indexOf(kind) >= claim.indexOf(before)) return
        sums[before] -= entry.allocated
      }
      if (entry.linkKey !== undefined) linked.set(entry.linkKey, kind)
      sums[kind] += entry.allocated
    },
    total: () => ({ ...sums }),
    directories: () => directories.all,
    otherDirectories: () => directories.other,
  }
}

/** The folders of units, which another unit may list: they belong to what is inside them. */
function folderKinds(plan: ScanPlan): ReadonlyMap<TreePath, Kind> {
  const kinds = new Map<TreePath, Kind>()
  for (const unit of plan.units) {
    if (unit.kind === 'instance') kinds.set(unit.path, instanceKind(unit.instance))
    else if (unit.kind === 'base') kinds.set(unit.path, 'bases')
    else if (unit.kind === 'glance') kinds.set(unit.path, 'images')
  }
  return kinds
}

function entryKind(folders: ReadonlyMap<TreePath, Kind>) {
  return (unit: ScanUnit, entry: ScannedEntry): Kind => {
    switch (unit.kind) {
      case 'instance':
        return instanceKind(unit.instance)
      case 'base':
        return isLeftInCache(entry) ? 'leftovers' : 'bases'
      case 'glance':
        return 'images'
      case 'folder':
        return entry.image === undefined ? 'other' : 'images'
      case 'top':
      case 'snapshots':
      case 'domain-snapshots':
      case 'domain-saves':
      case 'storage-pools':
      case 'session-domains':
      case 'domains': {
        const folder = entry.type === 'directory' ? folders.get(entry.path) : undefined
        return folder ?? (isLeftFile(entry) ? 'leftovers' : 'other')
      }
    }
  }
}

function isLeftInCache(entry: ScannedEntry): boolean {
  return isLeftFile(entry) || (entry.base !== undefined && isUnfinished(entry.base))
}

function instanceKind(instance: InstanceDirName | undefined): Kind {
  return isLeftFolder(instance) ? 'leftovers' : 'instances'
}
