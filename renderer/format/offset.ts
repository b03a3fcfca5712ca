import { formatSize } from '../../shared/report/size.ts'

/** An offset as tools for bytes show it: `0x50000`. */
export function formatOffset(value: number | bigint): string {
  return `0x${value.toString(16)}`
}

/** An offset in both ways that tools write it: `0x50000 (327680)`. */
export function formatOffsetExact(value: number | bigint): string {
  return value < 10 ? String(value) : `${formatOffset(value)} (${value})`
}

/** From here on three digits tell one place from the next. */
const TELLING = 1 / 200

/**
 * A place on a disk that is looked at in steps of `step` bytes: as a size while that tells it from the
 * next one, else as an offset. Bytes.
 */
export function formatPlace(value: number, step: number): string {
  return step < value * TELLING ? formatOffset(value) : formatSize(value)
}
