import type { BaseRow, ImageRow } from '../../analysis/rows/rows.ts'
import { ifCounted, knownAllocated } from '../../analysis/sizes/known-allocated.ts'
import { whyNotAllocated, whyNoVirtualOf } from '../../analysis/sizes/why-unknown.ts'
import type { Finding } from '../../findings/types.ts'
import { isoTime } from '../../values/time.ts'
import { valuesJson } from '../json/said-json.ts'
import { findingText } from '../text/finding-text.ts'
import { shownFormat } from '../text/format-text.ts'
import type { CsvCell } from './csv-text.ts'

/** What each row of a table says under a header. */
export type Columns<Row> = readonly (readonly [header: string, cell: (row: Row) => CsvCell])[]

/** Why a size is empty, in the words of `unknown` of the JSON report; the file alone is to tell. */
const unknownColumns: Columns<BaseRow | ImageRow> = [
  ['unknown_virtual', (row) => whyNoVirtualOf(row)],
  ['unknown_allocated', (row) => whyNotAllocated(row)],
]

export const baseColumns: Columns<BaseRow> = [
  ['name', (row) => row.name],
  ['path', (row) => row.id],
  ['kind', (row) => row.base.kind],
  ['image_id', (row) => row.glanceId],
  ['format', (row) => shownFormat(row.image?.format)],
  ['virtual_bytes', (row) => row.image?.virtualSize],
  ['length_bytes', (row) => row.length],
  ['allocated_bytes', (row) => knownAllocated(row)],
  ['allocated_from', (row) => row.allocatedFrom ?? 'blocks'],
  ['overlays', (row) => (row.isUsersAtLeast ? undefined : row.overlays.length)],
  // Folders, what a deletion or a resize left among them.
  ['instance_folders', (row) => (row.isUsersAtLeast ? undefined : row.instanceCount)],
  ['overlay_allocated_bytes', (row) => (row.isUsersAtLeast ? undefined : row.overlayAllocated)],
  ['modified_at', (row) => isoTime(row.mtimeMs)],
  ['findings', (row) => row.findings.length],
  ['users', (row) => row.users],
  ['exclusive_bytes', (row) => ifCounted([row], row.exclusive)],
  ['cache_state', ({ cache }) => cache?.kind],
  ['removable_at', ({ cache }) => isoTime(cache?.removableAtMs ?? Number.NaN)],
  ['unseen_users', ({ cache }) => cache?.unseenUsers],
  ['link_target', ({ link }) => link?.target],
  ['users_are_at_least', ({ isUsersAtLeast }) => (isUsersAtLeast ? 'true' : 'false')],
  ['exclusive_is_at_least', ({ isExclusiveAtLeast }) => (isExclusiveAtLeast ? 'true' : 'false')],
  ...unknownColumns,
]

export const imageColumns: Columns<ImageRow> = [
  ['name', (row) => row.name],
  ['path', (row) => row.id],
  ['role', (row) => row.role],
  ['format', (row) => shownFormat(row.image?.format)],
  ['virtual_bytes', (row) => row.image?.virtualSize],
  ['length_bytes', (row) => row.length],
  ['allocated_bytes', (row) => knownAllocated(row)],
  ['allocated_from', (row) => row.allocatedFrom ?? 'blocks'],
  ['modified_at', (row) => isoTime(row.mtimeMs)],
  ['chain_state', (row) => row.chain],
  ['base_path', (row) => row.basePath],
  ['hard_link_of', (row) => row.hardLinkOf],
  ['findings', (row) => row.findings.length],
  ['data_of', (row) => row.dataOf],
  ...unknownColumns,
  ['backing', (row) => row.backing?.name],
  ['backing_path', (row) => row.backing?.path],
  ['overlays', (row) => (row.isUsersAtLeast ? undefined : (row.overlays?.length ?? 0))],
]

/** As in the JSON report, whose `evidence` is in one cell as it stands there. */
export const findingColumns: Columns<Finding> = [
  ['code', ({ code }) => code],
  ['severity', ({ severity }) => severity],
  ['path', ({ subject }) => subject.path],
  ['kind', ({ subject }) => subject.kind],
  ['instance', ({ subject }) => subject.instance],
  ['base', ({ subject }) => subject.base],
  ['message', (finding) => findingText(finding)],
  ['evidence', ({ evidence }) => JSON.stringify(valuesJson(evidence))],
]
