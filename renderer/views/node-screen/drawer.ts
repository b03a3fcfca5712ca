/** Closes the details that lie over the table with nothing selected; false where they do not. */
export function closeDrawer(): boolean {
  const handle = document.querySelector<HTMLElement>('[data-drawer][aria-expanded=true]')
  // A window with the room for both has no handle.
  if (handle === null || getComputedStyle(handle).display === 'none') return false
  handle.click()
  return true
}
