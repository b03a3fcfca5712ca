import { type MouseEvent, useRef } from 'react'
import type { GridLine } from './lines.ts'

/** Rows of a table that are gathered, beside the one that is selected alone. */
export interface GridMarks<L> {
  readonly isMarked: (line: L) => boolean
  /** Whether any row is gathered, of this table or another: then none is selected alone. */
  readonly hasAny: boolean
  /** `selected` was selected alone before: it is gathered with the first one. Whether `line` is in. */
  readonly toggle: (line: L, selected?: L) => boolean
  /** These rows, instead of or beside (`isMore`) those that are gathered. */
  readonly gather: (lines: readonly L[], isMore: boolean) => void
  readonly clear: () => void
}

interface GatheringTarget<L extends GridLine> {
  readonly lines: readonly L[]
  readonly selectedKey: string | undefined
  readonly onSelect: (line: L) => void
  readonly marks?: GridMarks<L>
}

/** As in a file manager: a click selects one row, Ctrl lets one more in or go, Shift takes a range. */
export function useGathering<L extends GridLine>(target: GatheringTarget<L>) {
  const { lines, selectedKey, onSelect, marks } = target
  /** Key of the row that a range begins at. */
  const anchor = useRef(selectedKey)
  const selected = (): L | undefined => lines.find(({ key }) => key === selectedKey)

  /** Selects the row, and lets those go that are gathered. */
  const alone = (line: L) => {
    anchor.current = line.key
    marks?.clear()
    onSelect(line)
  }
  const toggle = (line: L) => {
    anchor.current = line.key
    if (marks?.toggle(line, selected()) === true) onSelect(line)
  }
  /** As `toggle`, but the row that is selected alone becomes the first that is gathered. */
  const insert = (line: L) => {
    const isOther = line.key !== (selected() ?? line).key
    if (marks?.hasAny === true || isOther) toggle(line)
    else marks?.gather([line], true)
  }
  const rangeTo = (line: L, isMore = false) => {
    const from = lines.findIndex(({ key }) => key === anchor.current)
    const to = lines.indexOf(line)
    marks?.gather(between(lines, from < 0 ? to : from, to), isMore)
    onSelect(line)
  }
  return {
    alone,
    toggle,
    insert,
    rangeTo,
    all: () => marks?.gather(between(lines, 0, lines.length - 1), false),
    canGather: marks !== undefined,
    hasAny: marks?.hasAny === true,
    looksSelected: (line: L) => marks?.hasAny !== true && line.key === selectedKey,
    /** Whether the click gathers rows instead of selecting one. */
    byMouse: (event: MouseEvent, line: L): boolean => {
      const isMore = event.ctrlKey || event.metaKey
      if (marks === undefined || !(isMore || event.shiftKey)) return false
      if (event.shiftKey) rangeTo(line, isMore)
      else toggle(line)
      return true
    },
  }
}

export type Gathering<L extends GridLine> = ReturnType<typeof useGathering<L>>

/** Rows from one line to another, both of them; what opened rows show below them is left out. */
function between<L extends GridLine>(lines: readonly L[], from: number, to: number): readonly L[] {
  const [first, last] = from < to ? [from, to] : [to, from]
  const range = lines.slice(first, last + 1)
  const rows = range.filter(({ level }) => level === 1)
  return rows.length === 0 ? range : rows
}
