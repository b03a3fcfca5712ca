import { displayText } from '../../shared/bytes/text.ts'
import { mapEntry } from '../../shared/formats/disk/map.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import type { DiskFile } from '../files/open-disk.ts'

/** A part of the text is written when it is this long: a map can have millions of lines. */
const PART = 64 * 1024
const COLUMN = 16

/** `qemu-img map --output=json`, byte for byte but for the `compressed` of 8.2. */
export function jsonMap(extents: Iterable<DiskExtent>): Generator<string> {
  return inParts(jsonLines(extents))
}

function* jsonLines(extents: Iterable<DiskExtent>): Generator<string> {
  let before = '['
  for (const extent of extents) {
    yield before + jsonEntry(extent)
    before = ',\n'
  }
  yield before === '[' ? '[]\n' : ']\n'
}

function jsonEntry(extent: DiskExtent): string {
  const { start, length, depth, present, zero, data, compressed, offset, missing, invalid } =
    mapEntry(extent)
  const where = offset === undefined ? '' : `, "offset": ${offset}`
  const gap = missing === undefined ? '' : ', "missing": true'
  const damage = invalid === undefined ? '' : ', "invalid": true'
  return (
    `{ "start": ${start}, "length": ${length}, "depth": ${depth}, "present": ${present}, ` +
    `"zero": ${zero}, "data": ${data}, "compressed": ${compressed}${where}${gap}${damage}}`
  )
}

/**
 * The table of `qemu-img map`: what is data, and in which file. Where qemu-img gives up, at
 * compressed, encrypted, damaged and missing stretches, the column says what they are.
 */
export function humanMap(
  extents: Iterable<DiskExtent>,
  files: readonly DiskFile[],
): Generator<string> {
  return inParts(humanLines(extents, files))
}

function* humanLines(extents: Iterable<DiskExtent>, files: readonly DiskFile[]): Generator<string> {
  yield `${['Offset', 'Length', 'Mapped to'].map((head) => head.padEnd(COLUMN)).join('')}File\n`
  for (const extent of extents) {
    const { start, length, kind, depth, offset, file: part = 0 } = extent
    if (kind === 'zero' || kind === 'unallocated') continue
    const place = kind !== 'data' ? kind : offset === undefined ? 'encrypted' : hex(offset)
    const file = displayText(files[depth]?.dataPaths.get(part) ?? '')
    yield `${[hex(start), hex(length), place].map((cell) => cell.padEnd(COLUMN)).join('')}${file}\n`
  }
}

/** As C's `%#x` has it: 0 without a prefix. */
function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`
}

function* inParts(lines: Iterable<string>): Generator<string> {
  let part = ''
  for (const line of lines) {
    part += line
    if (part.length < PART) continue
    yield part
    part = ''
  }
  yield part
}
