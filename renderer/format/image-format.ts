import type { ImageFormat } from '../../shared/formats/types.ts'

/** What raw data was recognised as: to qemu and Nova it is raw all the same. */
const recognised: Partial<Record<ImageFormat, string>> = {
  iso: 'raw, ISO 9660',
  gpt: 'raw, GPT',
  mbr: 'raw, MBR',
  vpc: 'vpc (VHD)',
}

/** The format with what is known beyond its name. */
export function formatLabel(format: ImageFormat): string {
  return recognised[format] ?? format
}
