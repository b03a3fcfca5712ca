import type { TreePath } from '../../../files/tree.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import type { Chain, ChainState } from '../../chain/chain-model.ts'
import { endsAtHostOwn } from '../../chain/host-own.ts'
import { lostData } from '../../chain/lost-data.ts'
import type { DiskCell } from '../../rows/rows.ts'

type Lacking = Exclude<ChainState['kind'], 'complete' | 'standalone'>

/** A disk that is not whole: what is lacking cannot be brought along. */
export interface BrokenDisk {
  readonly path: TreePath
  /** `refused`: it names one of the host's own files, be there such a file or not, which is no part of it. */
  readonly chain: Lacking
  /** Of what is lacking, as an image records it; of what could not be read, what the disk itself records. */
  readonly name?: string
}

/** What a disk lacks, by its chain; of one that has none here, by what is known of it. */
export function brokenDisk(
  disk: DiskCell,
  chain: Chain | undefined,
  host: ChainHost,
): BrokenDisk | undefined {
  const { path, backing } = disk
  const state = chain && (isLacking(chain.state.kind) ? chain.state : lostDataOf(chain, host))
  const kind = chain === undefined ? disk.chain : state?.kind
  if (kind === undefined || !isLacking(kind)) return undefined
  const isHostOwn = state !== undefined && endsAtHostOwn(state)
  const isRecorded = state !== undefined && 'name' in state && state.kind !== 'unreadable'
  const name = isRecorded ? state.name : backing?.name
  return { path, chain: isHostOwn ? 'refused' : kind, ...(name && { name }) }
}

function lostDataOf({ layers }: Chain, host: ChainHost): ChainState | undefined {
  for (const layer of layers) {
    const lost = lostData(layer, host)
    if (lost !== undefined) return lost
  }
  return undefined
}

function isLacking(kind: ChainState['kind']): kind is Lacking {
  return kind !== 'complete' && kind !== 'standalone'
}
