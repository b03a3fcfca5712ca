import type { KeyboardEvent } from 'react'
import type { GridLine } from './lines.ts'
import type { ActiveLine } from './useActiveLine.ts'
import type { Gathering } from './useGathering.ts'

interface GatherTarget<L extends GridLine> {
  readonly lines: readonly L[]
  readonly onTickAll?: () => void
}

/**
 * Gathers rows by Ctrl+A, Ctrl and the space bar and Insert, or ticks all. Insert goes on to the next
 * row, so that several are gathered in a row. Whether the key was one of these.
 */
export function gatherByKey<L extends GridLine>(
  event: KeyboardEvent,
  { lines, onTickAll }: GatherTarget<L>,
  gathering: Gathering<L>,
  { activeIndex, goTo }: ActiveLine<L>,
): boolean {
  const line = lines[activeIndex]
  const isControl = event.ctrlKey || event.metaKey
  const isAll = isControl && event.key.toLowerCase() === 'a'
  if (isAll && onTickAll !== undefined) {
    onTickAll()
    return true
  }
  if (!gathering.canGather || line === undefined) return false
  if (isAll) gathering.all()
  else if (isControl && event.key === ' ') gathering.toggle(line)
  else if (event.key === 'Insert') {
    gathering.insert(line)
    goTo(Math.min(activeIndex + 1, lines.length - 1))
  } else return false
  return true
}
