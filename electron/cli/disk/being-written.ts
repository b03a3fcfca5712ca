import { displayText } from '../../../shared/bytes/text.ts'
import { openForWriting } from '../../files/open-for-writing.ts'

/** The warning for reading files of which QEMU has one open for writing; undefined where it has none. */
export function beingWritten(paths: readonly string[]): string | undefined {
  const path = openForWriting(paths)
  if (path === undefined) return undefined
  return `QEMU has ${displayText(path)} open for writing: what is read now is of no one moment, though nothing may change meanwhile`
}
