import { formatName, type KnownContent, rawContent } from '../../formats/names.ts'
import type { ImageFormat, ImageSummary } from '../../formats/types.ts'

/** qemu's name of a format; undefined for a file that no format was looked for in. */
export function shownFormat(format: ImageFormat | undefined): string | undefined {
  return format === undefined ? undefined : formatName(format)
}

/** The two words that JSON has for a format: qemu's name, and what raw data was recognised as. */
export function formatPart(image: Partial<Pick<ImageSummary, 'format' | 'content'>> = {}): {
  readonly format: string | null
  readonly content: KnownContent | null
} {
  const { format, content } = image
  if (format === undefined) return { format: null, content: null }
  return { format: formatName(format), content: content ?? rawContent(format) ?? null }
}
