import { sentenceOf } from '../../bytes/errors.ts'
import type { Clue } from '../../findings/types.ts'
import type { Chain } from '../chain/chain-model.ts'
import { isSpoiled } from '../chain/hides.ts'

/**
 * What was found of an instance's disk whose header QEMU refuses: the instance has lost its disk. Where
 * the header does not tell either what the disk stands on, all bases are at stake with it.
 */
export function withLostBase(clues: readonly Clue[], { layers, state }: Chain): readonly Clue[] {
  const [top] = layers
  const fault = top?.image.fault
  if (clues.length === 0 || fault === undefined) return clues
  const isLost = state.kind === 'unreadable' && layers.length === 1
  if (!isLost && !isSpoiled(fault)) return clues
  return clues.map((one) => {
    if (one.code !== 'image-fault' || !OWN.has(String(one.evidence['case']))) return one
    const lost = isLost ? { case: 'lost', message: sentenceOf(fault) } : {}
    return { ...one, severity: 'high', evidence: { ...one.evidence, ...lost } }
  })
}

/** Of its own header, not of one below. */
const OWN: ReadonlySet<string> = new Set(['own', 'there'])
