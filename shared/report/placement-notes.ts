import { leftGib, type PlacementDisk } from '../analysis/accounting/nova/placement.ts'
import { fill } from '../i18n/fill.ts'
import { hostSpaceCatalogue } from '../i18n/host-space.ts'
import type { Language } from '../ipc/contract.ts'
import { formatCount } from './count.ts'

/** What is to be known of DISK_GB beside its numbers. */
export interface PlacementNotes {
  /** Sentence by sentence. */
  readonly notes: readonly string[]
  /** Nothing is left, as the first of them says. */
  readonly isFull: boolean
}

/** In the window and in the text report alike. */
export function placementNotes(placement: PlacementDisk, language: Language): PlacementNotes {
  const words = hostSpaceCatalogue(language).placement
  const { unknown, isRatioSet } = placement
  if (unknown === 'no-host') return { notes: [words.noHost], isFull: false }
  const isFull = (leftGib(placement) ?? 1) <= 0
  const notes = [
    ...(isFull ? [words.full] : []),
    ...sizeNotes(placement, language),
    ...counted(words.unknown, placement.unknownInstances),
    ...counted(words.fromVolume, placement.fromVolume ?? 0),
    ...counted(words.untold, placement.untoldSpecs),
    ...counted(words.resizes, placement.resizes),
    ...(isRatioSet === undefined && unknown !== 'configuration' ? [words.defaults] : []),
    ...(isRatioSet === false ? [words.ratioOpen] : []),
    words.about,
    words.migration,
  ]
  return { notes, isFull }
}

function sizeNotes(
  { unknown, totalGib, ratio }: PlacementDisk,
  language: Language,
): readonly string[] {
  const words = hostSpaceCatalogue(language).placement
  if (unknown === 'configuration') return [words.shut]
  if (totalGib === undefined) return [words.unknownTotal]
  return ratio > 1 ? [fill(words.largest, { max: formatCount(totalGib) })] : []
}

function counted(text: string, count: number): readonly string[] {
  return count === 0 ? [] : [fill(text, { count: formatCount(count) })]
}
