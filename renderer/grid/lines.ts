/** A line of a grid: a row of the table, or one that an opened row shows below itself. */
export interface GridLine {
  /** Unique and stable: focus and selection are kept by it. */
  readonly key: string
  readonly level: 1 | 2
  /** Absent for a line that does not open. */
  readonly expanded?: boolean
  /** Key of the row that a line of level 2 belongs to. */
  readonly parent?: string
  /** What typing letters looks for. */
  readonly text: string
}

export type GridMove =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'expand'; readonly index: number; readonly isOpen: boolean }
  | { readonly kind: 'open'; readonly index: number }

/** Whether a key leads up or down the lines, wherever the focus is. */
export function isStep(key: string): boolean {
  return ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].includes(key)
}

/** What a key does on the line at `index` (WAI-ARIA Authoring Practices, treegrid with row focus). */
export function moveFor(
  key: string,
  lines: readonly GridLine[],
  index: number,
  page: number,
): GridMove | undefined {
  const last = lines.length - 1
  const focus = (to: number): GridMove => ({
    kind: 'focus',
    index: Math.min(last, Math.max(0, to)),
  })
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1)
    case 'ArrowUp':
      return focus(index - 1)
    case 'PageDown':
      return focus(index + page)
    case 'PageUp':
      return focus(index - page)
    case 'Home':
      return focus(0)
    case 'End':
      return focus(last)
    case 'ArrowRight':
      return inward(lines, index)
    case 'ArrowLeft':
      return outward(lines, index)
    case 'Enter':
      return enter(lines[index], index)
    default:
      return undefined
  }
}

function inward(lines: readonly GridLine[], index: number): GridMove | undefined {
  const line = lines[index]
  if (line?.expanded === undefined) return undefined
  if (!line.expanded) return { kind: 'expand', index, isOpen: true }
  return lines[index + 1]?.parent === line.key ? { kind: 'focus', index: index + 1 } : undefined
}

function outward(lines: readonly GridLine[], index: number): GridMove | undefined {
  const line = lines[index]
  if (line === undefined) return undefined
  if (line.expanded === true) return { kind: 'expand', index, isOpen: false }
  if (line.parent === undefined) return undefined
  return { kind: 'focus', index: lines.findIndex(({ key }) => key === line.parent) }
}

function enter(line: GridLine | undefined, index: number): GridMove | undefined {
  if (line === undefined) return undefined
  if (line.expanded === undefined) return { kind: 'open', index }
  return { kind: 'expand', index, isOpen: !line.expanded }
}

/** The next line after `index`, around the end, whose text begins with what was typed. */
export function typeahead(
  lines: readonly GridLine[],
  index: number,
  typed: string,
): number | undefined {
  const wanted = typed.toLowerCase()
  // A longer word may still fit the line where it began.
  const from = typed.length > 1 ? index : index + 1
  for (let step = 0; step < lines.length; step += 1) {
    const at = (from + step) % lines.length
    if (lines[at]?.text.toLowerCase().startsWith(wanted)) return at
  }
  return undefined
}
