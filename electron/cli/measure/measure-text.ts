import type { ImageMeasure } from '../../../shared/formats/qcow2/measure.ts'
import { qemuJson, wholeDigits } from '../../../shared/report/qemu/qemu-json.ts'

/** What is known of a measurement besides its numbers. */
export interface MeasureDoubts {
  /** Some of the disk could not be counted: it takes so much at least. */
  readonly isAtLeast: boolean
  /** The image was written to meanwhile. */
  readonly changed: boolean
}

const NO_DOUBTS: MeasureDoubts = { isAtLeast: false, changed: false }

/**
 * The two forms of `qemu-img measure`, byte for byte, where nothing is in doubt. What is not known is under
 * another key, so that no script takes it for what suffices.
 */
export function measureText(
  measure: ImageMeasure,
  output: 'human' | 'json',
  { isAtLeast, changed } = NO_DOUBTS,
): string {
  const { required, fullyAllocated, bitmaps } = measure
  if (output === 'json') {
    const json = {
      ...(bitmaps !== undefined && { bitmaps }),
      [isAtLeast ? 'required-at-least' : 'required']: required,
      'fully-allocated': fullyAllocated,
      ...(changed && { changed }),
    }
    return [...qemuJson(json)].join('')
  }
  const least = isAtLeast ? '>= ' : ''
  const more = bitmaps === undefined ? '' : `bitmaps size: ${bitmaps}\n`
  return `required size: ${least}${wholeDigits(required)}\nfully allocated size: ${wholeDigits(fullyAllocated)}\n${more}`
}
