import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ByteSource } from '../../../../shared/bytes/source.ts'
import type { ImageCheck } from '../../../../shared/formats/check/types.ts'
import { findChecker } from '../../../../shared/formats/check-image.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const MIB = 1024 ** 2
const folder = temporaryFolder()

/** A file that QEMU lengthens, and whose table it then writes, before that is read from `table` on. */
function growing(whole: Uint8Array, before: number, table: number): ByteSource {
  let isRead = false
  return {
    get size() {
      return isRead ? whole.length : before
    },
    read(target, offset) {
      isRead ||= offset === table
      const part = whole.subarray(offset, offset + target.length)
      target.set(part)
      return part.length
    },
  }
}

function checked(source: ByteSource): ImageCheck {
  const { checker } = findChecker(source)
  if (checker === undefined) throw new Error('no check')
  const walk = checker(source, {})
  for (;;) {
    const { done, value } = walk.next()
    if (done === true) return value
  }
}

/** Where qemu has the table of blocks. */
const TABLES = [
  ['parallels', 'cluster_size=1M', 64],
  ['vhdx', 'block_size=1M', 2 * MIB],
] as const

test.each(TABLES)(
  'of a %s that grows while it is checked nothing is outside of the file, nor lost',
  (format, option, table) => {
    const name = `live.${format}`
    qemuImg(folder, 'create', '-q', '-f', format, '-o', option, name, '8M')
    qemuIo(join(folder, name), ['write -P 7 0 1M'], format)
    const before = readFileSync(join(folder, name)).length
    qemuIo(join(folder, name), ['write -P 7 4M 2M'], format)
    const whole = new Uint8Array(readFileSync(join(folder, name)))
    expect(whole.length).toBeGreaterThan(before)
    const { corruptions, leaks, beyondEndCount, findings } = checked(growing(whole, before, table))
    expect({ corruptions, leaks, beyondEndCount, findings }).toEqual({
      corruptions: 0,
      leaks: 0,
      beyondEndCount: 0,
      findings: [],
    })
  },
)
