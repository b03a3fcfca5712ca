import type { NodeView, Totals } from '../../analysis/model.ts'
import { isUnrecognised, isUnwalked } from '../../analysis/opened/unrecognised.ts'
import { type ImageFolder, imageFolders } from '../../analysis/sizes/image-folders.ts'
import { isAllocatedAtLeast, isNothingOpen } from '../../analysis/sizes/partial.ts'
import {
  isAtLeast,
  isGrowthAtLeast,
  type VirtualTotals,
  virtualTotals,
} from '../../analysis/sizes/virtual-totals.ts'
import { displayText } from '../../bytes/text.ts'
import { SEVERITIES } from '../../findings/types.ts'
import { formatCount } from '../count.ts'
import { counted, nounOf } from '../counted.ts'
import { formatSize, leastSize } from '../size.ts'
import { accountingLines, hostNotes } from './accounting-text.ts'
import type { SizeLine } from './size-lines.ts'
import { elsewhereLines, freeLines, sizeTable } from './size-lines.ts'
import { unscannedLines } from './unscanned-text.ts'
import { linesByUse } from './use-text.ts'

/** What a node takes and what it may come to, at the head of its report. */
export function totalsLines(view: NodeView): readonly string[] {
  const { totals: sums, fileSystem } = view
  const problems = problemLines(view)
  const lines = sizeTable([
    ...(isUnrecognised(view) ? [unrecognisedLine(view)] : knownLines(view)),
    ...freeLines(fileSystem, view.accounting.growth, sums.disks > 0),
    ...unscannedLines(view),
    ...accountingLines(view),
    ...problems,
  ])
  // The notes are on the last numbers of the host, not on the problems.
  const end = lines.length - problems.length
  return [...lines.slice(0, end), ...hostNotes(view.accounting), ...lines.slice(end)]
}

/** Of what holds nothing that is known only what was counted is told: no sum of disks is 0. */
function unrecognisedLine(view: NodeView): SizeLine {
  return ['Allocated', isUnwalked(view) ? '-' : formatSize(view.totals.allocated), '']
}

function knownLines(view: NodeView): readonly SizeLine[] {
  const { totals: sums } = view
  const { byKind } = sums
  const least = isAllocatedAtLeast(view)
  const isOpen = isNothingOpen(view)
  const kind = (bytes: number) => (isOpen && bytes === 0 ? '-' : leastSize(bytes, least))
  return [
    [
      'Allocated',
      least && sums.allocated === 0 ? '-' : leastSize(sums.allocated, least),
      hiddenNote(sums),
    ],
    ['  instances', kind(byKind.instances), instancesNote(view)],
    ['  base files', kind(byKind.bases), ''],
    ['  images', kind(byKind.images), imagesNote(sums)],
    ...imageFolders(view).map((folder) => folderLine(folder, least)),
    ['  leftovers', kind(byKind.leftovers), leftoversNote(byKind)],
    ['  other', kind(byKind.other), otherNote(sums)],
    ...linesByUse(view),
    ...virtualLines(view),
  ]
}

/** How many problems there are stands before the tables: they come last. */
function problemLines({ findings }: NodeView): readonly SizeLine[] {
  if (findings.length === 0) return []
  const each = SEVERITIES.map((severity) => {
    return [severity, findings.filter((one) => one.severity === severity).length] as const
  })
  const some = each.filter(([, count]) => count > 0)
  const note = some.map(([severity, count]) => `${formatCount(count)} ${severity}`).join(', ')
  return [['Problems', formatCount(findings.length), `${note}; at the end`]]
}

/** Of an unreadable file it is known what it takes, of a folder it is not. */
function hiddenNote(totals: Totals): string {
  const { madeUp = 0 } = totals
  const files = `${counted(madeUp, 'file')} of which the file system does not tell what ${nounOf(madeUp, 'it takes', 'they take')}`
  const notes = [hiddenEntries(totals), ...(madeUp === 0 ? [] : [`without ${files}`])]
  return notes.filter(Boolean).join(', ')
}

function hiddenEntries({ hidden, unreadable }: Totals): string {
  if (hidden === 0) return ''
  if (hidden === unreadable) return `without ${unread(hidden)}`
  return `without what ${formatCount(hidden)} of ${unread(unreadable)} ${nounOf(hidden, 'holds', 'hold')}`
}

function unread(count: number): string {
  return counted(count, 'unreadable entry', 'unreadable entries')
}

/** Not with their share of bases, as by use. */
function leftoversNote({ leftovers }: Totals['byKind']): string {
  return leftovers === 0
    ? ''
    : 'of resizes, deletions, snapshots, downloads and clean-ups, by themselves'
}

/** Each folder takes a block or more of its own, whatever is in it. */
function otherNote({ byKind, otherDirectoryAllocated = 0 }: Totals): string {
  if (otherDirectoryAllocated === 0) return ''
  const isAll = otherDirectoryAllocated === byKind.other
  return `${isAll ? 'all' : formatSize(otherDirectoryAllocated)} of it folders themselves`
}

function instancesNote(view: NodeView): string {
  const { of, partial } = virtualTotals(view)
  return of === 'disks' ? seenText(view.totals.instances, 'instance', partial) : ''
}

function imagesNote({ imageCount, imageParts }: Totals): string {
  if (imageCount + imageParts === 0) return ''
  return counted(imageCount, 'image') + partsNote(imageParts)
}

function folderLine({ path, images, allocated }: ImageFolder, least: boolean): SizeLine {
  const name = path === '' ? '.' : displayText(path)
  return ['', leastSize(allocated, least), `${name}: ${counted(images, 'image')}`]
}

/** Rows of the images' table that are none of the images. */
function partsNote(parts: number): string {
  return parts === 0 ? '' : `, and ${counted(parts, 'file')} with the data of images`
}

/** Where there may be more, that none was seen is not that there is none. */
function seenText(count: number, noun: string, isPartial: boolean): string {
  return isPartial && count === 0 ? '' : counted(count, noun)
}

const nouns = { disks: 'disk', images: 'image', bases: 'base file' } as const

function virtualLines(view: NodeView): readonly SizeLine[] {
  const all = virtualTotals(view)
  const least = isAtLeast(all)
  const note = seenText(all.count, nouns[all.of], all.partial) + unknownNote(all)
  const line: SizeLine = ['Virtual', leastSize(all.virtual, least), note]
  if (all.of !== 'disks') return [line]
  const isElsewhere = all.elsewhere.length > 0 && all.count === 0
  const growth = isElsewhere ? '' : 'what the disks may still grow by'
  return [
    line,
    ...elsewhereLines('virtual', all.elsewhere, all.count > 0),
    ['Over-commit', leastSize(all.overcommit, isGrowthAtLeast(all)), growth + openNote(all)],
    ...elsewhereLines('growth', all.elsewhere, all.count > 0),
  ]
}

function openNote({ unknownGrowth }: VirtualTotals): string {
  return unknownGrowth === 0
    ? ''
    : `, ${formatCount(unknownGrowth)} not counted: what is written of them is not known`
}

function unknownNote({ of, unknown, incomplete }: VirtualTotals): string {
  const left = unknown === 0 ? '' : `, ${formatCount(unknown)} of unknown size not counted`
  if (incomplete === 0) return left
  return `${left}, without ${of === 'disks' ? notSeen(incomplete) : unread(incomplete)}`
}

function notSeen(instances: number): string {
  return `what was not seen of ${counted(instances, 'instance')}`
}
