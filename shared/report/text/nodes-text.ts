import { basesByCache } from '../../analysis/cache-of.ts'
import type { NodeView, ViewOfNode } from '../../analysis/model.ts'
import { absolutePath } from '../../analysis/places/address.ts'
import { displayText } from '../../bytes/text.ts'
import { hostLines, hostNotes } from './accounting-text.ts'
import { caveatLines } from './cache-caveats.ts'
import { ownSetupLines } from './setup-text.ts'
import { freeLines, sizeTable } from './size-lines.ts'

/** Of several hosts each by itself: what is free for it, how Nova counts there and how it is set up. */
export function nodeSections(view: NodeView): readonly (readonly string[])[] {
  const byCache = basesByCache(view)
  return (view.nodes ?? []).map((node) => nodeLines(view, node, byCache))
}

function nodeLines(
  view: NodeView,
  node: ViewOfNode,
  byCache: ReturnType<typeof basesByCache>,
): readonly string[] {
  const { rootPath, finishedAtMs } = view
  const { accounting, fileSystem, parts } = node
  const names = parts.map((path) => displayText(absolutePath(rootPath, path)))
  const sizes = [
    ...freeLines(fileSystem, accounting.growth, (accounting.nova?.disks ?? 0) > 0),
    ...(accounting.cache === view.accounting.cache ? [] : caveatLines(accounting, byCache)),
    ...hostLines(accounting, view),
  ]
  return [
    `Of ${names.join(', ')}`,
    ...sizeTable(sizes),
    ...hostNotes(accounting),
    ...ownSetupLines(node, finishedAtMs),
  ]
}
