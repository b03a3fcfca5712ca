import type { BrowserWindow, nativeTheme } from 'electron'

/** `--surface` of the page in either theme, so that no other colour is seen before its first paint. */
export function backgroundColor(dark: boolean): string {
  return dark ? '#15181e' : '#ffffff'
}

/** Until the window is closed: the app outlives it by what is still being written. */
export function followTheme(
  window: Pick<BrowserWindow, 'setBackgroundColor' | 'once'>,
  theme: Pick<typeof nativeTheme, 'on' | 'off' | 'shouldUseDarkColors'>,
): void {
  const paint = () => window.setBackgroundColor(backgroundColor(theme.shouldUseDarkColors))
  theme.on('updated', paint)
  window.once('closed', () => theme.off('updated', paint))
}
