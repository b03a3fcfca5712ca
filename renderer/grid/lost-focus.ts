/** Whether no element has the focus: what had it is gone, and keys would come to nothing. */
export function isFocusLost(): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body
}

/** Gives the focus back to the row of the table that keys act on. */
export function focusActiveRow(): void {
  const row = document.querySelector<HTMLElement>('[role=treegrid] [role=row][tabindex="0"]')
  row?.focus({ preventScroll: true })
}

/** What had the focus may be gone with the details. */
export function keepFocusOnTable(): void {
  requestAnimationFrame(() => {
    if (isFocusLost()) focusActiveRow()
  })
}

/** A browser takes the focus from what is hidden only when it has drawn the page without it. */
export function letGoOfFocus(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
