import { isWithin } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { DomainFacts } from '../../../nova/domain.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import type { DomainNames } from '../../hosts/domain-names.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'
import type { NovaLeavesOut } from './nova-domain.ts'

/** What Nova's sum goes over. */
export interface NovaDomains {
  readonly rows: readonly InstanceRow[]
  readonly names: Pick<DomainNames, 'find' | 'ofLibvirt'>
  /** Every domain of the host is known: only then is a folder without one in no sum. */
  readonly complete: boolean
  /** Other hosts use the same instances_path. */
  readonly shared: boolean
  /** Files that are in no instance's folder are looked for with it. */
  readonly host: ChainHost
  /** Notes why a disk is in no sum; where several hosts share the storage it may be in another's. */
  readonly leaveOut: (disk: DiskCell, why: NovaLeavesOut) => void
  /** Where the names of a domain without a folder are looked for. */
  readonly instancesPath: TreePath
}

/** An XML in the folder itself is what an old release wrote: it counts where libvirt's are not known. */
export function domainOf(
  row: InstanceRow,
  { names, complete }: NovaDomains,
): DomainFacts | undefined {
  if (row.identity === undefined) return undefined
  const { uuid, id } = row
  const facts = names.find({ id: uuid })
  return facts === undefined || (complete && isWithin(facts.path, id)) ? undefined : facts
}
