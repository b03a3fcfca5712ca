import { isFocusLost } from '../../grid/lost-focus.ts'

/** What keys act on inside a part of the window: its row, page, tab or map, and otherwise its first control. */
const ENTRIES = [
  '[role=row][tabindex="0"]',
  '[aria-current=page]',
  '[role=tab][aria-selected=true]',
  '[role=application]',
  'button:not([disabled]), input, summary, [tabindex="0"]',
] as const

/** Gives the focus to the next part of the window, or the one before; to the table where it is lost. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')].filter(
    (region) => getComputedStyle(region).display !== 'none' && entryOf(region) !== undefined,
  )
  const table = regions.findIndex((region) => region.matches('[data-region=table]'))
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const isNowhere = isFocusLost() || at < 0
  const next = isNowhere ? Math.max(table, 0) : (at + step + regions.length) % regions.length
  const region = regions[next]
  if (region !== undefined) entryOf(region)?.focus()
}

function entryOf(region: Element): HTMLElement | undefined {
  for (const selector of ENTRIES) {
    const found = region.querySelector<HTMLElement>(selector)
    if (found !== null) return found
  }
  // A page of text alone is scrolled by keys.
  return region.matches('[tabindex="0"]') ? (region as HTMLElement) : undefined
}
