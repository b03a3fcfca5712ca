import type { BaseRow, ImageRow } from '../../analysis/rows/rows.ts'
import { hasUnknownOverlays } from '../../analysis/rows/unseen-users.ts'
import { knownAllocated } from '../../analysis/sizes/known-allocated.ts'
import { nameText } from '../../bytes/text.ts'
import { baseNameOf } from '../../files/paths.ts'
import { shortBackingName } from '../backing-path.ts'
import { formatCount } from '../count.ts'
import { shortHashName } from '../short-base-name.ts'
import { optionalSize } from '../size.ts'
import { cacheText } from './cache-text.ts'
import type { Column } from './columns.ts'
import { shownFormat } from './format-text.ts'

export const baseColumns = (nowMs: number): readonly Column<BaseRow>[] => [
  { header: 'NAME', fit: 'cut', cell: (row) => nameText(row.name) + targetNote(row) },
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  {
    header: 'OVERLAYS',
    align: 'right',
    legend:
      'disks that stand directly on it; "-" where none was seen, and whether there is one is not known',
    cell: overlayCount,
  },
  {
    header: 'CACHE',
    legend: 'what the image cache manager of nova-compute makes of it',
    cell: (row) => cacheText(row.cache, nowMs),
  },
  { header: 'IMAGE', fit: 'spare', cell: (row) => row.glanceId ?? '-' },
]

/**
 * What stands on what has columns where anything does: images of a store seldom do. `inOneFolder`: which that is
 * is told above the table.
 */
export function imageColumnsOf(
  rows: readonly ImageRow[],
  inOneFolder: boolean,
): readonly Column<ImageRow>[] {
  const isStanding = ({ backing, overlays }: ImageRow) =>
    backing !== undefined || overlays !== undefined
  const columns = [nameColumn(inOneFolder), ...imageColumns]
  if (!rows.some(isStanding)) return columns
  return [...columns, backingColumn, overlaysColumn(rows.some(({ isAlone }) => isAlone))]
}

function nameColumn(inOneFolder: boolean): Column<ImageRow> {
  const nameOf = ({ id }: ImageRow) => nameText(inOneFolder ? baseNameOf(id) : id)
  return { header: 'NAME', fit: 'cut', cell: (row) => nameOf(row) + linkNote(row) }
}

const imageColumns: readonly Column<ImageRow>[] = [
  { header: 'FORMAT', fit: 'spare', cell: (row) => shownFormat(row.image?.format) ?? '-' },
  { header: 'VIRTUAL', align: 'right', cell: (row) => optionalSize(row.image?.virtualSize) },
  { header: 'ALLOCATED', align: 'right', cell: (row) => optionalSize(knownAllocated(row)) },
  {
    header: 'CHAIN',
    legend: 'whether all that it stands on was found; standalone: it stands on nothing',
    cell: (row) => row.chain,
  },
  {
    header: 'BASE',
    legend: 'the file of the image cache that was made from it',
    cell: ({ basePath }) => (basePath === undefined ? '-' : shortHashName(baseNameOf(basePath))),
  },
]

const backingColumn: Column<ImageRow> = {
  header: 'BACKING',
  legend: 'what its header names below it',
  fit: 'cut',
  cell: ({ backing }) => (backing === undefined ? '-' : nameText(shortBackingName(backing.name))),
}

const STANDING = 'images that stand directly on it, and are lost with it'
const NOT_KNOWN = '; "-" where none was seen, as what lies beside an image by itself was not opened'

function overlaysColumn(areSomeAlone: boolean): Column<ImageRow> {
  return {
    header: 'OVERLAYS',
    align: 'right',
    legend: areSomeAlone ? STANDING + NOT_KNOWN : STANDING,
    cell: ({ overlays = [], isUsersAtLeast }) =>
      isUsersAtLeast === true ? atLeast(overlays.length) : formatCount(overlays.length),
  }
}

/** At least nothing says nothing. */
function atLeast(count: number): string {
  return count === 0 ? '-' : `>= ${formatCount(count)}`
}

/** A symlink and the file that it leads to have one name, and a row each. */
function targetNote({ id, link, linkedAt }: BaseRow): string {
  if (link !== undefined) return ` -> ${nameText(link.target)}`
  return linkedAt === undefined ? '' : ` (file ${nameText(id)})`
}

function linkNote({ hardLinkOf, dataOf }: ImageRow): string {
  const link = hardLinkOf === undefined ? '' : ` (hard link of ${nameText(hardLinkOf)})`
  return dataOf === undefined ? link : `${link} (data of ${nameText(dataOf)})`
}

/** What was not read may stand on it too. */
function overlayCount(row: BaseRow): string {
  const { overlays, isUsersAtLeast } = row
  if (hasUnknownOverlays(row)) return '-'
  return `${isUsersAtLeast === true ? '>= ' : ''}${formatCount(overlays.length)}`
}
