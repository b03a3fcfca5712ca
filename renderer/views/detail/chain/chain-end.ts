import {
  type Chain,
  type ChainLayer,
  isDenied,
} from '../../../../shared/analysis/chain/chain-model.ts'
import { endsAtHostOwn } from '../../../../shared/analysis/chain/host-own.ts'
import { locatedLayers } from '../../../../shared/analysis/chain/located-doubts.ts'
import { lostName } from '../../../../shared/analysis/chain/lost-name.ts'
import { refusedLayer } from '../../../../shared/analysis/chain/refused-layer.ts'
import { isDamage } from '../../../../shared/analysis/findings/damaged-base.ts'
import type { ImageFlag } from '../../../../shared/formats/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'

type State = Chain['state']

/** What the words and the colour for a chain's end depend on. */
interface Judged {
  /** It is whole, and QEMU refuses a layer of it. */
  readonly isRefused: boolean
  /** No layer is missing. */
  readonly isWhole: boolean
  /** It is whole, and a layer of it has lost data, or may have. */
  readonly isDamaged: boolean
  /** It is whole and sound, and no layer of it is a file that a person pointed at. */
  readonly isTrusted: boolean
  /** Its last layer is the only such file. */
  readonly isEndLocated: boolean
  readonly lacksData: boolean
  /** An image that was opened by itself grants nothing beside it: nobody knows that anything is wrong. */
  readonly isOpen: boolean
  /** It ends at one of the host's own files, which is read only where a person points at it. */
  readonly isHostOwn: boolean
}

export type EndReport = Pick<ImageReport, 'chain' | 'findings' | 'located'>

/** How a chain ends, in the keys of the words for it. */
export function chainEnd(report: EndReport) {
  const { chain, findings } = report
  const { state, layers } = chain
  const located = locatedLayers(chain)
  const isWhole = state.kind === 'standalone' || state.kind === 'complete'
  const lacksData = layers.some(({ elsewhere }) => (elsewhere?.absent ?? 0) > 0)
  const refused = isWhole ? refusedLayer(chain) : undefined
  const isDamaged = isWhole && (layers.some(hasFault) || findings.some(isDamage))
  const isRefused = refused !== undefined
  const isTrusted = isWhole && located.length === 0 && !lacksData && !isRefused && !isDamaged
  const isOpen = findings.some(({ code }) => code === 'backing-not-granted')
  const isHostOwn = endsAtHostOwn(state)
  const isEndLocated = located.length === 1 && located[0]?.layer === layers.at(-1)
  const judged = {
    isRefused,
    isWhole,
    isDamaged,
    isTrusted,
    isEndLocated,
    lacksData,
    isOpen,
    isHostOwn,
  }
  const words = wordsOf(chain, judged)
  const isSound = isOpen || (isWhole && !isRefused && !isDamaged)
  const unsound = isDenied(state) ? 'denied' : 'lacking'
  const tone = isTrusted ? 'whole' : isSound ? 'open' : unsound
  const lost = lostName(state)
  return { located, words, tone, lost, refused, chosen: chosenOf(report) } as const
}

/** The file that a person pointed at for the name at which the chain ends, where it is no layer. */
function chosenOf({ chain: { state }, located }: EndReport) {
  if (!('name' in state) || isOwnHeader(state)) return undefined
  const path = located?.get(state.name)
  return path === undefined ? undefined : { name: state.name, path }
}

function wordsOf(chain: Chain, judged: Judged) {
  const { state } = chain
  const { isWhole, isOpen, isHostOwn } = judged
  if (isOwnHeader(state)) return 'chain.ownHeader'
  if (isOpen && !isHostOwn) return 'chain.notGranted'
  if (judged.isRefused)
    return chain.layers.length === 1 ? 'chain.refusedImage' : 'chain.refusedLayer'
  if (judged.isDamaged)
    return chain.layers.length === 1 ? 'chain.damagedImage' : 'chain.damagedLayer'
  if (isWhole && judged.lacksData) return 'facts.elsewhereUnknown'
  if (isWhole && !judged.isTrusted) return judged.isEndLocated ? 'located.whole' : 'located.within'
  if (state.kind === 'standalone' && isInOthers(chain)) return 'chain.dataElsewhere'
  return `chain.state.${isHostOwn ? 'refused' : state.kind}` as const
}

/** What a scan and an inspector both see of any layer, without its tables. */
function hasFault({ image: { fault, flags } }: ChainLayer): boolean {
  const isSealed = fault?.code === 'encrypted'
  return (fault !== undefined && !isSealed) || flags?.some((one) => LOSSES.has(one)) === true
}

const LOSSES: ReadonlySet<ImageFlag> = new Set(['truncated', 'corrupt'])

/** The last layer was found; it is its own header that says nothing of what is below. */
export function isOwnHeader(state: State): boolean {
  return state.kind === 'unreadable' && state.imageFault !== undefined
}

/** Whether the guest's data are in other files; a descriptor that names itself has none there. */
function isInOthers({ layers }: Chain): boolean {
  return layers.some(({ image, elsewhere }) => {
    const { allocated = 0, uncounted = 0 } = elsewhere ?? {}
    return image.dataFile !== undefined || allocated + uncounted > 0
  })
}
