import { displayText } from '../../../shared/bytes/text.ts'
import { isEncrypted, mapEntry } from '../../../shared/formats/disk/map.ts'
import type { DiskExtent } from '../../../shared/formats/disk/types.ts'
import { wholeDigits } from '../../../shared/report/qemu/qemu-json.ts'
import type { DataName } from '../chain/layer-names.ts'

const COLUMN = 16

/** The text of a map, extent by extent: a map can have millions of lines. */
export interface MapText {
  readonly head: string
  readonly line: (extent: DiskExtent) => string
  readonly tail: () => string
}

/**
 * `qemu-img map --output=json`, byte for byte but for the `compressed` of 8.2. Where there is nothing
 * to map it has one entry without a length, at the `start` that was asked for.
 */
export function jsonMap(start: number): MapText {
  let before = ''
  return {
    head: '[',
    line(extent) {
      const line = before + jsonEntry(extent)
      before = ',\n'
      return line
    },
    tail: () => `${before === '' ? emptyEntry(start) : ''}]\n`,
  }
}

function emptyEntry(start: number): string {
  const kind = '"present": false, "zero": false, "data": false, "compressed": false'
  return `{ "start": ${wholeDigits(start)}, "length": 0, "depth": 0, ${kind}}`
}

function jsonEntry(extent: DiskExtent): string {
  const { start, length, depth, present, zero, data, compressed, offset, missing, invalid } =
    mapEntry(extent)
  const where = offset === undefined ? '' : `, "offset": ${BigInt(offset)}`
  const gap = missing === undefined ? '' : ', "missing": true'
  const damage = invalid === undefined ? '' : ', "invalid": true'
  return (
    `{ "start": ${wholeDigits(start)}, "length": ${wholeDigits(length)}, "depth": ${depth}, "present": ${present}, ` +
    `"zero": ${zero}, "data": ${data}, "compressed": ${compressed}${where}${gap}${damage}}`
  )
}

/**
 * The table of `qemu-img map`: what is data, and in which file. Where qemu-img gives up, at
 * compressed, encrypted, damaged and missing stretches, the column says what they are.
 */
export function humanMap(nameOf: DataName): MapText {
  return {
    head: `${['Offset', 'Length', 'Mapped to'].map((head) => head.padEnd(COLUMN)).join('')}File\n`,
    line: (extent) => humanLine(extent, nameOf),
    tail: () => '',
  }
}

/** Nothing of what reads as zeros. */
function humanLine(extent: DiskExtent, nameOf: DataName): string {
  const { start, length, kind, depth, offset = 0, file: part = 0 } = extent
  if (kind === 'zero' || kind === 'unallocated') return ''
  const place = isEncrypted(extent) ? 'encrypted' : kind === 'data' ? hex(offset) : kind
  const file = displayText(nameOf(depth, part))
  return `${[hex(start), hex(length), place].map((cell) => cell.padEnd(COLUMN)).join('')}${file}\n`
}

/** As C's `%#x` has it: 0 without a prefix. */
function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`
}
