import type { ScannedEntry } from './model.ts'

/** Whether an entry hides what it takes: a folder without its list, or what nobody could look at. */
export function hides({ fault, type, unseen }: ScannedEntry): boolean {
  return fault !== undefined && (type === 'directory' || unseen === true)
}
