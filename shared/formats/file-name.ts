import { rawContent } from './names.ts'
import type { ImageFormat, ImageSummary } from './types.ts'

/** The formats that a name may stand for by its ending. `.img` says nothing, and `.qcow` is used for both. */
const ENDINGS: Readonly<Record<string, readonly ImageFormat[]>> = {
  qcow2: ['qcow2'],
  qcow: ['qcow', 'qcow2'],
  vmdk: ['vmdk'],
  vdi: ['vdi'],
  vhd: ['vpc'],
  vpc: ['vpc'],
  vhdx: ['vhdx'],
  qed: ['qed'],
  iso: ['iso'],
  raw: ['raw'],
}

/** The data of a VMDK in parts, which is raw: `disk-flat.vmdk`, `disk-f001.vmdk` and what stands for them. */
const VMDK_PART = /-(flat|f\d{3}|s\d{3}|delta|sesparse|rdmp?|ctk)\.vmdk$/i

/** The format that a file's name promises and its bytes are not; undefined where both agree or the name says nothing. */
export function brokenPromise(
  name: string,
  { format, probedAs }: Pick<ImageSummary, 'format' | 'probedAs'>,
): string | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  const formats = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined
  if (formats === undefined || VMDK_PART.test(name)) return undefined
  if (formats.includes(format)) return undefined
  const isRaw = format === 'raw' || rawContent(format) !== undefined || probedAs === 'raw'
  // Whatever the guest has on its disk, and the partition table that lets a CD image boot from a disk.
  if (ending === 'raw' && (isRaw || format === 'luks')) return undefined
  if (ending === 'iso' && rawContent(format) !== undefined) return undefined
  return ending
}
