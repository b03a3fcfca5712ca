import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckCode, VerdictContext } from '../../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'

/** Bytes to write over an image, by offset. */
export type Edit = Readonly<Record<number, Uint8Array>>

/** An image that qemu-img makes in `folder`, read back, with `edit` over it. */
export function made(folder: string, args: readonly string[], edit: Edit = {}): Uint8Array {
  const name = `image-${count()}`
  qemuImg(folder, 'create', '-q', '-f', ...args, name, '5M')
  return edited(new Uint8Array(readFileSync(join(folder, name))), edit)
}

export function edited(bytes: Uint8Array, edit: Edit): Uint8Array {
  const copy = bytes.slice()
  for (const [offset, part] of Object.entries(edit)) copy.set(part, Number(offset))
  return copy
}

let images = 0
function count(): number {
  images += 1
  return images
}

/** What one check comes to, in English. */
export function checkOf(code: CheckCode, bytes: Uint8Array, context: VerdictContext = {}) {
  const { checks } = imageVerdict(memorySource(bytes), context)
  const found = checks.find((check) => check.code === code)
  if (found === undefined) throw new Error(`no check ${code}`)
  return inEnglish(found)
}
