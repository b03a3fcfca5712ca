import type { CheckFinding, FindingKind, ImageCheck } from '../../../shared/formats/check/types.ts'
import { faultJson, type PlaceJson, placeJson } from '../../../shared/report/json/said-json.ts'

/**
 * `qemu-img check --output=json`: counts that are 0 are left out, but for the errors. What follows
 * the leaks is not qemu's, and left out where there is nothing of it.
 */
export interface QemuCheck {
  readonly filename: string
  readonly format: string
  readonly 'check-errors': number
  readonly 'image-end-offset'?: number
  readonly 'total-clusters'?: number
  readonly 'allocated-clusters'?: number
  readonly 'fragmented-clusters'?: number
  readonly 'compressed-clusters'?: number
  readonly corruptions?: number
  readonly leaks?: number
  /** Structures that end after the file does. */
  readonly 'structures-beyond-end'?: number
  /** How often something is wrong; `findings` has the first of each kind. */
  readonly 'findings-total'?: number
  readonly findings?: readonly ListedFinding[]
  /** The file was written to meanwhile: all of this may not be of one moment. */
  readonly changed?: true
}

/** One thing that is wrong, or a harmless note. */
export interface ListedFinding extends Omit<PlaceJson<CheckFinding>, 'kind'> {
  readonly kind: FindingKind | 'beyond-end'
}

export function qemuCheck(filename: string, format: string, check: ImageCheck): QemuCheck {
  return {
    filename,
    format,
    'check-errors': check.checkErrors,
    ...present('image-end-offset', check.imageEndOffset),
    ...present('total-clusters', check.totalClusters),
    ...present('allocated-clusters', check.allocatedClusters),
    ...present('fragmented-clusters', check.fragmentedClusters),
    ...present('compressed-clusters', check.compressedClusters),
    ...present('corruptions', check.corruptions),
    ...present('leaks', check.leaks),
    ...present('structures-beyond-end', check.beyondEndCount),
    ...present('findings-total', wrongCount(check)),
    ...listed(check),
    ...(check.changed && { changed: true }),
  }
}

function present(
  key: keyof Omit<QemuCheck, 'findings' | 'changed'>,
  value: number,
): Partial<QemuCheck> {
  return value === 0 ? {} : { [key]: value }
}

/** Without notes, which are harmless. */
export function wrongCount({
  corruptions,
  checkErrors,
  leaks,
  beyondEndCount,
}: ImageCheck): number {
  return corruptions + checkErrors + leaks + beyondEndCount
}

function listed({ findings, beyondEnd }: ImageCheck): Pick<QemuCheck, 'findings'> {
  const kind = 'beyond-end' as const
  const ends = beyondEnd
    .map(faultJson)
    .map(({ code: _, ...fault }) => ({ kind, ...fault, times: 1 }))
  const all: readonly ListedFinding[] = [...findings.map(placeJson), ...ends]
  return all.length === 0 ? {} : { findings: all }
}
