/** Whether the window lacks the room for table and details, so that these have a handle. */
export function hasDrawer(): boolean {
  const handle = document.querySelector('[data-drawer]')
  return handle !== null && getComputedStyle(handle).display !== 'none'
}
