import { displayText, encodeText } from '../../bytes/text.ts'
import type { QemuInfo, QemuSnapshotInfo } from './qemu-info.ts'
import type { JsonObject, JsonValue } from './qemu-info-specific.ts'
import { wholeDigits } from './qemu-json.ts'
import { qemuSize } from './qemu-size.ts'

const SNAPSHOT_HEADER =
  'ID        TAG               VM SIZE                DATE     VM CLOCK     ICOUNT'

/**
 * The human form of `qemu-img info` (7.2), line by line: a descriptor of 1 MB has hundreds of thousands
 * of them. Each is ended by a newline. Names are made safe for a terminal. Dates of snapshots are in
 * the local time zone, as qemu-img has them.
 */
export function* qemuInfoLines(info: QemuInfo): Generator<string> {
  for (const line of unendedLines(info)) yield `${line}\n`
}

function* unendedLines(info: QemuInfo): Generator<string> {
  yield `image: ${displayText(info.filename)}`
  yield `file format: ${info.format}`
  yield `virtual size: ${virtualSize(info)}`
  yield `disk size: ${qemuSize(info['actual-size'])}`
  if (info.encrypted === true) yield 'encrypted: yes'
  if (info['cluster-size'] !== undefined) yield `cluster_size: ${info['cluster-size']}`
  if (info['dirty-flag'] === true) yield 'cleanly shut down: no'
  yield* backingLines(info)
  yield* snapshotLines(info.snapshots ?? [])
  yield* specificLines(info)
}

function virtualSize(info: QemuInfo): string {
  const size = info['virtual-size']
  return size === undefined ? 'unavailable' : `${qemuSize(size)} (${wholeDigits(size)} bytes)`
}

function backingLines(info: QemuInfo): readonly string[] {
  const name = info['backing-filename']
  if (name === undefined) return []
  const full = info['full-backing-filename']
  const actual =
    full === undefined
      ? ' (cannot determine actual path)'
      : full === name
        ? ''
        : ` (actual path: ${displayText(full)})`
  const format = info['backing-filename-format']
  return [
    `backing file: ${displayText(name)}${actual}`,
    ...(format === undefined ? [] : [`backing file format: ${displayText(format)}`]),
  ]
}

function* snapshotLines(snapshots: readonly QemuSnapshotInfo[]): Generator<string> {
  if (snapshots.length === 0) return
  yield 'Snapshot list:'
  yield SNAPSHOT_HEADER
  for (const snapshot of snapshots) yield snapshotLine(snapshot)
}

function snapshotLine(snapshot: QemuSnapshotInfo): string {
  return [
    `${padded(displayText(snapshot.id), 9)} `,
    `${padded(displayText(snapshot.name), 16)} `,
    qemuSize(Number(snapshot['vm-state-size'])).padStart(8),
    localTime(snapshot['date-sec']).padStart(20),
    vmClock(snapshot).padStart(13),
    String(snapshot.icount ?? '').padStart(11),
  ].join('')
}

/** C pads to a width in bytes, not in characters. */
function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - encodeText(text).length))
}

function localTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}

function vmClock(snapshot: QemuSnapshotInfo): string {
  const seconds = snapshot['vm-clock-sec']
  const milliseconds = Math.floor(snapshot['vm-clock-nsec'] / 1_000_000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${parts.map(two).join(':')}.${String(milliseconds).padStart(3, '0')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function* specificLines(info: QemuInfo): Generator<string> {
  const specific = info['format-specific']
  if (specific === undefined) return
  yield 'Format specific information:'
  yield* objectLines(specific.data, 1)
}

function* objectLines(object: JsonObject, depth: number): Generator<string> {
  for (const [key, value] of Object.entries(object)) {
    yield* valueLines(key.replaceAll('-', ' '), value, depth)
  }
}

function* valueLines(label: string, value: JsonValue, depth: number): Generator<string> {
  const indent = '    '.repeat(depth)
  if (typeof value !== 'object') {
    yield `${indent}${label}: ${typeof value === 'string' ? displayText(value) : value}`
    return
  }
  yield `${indent}${label}:`
  if (!isList(value)) yield* objectLines(value, depth + 1)
  else for (const [index, item] of value.entries()) yield* valueLines(`[${index}]`, item, depth + 1)
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value)
}
