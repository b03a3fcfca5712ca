import type { ImageFormat } from '../formats/types.ts'

/** Formats that are plain data to qemu: what a guest may write to its raw disk by right. */
const plain: ReadonlySet<ImageFormat> = new Set(['raw', 'iso', 'gpt', 'mbr', 'luks'])

/** Names that qemu and Nova give to formats that are told from content. */
const known: ReadonlySet<string> = new Set([
  'raw',
  'qcow2',
  'qcow',
  'vmdk',
  'vdi',
  'vpc',
  'vhdx',
  'qed',
  'parallels',
  'luks',
])

/** Whether the bytes are plain data, with no header of an image format before them. */
export function isPlain(format: ImageFormat): boolean {
  return plain.has(format)
}

/** Whether content agrees with the format somebody declared; true for names that say nothing of it. */
export function formatsAgree(declared: string, detected: ImageFormat): boolean {
  if (declared === 'raw') return isPlain(detected)
  return !known.has(declared) || declared === detected
}
