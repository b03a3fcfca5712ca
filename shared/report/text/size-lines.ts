import type { Growth } from '../../analysis/accounting/nova/growth.ts'
import { mayBeCopies, type OtherSpace, otherSpaceOf } from '../../analysis/hosts/space-of-host.ts'
import { displayText } from '../../bytes/text.ts'
import type { FileSystemStat } from '../../files/tree.ts'
import { elsewhereText } from '../elsewhere-text.ts'
import { formatSize } from '../size.ts'
import { textTable } from './columns.ts'

/** Label, size and note of a line below the totals. */
export type SizeLine = readonly [label: string, size: string, note: string]

const OTHER_MACHINE = "the free space may be another machine's"

/** Why the space of a host is not known. */
export const otherSpaces: Readonly<Record<OtherSpace, string>> = {
  'no-host': `only the instances_path of a host was opened: ${OTHER_MACHINE}`,
  'instances-alone': `only folders of instances were opened: others may grow beside them, and ${OTHER_MACHINE}`,
  unmounted:
    'the instances_path is empty or not there, while libvirt has instances or nova.conf names it: what is on it is not mounted here',
  unread:
    'the instances_path, a folder on the way to it or the nova.conf that names it could not be read: which instances there are is not known',
  'domains-alone': 'only the XML of domains was opened: what their disks are on is not in it',
}

const FREE_HERE = 'on the file system of the opened folder now; that of its host may be another'

export function sizeTable(lines: readonly SizeLine[]): readonly string[] {
  return textTable(
    [
      { header: '', cell: ([label]) => label },
      { header: '', align: 'right', cell: ([, size]) => size },
      { header: '', cell: ([, , note]) => note },
    ],
    lines,
  ).slice(1)
}

/**
 * What is free is a fact of the place; where that may be another machine's, that is said.
 * `hasFiles`: disks lie there.
 */
export function freeLines(
  fileSystem: FileSystemStat | undefined,
  { unknown, elsewhere }: Pick<Growth, 'unknown' | 'elsewhere'>,
  hasFiles: boolean,
): readonly SizeLine[] {
  const other = otherSpaceOf(unknown)
  if (other !== undefined && !mayBeCopies(other)) return [['Free', '-', otherSpaces[other]]]
  if (fileSystem === undefined) return []
  const { available, free, total, type } = fileSystem
  const on = type === undefined ? '' : ` on ${displayText(type)}`
  const reserved = free > available ? `, ${formatSize(free - available)} reserved` : ''
  const used = `${formatSize(total - free)} used${reserved}`
  return [
    ['Free', formatSize(available), `of ${formatSize(total)}${on}, ${used}`],
    ...(other === undefined ? [] : [['', '', FREE_HERE] as const]),
    ...elsewhereLines('fileSystem', elsewhere, hasFiles),
  ]
}

/** That disks lie elsewhere, below a number that has none of them. */
export function elsewhereLines(
  about: Parameters<typeof elsewhereText>[0],
  stores: Growth['elsewhere'],
  hasFiles: boolean,
): readonly SizeLine[] {
  const note = elsewhereText(about, stores, hasFiles, 'en')
  return note === undefined ? [] : [['', '', note]]
}
