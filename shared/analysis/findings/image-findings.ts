import { displayText } from '../../bytes/text.ts'
import type { Clue } from '../../findings/types.ts'
import { formatsAgree } from '../../formats/formats-agree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { Judgement } from '../../scan/model.ts'
import { declaredClue, lostClue } from './declared-findings.ts'
import { headerClues, isLuks } from './header-findings.ts'

/** What is known of an image besides its header. */
export interface ImageFacts {
  /** By disk.info. */
  readonly declared?: string | undefined
  readonly judged?: Judgement | undefined
  /** Nova made it, so that Nova's habits can be expected of it. */
  readonly ofNova: boolean
  /** The header is gone by which it would tell what it stands on. */
  readonly isLost?: boolean | undefined
}

const NONE: readonly Clue[] = []

/** What an image's header and its verdict show. Sound images cost a few comparisons. */
export function imageClues(image: ImageSummary, facts: ImageFacts): readonly Clue[] {
  const { declared, judged, ofNova } = facts
  if (declared !== undefined && !formatsAgree(declared, image)) {
    if (facts.isLost === true) return [lostClue('disk.info', declared, image)]
    const mismatch = declaredClue('disk.info', declared, image, judged)
    // Whatever else the header says is what the guest wrote.
    if (mismatch.code === 'forged-header') return [mismatch]
    return [mismatch, ...headerClues(image, judged, ofNova)]
  }
  const { backing, fault } = image
  const dataFile = image.dataFile ?? image.unusedDataFile
  const isRelative = ofNova && backing !== undefined && !backing.name.startsWith('/')
  const odd = isRelative || isLuks(image)
  if (!odd && dataFile === undefined && fault === undefined && judged === undefined) {
    return backing === undefined || displayText(backing.name) === backing.name
      ? NONE
      : headerClues(image, judged, ofNova)
  }
  return headerClues(image, judged, ofNova)
}
