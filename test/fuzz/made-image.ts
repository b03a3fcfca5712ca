import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg } from '../helpers/programs/qemu-img.ts'
import type { FuzzImage } from './fuzz-seeds.ts'

/** An image by qemu-img, with what qemu-io writes to it. */
export function madeImage(
  folder: string,
  format: string,
  options: string,
  commands: readonly string[] = [],
  size = '3M',
): FuzzImage {
  const file = `${format}-${options.replaceAll(/[^a-z0-9]/gi, '-')}-${size}`
  const list = options === '' ? [] : ['-o', options]
  qemuImg(folder, 'create', '-q', '-f', format, ...list, file, size)
  if (commands.length > 0) qemuIo(join(folder, file), commands, format)
  return { name: `${format} ${options} of ${size}`, bytes: readFileSync(join(folder, file)) }
}
