import { type InsteadOfDisk, insteadOfDisk } from '../../analysis/rows/instead-of-disk.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../../analysis/rows/rows.ts'
import { knownSizes } from '../../analysis/sizes/known-allocated.ts'
import {
  type WhyUnknown,
  whyNoSizes,
  whyNotAllocated,
  whyNoVirtualOf,
} from '../../analysis/sizes/why-unknown.ts'
import { displayText, nameText } from '../../bytes/text.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import { formatCount } from '../count.ts'

/** Why a cell of a row has a dash. */
type Why = WhyUnknown | InsteadOfDisk | 'elsewhere' | 'no-disk'

const reasons: Readonly<Record<Why, string>> = {
  'not-seen': 'the system did not let a file be looked at',
  'not-read': 'a file could not be read',
  'not-probed': 'nothing says what a file is',
  header: 'the header of an image is damaged',
  format: 'the format of an image does not tell',
  'too-large': 'a disk of 8 PiB or more is not counted',
  blocks: 'the file system does not tell how many blocks a file has',
  incomplete: 'not all that is in the folder could be looked at',
  'unread-below': 'an image that a disk stands on could not be read',
  'unread-users': 'what could not be read may use the same files',
  'not-counted': 'the scan ended before it was counted',
  elsewhere: 'the disks are not files of this node',
  'no-disk': 'it has no disk',
  folder: 'a folder is at the name of its disk',
  missing: 'its disk is not there',
  'no-file': 'what is at the name of its disk is no file',
}

/** Of each reason as many rows as are named. */
const NAMED = 3

/**
 * Below a table: what its dashes are for, by reasons, with the rows that have them. `unread` is what may use
 * the same files.
 */
export function unknownNotes<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  whyOf: (row: Row) => readonly (Why | undefined)[],
  unread: readonly TreePath[] = [],
): readonly string[] {
  const byReason = new Map<Why, string[]>()
  for (const row of rows) {
    for (const why of new Set(whyOf(row))) {
      if (why !== undefined) addTo(byReason, why, nameOf(row))
    }
  }
  return [...byReason].map(([why, names]) => {
    const more = names.length > NAMED ? ` and ${formatCount(names.length - NAMED)} more` : ''
    const by = why === 'unread-users' ? firstOf(unread) : ''
    return `  "-" because ${reasons[why]}${by}: ${names.slice(0, NAMED).map(nameText).join(', ')}${more}`
  })
}

/** Of instances that run otherwise than they are started the next time: what runs is told. */
export function definedNotes(
  rows: readonly InstanceRow[],
  nameOf: (row: InstanceRow) => string,
): readonly string[] {
  const differing = rows.flatMap((row) => {
    const { definedAt = '', definedOtherwise: what } = row.identity ?? {}
    return what === undefined
      ? []
      : [`${nameText(nameOf(row))} (${what.join(', ')}; ${displayText(definedAt)})`]
  })
  if (differing.length === 0) return []
  const more = differing.length > NAMED ? ` and ${formatCount(differing.length - NAMED)} more` : ''
  const named = differing.slice(0, NAMED).join(', ')
  return [`  told as they run, and defined otherwise for their next start: ${named}${more}`]
}

function firstOf(unread: readonly TreePath[]): string {
  if (unread.length === 0) return ''
  const more = unread.length > NAMED ? ` and ${formatCount(unread.length - NAMED)} more` : ''
  return ` (${unread.slice(0, NAMED).map(displayText).join(', ')}${more})`
}

/** `hasShares`: the column of what it has of shared bases is shown, which alone may have a dash. */
export function whyOfInstance(row: InstanceRow, hasShares: boolean): readonly (Why | undefined)[] {
  const isDash = hasShares || knownSizes(row)?.exclusive === undefined
  return [whyNoVirtual(row), isDash ? whyNoSizes(row) : undefined]
}

function whyNoVirtual(row: InstanceRow): Why | undefined {
  const { disks, incomplete, remoteDisks = [] } = row
  if (disks.some(({ virtual }) => virtual !== undefined)) return undefined
  if (incomplete !== undefined) return 'incomplete'
  if (disks.length > 0) return disks.find((disk) => disk.whyNoVirtual)?.whyNoVirtual
  const instead = insteadOfDisk(row)
  return instead ?? (remoteDisks.length > 0 ? 'elsewhere' : 'no-disk')
}

export function whyOfImage(row: BaseRow | ImageRow): readonly (Why | undefined)[] {
  return [whyNoVirtualOf(row), whyNotAllocated(row)]
}
