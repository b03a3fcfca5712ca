import { baseNameOf } from '../../../files/paths.ts'
import { instanceName } from '../../disks/instance-name.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3

type BlankClass = 'swap' | 'ephemeral'

/**
 * Nova takes the names of blank disks from the instance's block devices and its configuration, not from
 * its files (nova/virt/imagecache.py, `_list_running_instances`). Of ephemeral disks only the first counts.
 */
export function blankClass({ role, name }: DiskCell): BlankClass | undefined {
  if (role === 'disk.swap') return 'swap'
  return name === 'disk.eph0' || name === 'disk.local' ? 'ephemeral' : undefined
}

/**
 * Instances' folders by the blank disks that their block devices name. `tag` is what names of ephemeral
 * ones end in by the node's configuration; where that is not known, an overlay names what it was then.
 */
export class BlankUsers {
  readonly #tag: string | undefined
  readonly #named = new Map<string, string>()
  /** Names without what they end in, of disks that stand on nothing. */
  readonly #perhaps = new Set<string>()
  readonly #unsized = new Set<BlankClass>()

  constructor(tag: string | undefined) {
    this.#tag = tag
  }

  /** Whether the file below the disk is the one that Nova names: else it does not see that it is used. */
  add(row: InstanceRow, disk: DiskCell, kind: BlankClass): boolean {
    const below = disk.backing === undefined ? undefined : baseNameOf(disk.backing.name)
    const name = kind === 'swap' ? (below ?? swapName(disk)) : this.#ephemeralName(disk, below)
    if (name === undefined) this.#unsized.add(kind)
    else if (name.endsWith('_')) this.#perhaps.add(name)
    else if (!this.#named.has(name)) this.#named.set(name, instanceName(row))
    return name !== undefined && name === below
  }

  /** Ends in `_` where nobody can tell what follows. */
  #ephemeralName({ virtual }: DiskCell, below: string | undefined): string | undefined {
    const start = /^ephemeral_\d+_(?=[^_]+$)/.exec(below ?? '')?.[0]
    if (start === undefined) {
      const gib = sizeIn(virtual, GIB)
      return gib === undefined ? undefined : `ephemeral_${gib}_${this.#tag ?? ''}`
    }
    if (this.#tag !== undefined) return start + this.#tag
    return isTagged(below ?? '') ? below : start
  }

  #mayBeNamed(name: string): boolean {
    return isTagged(name) && (this.#tag === undefined || name.endsWith(`_${this.#tag}`))
  }

  userOf(name: string): string | undefined {
    return this.#named.get(name)
  }

  /** Whether some instance may use a file of that name: its size, or how Nova names it, is not known. */
  mayUse(kind: BlankClass, name: string): boolean {
    if (kind === 'ephemeral' && !this.#mayBeNamed(name)) return false
    return this.#unsized.has(kind) || this.#perhaps.has(name.slice(0, name.lastIndexOf('_') + 1))
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
