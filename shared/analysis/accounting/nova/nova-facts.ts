import type { NovaConfig } from '../../../nova/conf.ts'
import type { SpaceOfHost } from '../../hosts/space-of-host.ts'
import type { AllocatedByKind } from '../../model.ts'
import type { NovaDomains } from './nova-domains.ts'

export interface NovaFacts {
  readonly domains: NovaDomains
  readonly byKind: AllocatedByKind
  readonly space: SpaceOfHost
  readonly config: NovaConfig | undefined
  /** Bytes that `get_disk_usage` finds: regular files directly in the cache, on the same device. */
  readonly cacheUsage: number
  readonly complete: boolean
  /** Configuration of Nova that may be there could not be read. */
  readonly isConfigShut: boolean
  /** As of `PlacementDisk`. */
  readonly isHostSeen: boolean
}
