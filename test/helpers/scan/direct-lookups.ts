import { createChainHost } from '../../../electron/files/chain-host.ts'
import type { LookupsFactory } from '../../../electron/scanner/lookups.ts'

/** Looks on the thread that asks, beside workers without threads. */
export const directLookups: LookupsFactory = (grants) => ({
  lookup: createChainHost(grants).lookup,
  close: () => undefined,
})
