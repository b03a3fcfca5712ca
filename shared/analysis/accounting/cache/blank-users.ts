import { baseNameOf } from '../../../files/paths.ts'
import { addTo } from '../../../values/grouped.ts'
import { GIB, MIB } from '../../../values/sizes.ts'
import { instanceName } from '../../disks/instance-name.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'

export type BlankClass = 'swap' | 'ephemeral'

/**
 * Nova takes the names of blank disks from the instance's block devices and its configuration, not from
 * its files (nova/virt/imagecache.py, `_list_running_instances`). Of ephemeral disks only the first counts.
 */
export function blankClass({ role, name }: DiskCell): BlankClass | undefined {
  if (role === 'disk.swap') return 'swap'
  return name === 'disk.eph0' || name === 'disk.local' ? 'ephemeral' : undefined
}

/**
 * Instances' folders by the blank disks that their block devices name. `tags` are what names of ephemeral
 * ones end in by the configuration of each host, all of which count them; where that is not known, an
 * overlay names what it was then.
 */
export class BlankUsers {
  readonly #tags: readonly string[] | undefined
  readonly #named = new Map<string, InstanceRow[]>()
  /** By names without what they end in, of disks that stand on nothing. */
  readonly #perhaps = new Map<string, InstanceRow[]>()
  readonly #unsized = new Map<string, InstanceRow[]>()

  constructor(tags: readonly string[] | undefined) {
    this.#tags = tags
  }

  /** Whether the file below the disk is the one that Nova names: else it does not see that it is used. */
  add(row: InstanceRow, disk: DiskCell, kind: BlankClass): boolean {
    const below = disk.backing === undefined ? undefined : baseNameOf(disk.backing.name)
    const names = kind === 'swap' ? [below ?? swapName(disk)] : this.#ephemeralNames(disk, below)
    for (const name of names) this.#note(row, name, kind)
    return below !== undefined && names.includes(below)
  }

  #note(row: InstanceRow, name: string | undefined, kind: BlankClass): void {
    if (name === undefined) addTo(this.#unsized, kind, row)
    else addTo(name.endsWith('_') ? this.#perhaps : this.#named, name, row)
  }

  /** One ends in `_` where nobody can tell what follows. */
  #ephemeralNames({ virtual }: DiskCell, below = ''): readonly (string | undefined)[] {
    const recorded = /^ephemeral_\d+_(?=[^_]+$)/.exec(below)?.[0]
    const gib = sizeIn(virtual, GIB)
    const start = recorded ?? (gib === undefined ? undefined : `ephemeral_${gib}_`)
    if (start === undefined) return [undefined]
    if (this.#tags !== undefined) return this.#tags.map((tag) => start + tag)
    return [recorded !== undefined && isTagged(below) ? below : start]
  }

  #mayBeNamed(name: string): boolean {
    if (!isTagged(name)) return false
    return this.#tags?.some((tag) => name.endsWith(`_${tag}`)) ?? true
  }

  userOf(name: string): string | undefined {
    const [first] = this.#named.get(name) ?? []
    return first === undefined ? undefined : instanceName(first)
  }

  /** All that use a file of that name. */
  allOf(name: string): readonly InstanceRow[] {
    return this.#named.get(name) ?? []
  }

  /** All that may use a file of that name: their size, or how Nova names it, is not known. */
  perhapsOf(kind: BlankClass, name: string): readonly InstanceRow[] {
    if (kind === 'ephemeral' && !this.#mayBeNamed(name)) return []
    const start = name.slice(0, name.lastIndexOf('_') + 1)
    return [...(this.#unsized.get(kind) ?? []), ...(this.#perhaps.get(start) ?? [])]
  }
}

/** Part of an MD5; the endings of older releases, such as `default`, are none, and not looked for. */
function isTagged(name: string): boolean {
  return /_[0-9a-f]{7}$/.test(name)
}

function swapName({ virtual }: DiskCell): string | undefined {
  const mib = sizeIn(virtual, MIB)
  return mib === undefined ? undefined : `swap_${mib}`
}

function sizeIn(bytes = 0, unit: number): number | undefined {
  const size = bytes / unit
  return size === 0 || !Number.isInteger(size) ? undefined : size
}
