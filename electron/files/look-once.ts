import type { ChainHost, Lookup } from '../../shared/analysis/chain/chain-host.ts'
import type { Address } from '../../shared/analysis/places/address.ts'

/**
 * Many disks stand on one base, and their chains are followed again for what reports say of them: it is
 * opened once, so that all that is said of it is of one moment.
 */
export function lookOnce(lookup: ChainHost['lookup']): ChainHost['lookup'] {
  const known = new Map<Address, Lookup>()
  return (address) => {
    const found = known.get(address) ?? lookup(address)
    known.set(address, found)
    return found
  }
}
