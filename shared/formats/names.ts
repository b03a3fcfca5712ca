import type { ImageFormat, ImageSummary } from './types.ts'
import type { HeadContent } from './volume/volume.ts'

/** Raw data that is recognised by what it holds. */
export type RawContent = 'iso' | 'gpt' | 'mbr'
/** Raw data that is recognised, also by its first bytes where it has no partitions. */
export type KnownContent = RawContent | HeadContent

/** What raw data holds; undefined for every format that qemu has a name for. */
export function rawContent(format: ImageFormat): RawContent | undefined {
  return format === 'iso' || format === 'gpt' || format === 'mbr' ? format : undefined
}

/** The name that qemu, Nova and libvirt have for a format: to them raw data is raw, whatever it holds. */
export function formatName(format: ImageFormat): Exclude<ImageFormat, RawContent> {
  return format === 'iso' || format === 'gpt' || format === 'mbr' ? 'raw' : format
}

/** What qemu takes an image for when it is left to guess: what a guest may make of raw data. */
export function probedFormat({
  format,
  probedAs,
}: Pick<ImageSummary, 'format' | 'probedAs'>): string {
  return probedAs ?? formatName(format)
}
