import type { ImageMeasure } from '../../../shared/formats/qcow2/measure.ts'

/**
 * The two forms of `qemu-img measure`, byte for byte. With `changed` JSON says besides that the image was
 * written to meanwhile.
 */
export function measureText(
  measure: ImageMeasure,
  output: 'human' | 'json',
  changed = false,
): string {
  const { required, fullyAllocated, bitmaps } = measure
  if (output === 'json') {
    const json = {
      ...(bitmaps !== undefined && { bitmaps }),
      required,
      'fully-allocated': fullyAllocated,
      ...(changed && { changed }),
    }
    return `${JSON.stringify(json, undefined, 4)}\n`
  }
  const more = bitmaps === undefined ? '' : `bitmaps size: ${bitmaps}\n`
  return `required size: ${required}\nfully allocated size: ${fullyAllocated}\n${more}`
}
