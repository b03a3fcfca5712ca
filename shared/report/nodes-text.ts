import { absolutePath } from '../analysis/address.ts'
import type { NodeView, ViewOfNode } from '../analysis/model.ts'
import { displayText } from '../bytes/text.ts'
import { hostLines } from './accounting-text.ts'
import { configurationLines } from './setup-text.ts'
import { freeLines, sizeTable } from './size-lines.ts'

/** Of several hosts each by itself: what is free for it, how Nova counts there and how it is set up. */
export function nodeSections(view: NodeView): readonly (readonly string[])[] {
  return (view.nodes ?? []).map((node) => nodeLines(view, node))
}

function nodeLines({ rootPath, totals }: NodeView, node: ViewOfNode): readonly string[] {
  const { accounting, fileSystem, layout, parts } = node
  const names = parts.map((path) => displayText(absolutePath(rootPath, path)))
  const sizes = [...freeLines(fileSystem), ...hostLines(accounting, totals.disks)]
  return [`Of ${names.join(', ')}`, ...sizeTable(sizes), ...configurationLines(layout)]
}
