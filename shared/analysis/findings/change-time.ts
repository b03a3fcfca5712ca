/** In UTC, to the second; a file may have a time that no date can be. */
export function changeTime(changedMs: number): string {
  const date = new Date(changedMs)
  return Number.isNaN(date.getTime()) ? '-' : date.toISOString().replace(/\.\d+Z$/, 'Z')
}
