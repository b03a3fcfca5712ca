/** `--surface` of the page in either theme, so that no other colour is seen before its first paint. */
export function backgroundColor(dark: boolean): string {
  return dark ? '#15181e' : '#ffffff'
}
