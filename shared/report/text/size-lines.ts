import { displayText } from '../../bytes/text.ts'
import type { FileSystemStat } from '../../files/tree.ts'
import { formatSize } from '../size.ts'
import type { SizeLine } from './accounting-text.ts'
import { textTable } from './columns.ts'

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

export function freeLines(fileSystem: FileSystemStat | undefined): readonly SizeLine[] {
  if (fileSystem === undefined) return []
  const { available, free, total, type } = fileSystem
  const on = type === undefined ? '' : ` on ${displayText(type)}`
  const reserved = free > available ? `, ${formatSize(free - available)} reserved` : ''
  const used = `${formatSize(total - free)} used${reserved}`
  return [['Free', formatSize(available), `of ${formatSize(total)}${on}, ${used}`]]
}
