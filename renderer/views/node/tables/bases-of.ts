import type { ChainState } from '../../../../shared/analysis/chain/chain-model.ts'
import { shownEnd } from '../../../../shared/analysis/chain/refused-layer.ts'
import { isForged } from '../../../../shared/analysis/findings/declared-findings.ts'
import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'

/** How a chain ends as a row tells it: what may only not be read by this user is nothing that is lost. */
export type ShownChain = ChainState['kind'] | 'denied'

/** What a disk stands on. */
export interface StandsOn {
  /** Path of the base at the end of its chain; where that is not whole, the name in the disk's header. */
  readonly name: string
  readonly chain: ShownChain
}

/** What an instance's disks stand on, that of the root disk first, each once. */
export function basesOf(row: InstanceRow): readonly StandsOn[] {
  const [...disks] = row.disks
  disks.sort((a, b) => rank(a) - rank(b))
  const found = new Map<string, StandsOn>()
  for (const disk of disks) {
    const name = baseOf(disk)
    if (name !== undefined && !found.has(name)) found.set(name, { name, chain: endBelow(disk) })
  }
  return [...found.values()]
}

/** The first of them, by which rows are sorted: ten thousand make no lists for it. */
export function firstBaseOf({ disks }: InstanceRow): string | undefined {
  let found: string | undefined
  for (const disk of disks) {
    if (found !== undefined && rank(disk) > 0) continue
    const name = baseOf(disk)
    if (name !== undefined && rank(disk) === 0) return name
    found ??= name
  }
  return found
}

/** The base of one disk, or the name that its header records of it. */
export function baseOf({
  base,
  backing,
  declared,
  format,
  probedAs,
}: DiskCell): string | undefined {
  // Nobody follows the names in a header that the guest wrote.
  if (format !== undefined && isForged(declared, { format, ...(probedAs && { probedAs }) }))
    return undefined
  return base ?? backing?.name
}

/** How its chain ends below itself: what QEMU refuses of the disk alone is not its base's. */
export function endBelow(disk: DiskCell): ShownChain {
  return disk.refusedIn === 'own' ? ownEnd(disk) : endOf(disk)
}

/** How the chain of a disk ends to whoever wants to open it. */
export function endOf(disk: DiskCell): ShownChain {
  const { chain, refusedIn } = disk
  return refusedIn === undefined ? ownEnd(disk) : shownEnd(chain, refusedIn)
}

function ownEnd({ chain, isDenied }: DiskCell): ShownChain {
  return isDenied === true ? 'denied' : chain
}

/** Whether the chain of a disk is not whole, or nobody could see whether it is. */
export function isBroken(chain: ShownChain): boolean {
  return chain !== 'complete' && chain !== 'standalone' && chain !== 'pending'
}

/** Why an instance has no base file: a key of the catalogue. */
export function noBase({ disks, incomplete }: InstanceRow) {
  const isUnread = disks.some(({ format }) => format === undefined)
  return isUnread || incomplete !== undefined ? 'unknown.base' : 'instances.noBase'
}

function rank({ role }: DiskCell): number {
  return role === 'disk' ? 0 : 1
}
