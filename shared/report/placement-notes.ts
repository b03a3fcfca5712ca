import { leftGib, type PlacementDisk } from '../analysis/accounting/nova/placement.ts'
import { hostSpaceCatalogue } from '../i18n/host-space.ts'
import type { Language } from '../ipc/contract.ts'
import { fill } from '../values/fill.ts'
import { formatCount } from './count.ts'

/** What is to be known of DISK_GB beside its numbers. */
export interface PlacementNotes {
  /** Of this host, sentence by sentence. */
  readonly notes: readonly string[]
  /** What is so of every host. */
  readonly always: readonly string[]
  /** The scheduler gives the host nothing, as the first of them says. */
  readonly refusesAll: boolean
}

/** In the window and in the text report alike. */
export function placementNotes(placement: PlacementDisk, language: Language): PlacementNotes {
  const words = hostSpaceCatalogue(language).placement
  const { unknown, isRatioSet, isNovaDown } = placement
  if (unknown === 'no-host') return { notes: [words.noHost], always: [], refusesAll: false }
  const isFull = (leftGib(placement) ?? 1) <= 0
  const notes = [
    ...(isNovaDown === true ? [words.down] : []),
    ...(isFull ? [words.full] : []),
    ...sizeNotes(placement, language),
    ...counted(words.unknown, placement.unknownInstances),
    ...counted(words.fromVolume, placement.fromVolume ?? 0),
    ...counted(words.untold, placement.untoldSpecs),
    ...counted(words.resizes, placement.resizes),
    ...(isRatioSet === undefined && unknown !== 'configuration' ? [words.defaults] : []),
    ...(isRatioSet === false ? [words.ratioOpen] : []),
  ]
  const always = [words.about, words.migration]
  return { notes, always, refusesAll: isFull || isNovaDown === true }
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
