import { displayText } from '../../../shared/bytes/text.ts'
import { openForWriting } from '../../files/open-for-writing.ts'

/** What to think of what is read while QEMU has one of the files open for writing; undefined where none is. */
export function beingWritten(paths: readonly string[]): string | undefined {
  const path = openForWriting(paths)
  if (path === undefined) return undefined
  return `QEMU has ${displayText(path)} open for writing: what is read now is of no one moment, though nothing may change meanwhile`
}
