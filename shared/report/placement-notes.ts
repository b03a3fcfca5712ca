import { leftGib, type PlacementDisk } from '../analysis/accounting/nova/placement.ts'
import { hostSpaceCatalogue } from '../i18n/host-space.ts'
import type { Language } from '../ipc/contract.ts'
import { fill } from '../values/fill.ts'
import { formatCount } from './count.ts'

/** What is to be known of DISK_GB beside its numbers. */
export interface PlacementNotes {
  /** Why the scheduler gives the host nothing; absent where it does. */
  readonly refusal?: string
  /** Of this host, sentence by sentence. */
  readonly notes: readonly string[]
  /** What is so of every host. */
  readonly always: readonly string[]
}

/** In the window and in the text report alike. */
export function placementNotes(placement: PlacementDisk, language: Language): PlacementNotes {
  const words = hostSpaceCatalogue(language).placement
  const { unknown, isRatioSet, isNovaDown } = placement
  if (unknown === 'no-host') return { notes: [words.noHost], always: [] }
  const down = isNovaDown === true ? [words.down] : []
  const full = (leftGib(placement) ?? 1) <= 0 ? [words.full] : []
  const [refusal, ...others] = [...down, ...full]
  const notes = [
    ...others,
    ...sizeNotes(placement, language),
    ...counted(words.unknown, placement.unknownInstances),
    ...counted(words.fromVolume, placement.fromVolume ?? 0),
    ...counted(words.untold, placement.untoldSpecs),
    ...counted(words.resizes, placement.resizes),
    ...(isRatioSet === undefined && unknown !== 'configuration' ? [words.defaults] : []),
    ...(isRatioSet === false ? [words.ratioOpen] : []),
  ]
  const always = [words.about, words.migration]
  return { ...(refusal !== undefined && { refusal }), notes, always }
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
