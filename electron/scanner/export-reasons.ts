import { firstOfAnother, ownerByName } from '../../shared/analysis/chain/another-instance.ts'
import type { Chain, ChainLayer } from '../../shared/analysis/chain/chain-model.ts'
import { endsAtHostOwn } from '../../shared/analysis/chain/host-own.ts'
import { isAnotherPart } from '../../shared/analysis/chain/part-doubts.ts'
import { refusedLayer } from '../../shared/analysis/chain/refused-layer.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { isDiskReadable } from '../../shared/formats/readable.ts'
import { isExtentAlone } from '../../shared/formats/vmdk/extent-alone.ts'
import type { NoExport } from '../../shared/ipc/answers.ts'
import { otherThanRecorded } from '../files/other-than-recorded.ts'

/** Why the guest's disk of an image cannot be had, by its chain or its header; undefined where it can. */
export function reasonAgainst(
  chain: Chain,
  details: ImageDetails,
  image: string,
): NoExport | undefined {
  return reasonInChain(chain, image) ?? reasonInHeader(details)
}

function reasonInChain(chain: Chain, image: string): NoExport | undefined {
  const { layers, state } = chain
  if (layers.some(({ image }) => image.encryption !== undefined)) return 'encrypted'
  // Nothing is lacking that could be found: such a name is never followed.
  if (endsAtHostOwn(state)) return 'refused'
  // Such a name is never followed either, whatever is located.
  if (layers.some(({ image }) => image.extentsElsewhere !== undefined)) return 'path'
  if (isOnAnother(layers, image)) return 'another'
  if (refusedLayer(chain) !== undefined) return 'unread'
  const isWhole = state.kind === 'standalone' || state.kind === 'complete'
  const isLacking = layers.some(({ elsewhere }) => (elsewhere?.absent ?? 0) > 0)
  const isOther = layers.some((layer, at) => {
    const above = layers[at - 1]
    return above !== undefined && otherThanRecorded(above, layer) !== undefined
  })
  if (!isWhole || isLacking) return 'chain'
  const parts = layers.flatMap(({ elsewhere }) => elsewhere?.located ?? [])
  if (parts.some(({ doubts }) => isAnotherPart(doubts))) return 'part'
  return isOther ? 'other' : undefined
}

/** What a scan passes over, and whoever opens it for its disk does not. */
function reasonInHeader({ summary, vmdk }: ImageDetails): NoExport | undefined {
  if (vmdk !== undefined && isExtentAlone(vmdk)) return 'extent'
  return isDiskReadable(summary) ? undefined : 'unread'
}

/** Whether it stands on the disk of another instance, which the command line does not read by itself. */
function isOnAnother(layers: readonly ChainLayer[], image: string): boolean {
  const [top, ...below] = layers
  const paths = below.filter((layer) => !isLocated(layer)).map(({ displayPath }) => displayPath)
  const own = [image, top?.displayPath ?? image].flatMap((path) => ownerByName(path) ?? [])
  return firstOfAnother(paths, own, ownerByName) !== undefined
}

/** Whether somebody pointed at it. */
export function isLocated({ recorded }: ChainLayer): boolean {
  return recorded?.rule === 'located'
}
