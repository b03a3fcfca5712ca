import type { ChainHost, Lookup } from '../../shared/analysis/chain/chain-host.ts'
import { unlessHostOwn } from '../../shared/analysis/chain/host-own.ts'
import type { Address } from '../../shared/analysis/places/address.ts'

/**
 * Many disks stand on one base, and their chains are followed again for what reports say of them: it is
 * opened once, so that all that is said of it is of one moment. What is refused depends on who asks.
 */
export function lookOnce({ places, lookup }: ChainHost): ChainHost['lookup'] {
  const known = new Map<Address, Lookup>()
  return (address, by) => {
    const before = known.get(address)
    if (before !== undefined) return unlessHostOwn(before, by, places)
    const found = lookup(address, by)
    if (found.kind !== 'refused') known.set(address, found)
    return found
  }
}
