import { displayText, encodeText } from '../../bytes/text.ts'
import type { QemuInfo, QemuSnapshotInfo } from './qemu-info.ts'
import type { JsonObject, JsonValue } from './qemu-info-specific.ts'
import { qemuSize } from './qemu-size.ts'

const SNAPSHOT_HEADER =
  'ID        TAG               VM SIZE                DATE     VM CLOCK     ICOUNT'

/**
 * The human form of `qemu-img info` (7.2), lines ended by newlines. Names are made safe for a
 * terminal. Dates of snapshots are in the local time zone, as qemu-img has them.
 */
export function qemuInfoText(info: QemuInfo): string {
  return [
    `image: ${displayText(info.filename)}`,
    `file format: ${info.format}`,
    `virtual size: ${virtualSize(info)}`,
    `disk size: ${qemuSize(info['actual-size'])}`,
    ...(info.encrypted === true ? ['encrypted: yes'] : []),
    ...(info['cluster-size'] === undefined ? [] : [`cluster_size: ${info['cluster-size']}`]),
    ...(info['dirty-flag'] === true ? ['cleanly shut down: no'] : []),
    ...backingLines(info),
    ...snapshotLines(info.snapshots ?? []),
    ...specificLines(info),
    '',
  ].join('\n')
}

function virtualSize(info: QemuInfo): string {
  const size = info['virtual-size']
  return size === undefined ? 'unavailable' : `${qemuSize(size)} (${size} bytes)`
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

function snapshotLines(snapshots: readonly QemuSnapshotInfo[]): readonly string[] {
  if (snapshots.length === 0) return []
  return ['Snapshot list:', SNAPSHOT_HEADER, ...snapshots.map(snapshotLine)]
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

function specificLines(info: QemuInfo): readonly string[] {
  const specific = info['format-specific']
  if (specific === undefined) return []
  return ['Format specific information:', ...objectLines(specific.data, 1)]
}

function objectLines(object: JsonObject, depth: number): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) =>
    valueLines(key.replaceAll('-', ' '), value, depth),
  )
}

function valueLines(label: string, value: JsonValue, depth: number): readonly string[] {
  const indent = '    '.repeat(depth)
  if (typeof value !== 'object') {
    const text = typeof value === 'string' ? displayText(value) : String(value)
    return [`${indent}${label}: ${text}`]
  }
  const lines = isList(value)
    ? value.flatMap((item, index) => valueLines(`[${index}]`, item, depth + 1))
    : objectLines(value, depth + 1)
  return [`${indent}${label}:`, ...lines]
}

function isList(value: readonly JsonValue[] | JsonObject): value is readonly JsonValue[] {
  return Array.isArray(value)
}
