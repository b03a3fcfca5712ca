import { formatSize } from '../../shared/report/size.ts'
import { formatOffset } from '../../shared/values/offset.ts'

/** From here on three digits tell one place from the next. */
const TELLING = 1 / 200

/**
 * A place on a disk that is looked at in steps of `step` bytes: as a size while that tells it from the
 * next one, else as an offset. Bytes.
 */
export function formatPlace(value: number, step: number): string {
  return step < value * TELLING ? formatOffset(value) : formatSize(value)
}
