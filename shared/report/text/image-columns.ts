import type { BaseRow, ImageRow } from '../../analysis/rows/rows.ts'
import { knownAllocated } from '../../analysis/sizes/known-allocated.ts'
import { nameText } from '../../bytes/text.ts'
import { baseNameOf } from '../../files/paths.ts'
import { optionalSize } from '../size.ts'
import { cacheText } from './cache-text.ts'
import type { Column } from './columns.ts'
import { shownFormat } from './format-text.ts'

export const baseColumns = (nowMs: number): readonly Column<BaseRow>[] => [
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.name) + targetNote(row) },
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  { header: 'OVERLAYS', align: 'right', cell: overlayCount },
  { header: 'CACHE', cell: (row) => cacheText(row.cache, nowMs) },
  { header: 'IMAGE', fit: 'spare', cell: (row) => row.glanceId ?? '-' },
]

export const imageColumns: readonly Column<ImageRow>[] = [
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.id) + linkNote(row) },
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  { header: 'CHAIN', cell: (row) => row.chain },
  {
    header: 'BASE',
    fit: 'cut',
    cell: ({ basePath }) => (basePath === undefined ? '-' : nameText(baseNameOf(basePath))),
  },
]

function targetNote({ link }: BaseRow): string {
  return link === undefined ? '' : ` -> ${nameText(link.target)}`
}

function linkNote({ hardLinkOf, dataOf }: ImageRow): string {
  const link = hardLinkOf === undefined ? '' : ` (hard link of ${nameText(hardLinkOf)})`
  return dataOf === undefined ? link : `${link} (data of ${nameText(dataOf)})`
}

/** What was not read may stand on it too. */
function overlayCount({ overlays, isUsersAtLeast }: BaseRow): string {
  return `${isUsersAtLeast === true ? '>= ' : ''}${overlays.length}`
}
