import type { NodeView, Totals } from '../analysis/model.ts'
import { isAtLeast, type VirtualTotals, virtualTotals } from '../analysis/virtual-totals.ts'
import { accountingLines, type SizeLine } from './accounting-text.ts'
import { formatCount } from './count.ts'
import { counted } from './counted.ts'
import { formatSize, leastSize } from './size.ts'
import { freeLines, sizeTable } from './size-lines.ts'

/** What a node takes and what it may come to, at the head of its report. */
export function totalsLines(view: NodeView): readonly string[] {
  const { totals: sums, fileSystem } = view
  const { byKind } = sums
  return sizeTable([
    ['Allocated', leastSize(sums.allocated, sums.hidden > 0), hiddenNote(sums)],
    ['  instances', formatSize(byKind.instances), instancesNote(sums)],
    ['  base files', formatSize(byKind.bases), ''],
    ['  images', formatSize(byKind.images), imagesNote(sums)],
    ['  leftovers', formatSize(byKind.leftovers), ''],
    ['  other', formatSize(byKind.other), ''],
    ...virtualLines(sums),
    ...freeLines(fileSystem),
    ...accountingLines(view),
  ])
}

function hiddenNote({ hidden }: Totals): string {
  return hidden === 0 ? '' : `without ${unread(hidden)}`
}

function unread(count: number): string {
  return counted(count, 'unreadable entry', 'unreadable entries')
}

function instancesNote(sums: Totals): string {
  return virtualTotals(sums).of === 'disks' ? counted(sums.instances, 'instance') : ''
}

function imagesNote({ imageCount, imageParts }: Totals): string {
  if (imageCount + imageParts === 0) return ''
  return counted(imageCount, 'image') + partsNote(imageParts)
}

/** Rows of the images' table that are none of the images. */
function partsNote(parts: number): string {
  return parts === 0 ? '' : `, and ${counted(parts, 'file')} with the data of images`
}

const nouns = { disks: 'disk', images: 'image', bases: 'base file' } as const

function virtualLines(sums: Totals): readonly SizeLine[] {
  const all = virtualTotals(sums)
  const least = isAtLeast(all)
  const note = counted(all.count, nouns[all.of]) + unknownNote(all)
  const line: SizeLine = ['Virtual', leastSize(all.virtual, least), note]
  if (all.of !== 'disks') return [line]
  const growth = 'what the disks may still grow by'
  return [line, ['Over-commit', leastSize(all.overcommit, least), growth]]
}

function unknownNote({ of, unknown, incomplete }: VirtualTotals): string {
  const left = unknown === 0 ? '' : `, ${formatCount(unknown)} of unknown size not counted`
  if (incomplete === 0) return left
  return `${left}, without ${of === 'disks' ? notSeen(incomplete) : unread(incomplete)}`
}

function notSeen(instances: number): string {
  return `what was not seen of ${counted(instances, 'instance')}`
}
