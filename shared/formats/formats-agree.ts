import { probedFormat } from './names.ts'
import { QEMU_FORMATS } from './qemu-formats.ts'
import type { ImageFormat, ImageSummary } from './types.ts'

/** What a comparison of formats has to know of an image. */
export type Detected = Pick<ImageSummary, 'format' | 'probedAs'>

/**
 * Formats that are plain data to qemu: what a guest may write to its raw disk by right. LUKS names no
 * file of the host, and is there where the guest, or Nova, encrypts a whole disk.
 */
const plain: ReadonlySet<ImageFormat> = new Set(['raw', 'iso', 'gpt', 'mbr', 'luks'])

/** Whether the bytes are plain data, with no header of an image format before them. */
export function isPlain(format: ImageFormat): boolean {
  return plain.has(format)
}

/** Whether content agrees with the format somebody declared; true for names that say nothing of it. */
export function formatsAgree(declared: string, detected: Detected): boolean {
  if (declared === 'raw') return isPlainToQemu(detected)
  return !QEMU_FORMATS.has(declared) || declared === detected.format
}

/** Whether whoever guesses the format takes the bytes for plain data, or for a volume of the guest's. */
export function isPlainToQemu(detected: Detected): boolean {
  const probed = probedFormat(detected)
  return probed === 'raw' || probed === 'luks'
}
