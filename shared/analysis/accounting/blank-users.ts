import { instanceName } from '../instance-name.ts'
import type { DiskCell, InstanceRow } from '../model.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3

type BlankClass = 'swap' | 'ephemeral'

/**
 * Nova takes the names of blank disks from the instance's block devices, not from its files. An overlay
 * names the same; one that is flat is as long as the block device. Of ephemeral disks only the first
 * counts, and what its name ends in comes from the guest's system: any file of its size may be meant.
 */
export function blankClass({ role, name }: DiskCell): BlankClass | undefined {
  if (role === 'disk.swap') return 'swap'
  return name === 'disk.eph0' || name === 'disk.local' ? 'ephemeral' : undefined
}

/** Instances' folders by the blank disks that their block devices name. */
export class BlankUsers {
  readonly #named = new Map<string, string>()
  readonly #unsized = new Set<BlankClass>()

  /** A disk that stands on nothing. */
  addFlat(row: InstanceRow, disk: DiskCell, kind: BlankClass): void {
    const name = nameBySize(disk, kind)
    if (name === undefined) this.#unsized.add(kind)
    else if (!this.#named.has(name)) this.#named.set(name, instanceName(row))
  }

  userOf(name: string): string | undefined {
    return this.#named.get(name) ?? this.#named.get(name.slice(0, name.lastIndexOf('_') + 1))
  }

  /** Whether some disk's size, and so its name, is not known. */
  hasUnsized(kind: BlankClass): boolean {
    return this.#unsized.has(kind)
  }
}

/** Of an ephemeral disk without its end. */
function nameBySize({ virtual = 0 }: DiskCell, kind: BlankClass): string | undefined {
  const size = virtual / (kind === 'swap' ? MIB : GIB)
  if (size === 0 || !Number.isInteger(size)) return undefined
  return kind === 'swap' ? `swap_${size}` : `ephemeral_${size}_`
}
