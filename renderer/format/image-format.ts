import type { ImageFormat, ImageSummary } from '../../shared/formats/types.ts'

/** What raw data was recognised as: to qemu and Nova it is raw all the same. */
const recognised: Partial<Record<ImageFormat, string>> = {
  iso: 'raw, ISO 9660',
  gpt: 'raw, GPT',
  mbr: 'raw, MBR',
  vpc: 'vpc (VHD)',
}

const contents: Partial<Record<NonNullable<ImageSummary['content']>, string>> = {
  LVM2_member: 'LVM2',
  linux_raid_member: 'RAID (md)',
  elf: 'ELF',
}

/** The format with what is known beyond its name. */
export function formatLabel({ format, content }: Pick<ImageSummary, 'format' | 'content'>): string {
  if (content !== undefined) return `${format}, ${contents[content] ?? content}`
  return recognised[format] ?? format
}
