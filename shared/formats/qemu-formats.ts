import type { ImageFormat } from './types.ts'

/** Formats that qemu has a name for and that are told from content: with any other name nothing is declared. */
export const QEMU_FORMATS: ReadonlySet<string> = new Set<ImageFormat>([
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
  'bochs',
  'cloop',
])
