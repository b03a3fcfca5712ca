import { displayText } from '../../../shared/bytes/text.ts'
import { openForWriting } from '../../files/open-for-writing.ts'

/** Said of a file that another program wrote to meanwhile. */
export const CHANGED = 'changed while reading; the result may not be of one moment'

/** The warning for reading files of which QEMU has one open for writing; undefined where it has none. */
export function beingWritten(paths: readonly string[]): string | undefined {
  const path = openForWriting(paths)
  if (path === undefined) return undefined
  return `QEMU has ${displayText(path)} open for writing: what is read now is of no one moment, though nothing may change meanwhile`
}

/** Why what was read of the file at `path` may not hold. */
export function doubtsOf(isChanged: boolean, path: string): readonly string[] {
  const changed = isChanged ? CHANGED : undefined
  return [changed, beingWritten([path])].filter((text) => text !== undefined)
}
