import { formatName, type RawContent, rawContent } from '../../formats/names.ts'
import type { ImageFormat } from '../../formats/types.ts'

/** qemu's name of a format; undefined for a file that no format was looked for in. */
export function shownFormat(format: ImageFormat | undefined): string | undefined {
  return format === undefined ? undefined : formatName(format)
}

/** The two words that JSON has for a format: qemu's name, and what raw data was recognised as. */
export function formatPart(format: ImageFormat | undefined): {
  readonly format: string | null
  readonly content: RawContent | null
} {
  if (format === undefined) return { format: null, content: null }
  return { format: formatName(format), content: rawContent(format) ?? null }
}
