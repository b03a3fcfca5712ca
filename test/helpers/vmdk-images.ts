import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SeededRandom } from './disk-images.ts'
import { concat, u32le, u64le, zeros } from './encoders.ts'
import { qemuImg } from './qemu-img.ts'

const MIB = 2 ** 20
const SECTOR = 512

/** As VMware exports them: a stream of 3 MiB, of which 1 is written, whose directory a footer names. */
export function footerStream(folder: string): Buffer {
  writeFileSync(join(folder, 'raw'), concat(new Uint8Array(MIB).fill(3), zeros(2 * MIB)))
  const to = ['-O', 'vmdk', '-o', 'subformat=streamOptimized']
  qemuImg(folder, 'convert', '-f', 'raw', ...to, 'raw', 'stream.vmdk')
  const bytes = readFileSync(join(folder, 'stream.vmdk'))
  const padded = concat(bytes, zeros((SECTOR - (bytes.length % SECTOR)) % SECTOR))
  const marker = concat(zeros(8), u32le(0), u32le(3), zeros(SECTOR - 16))
  const footer = padded.slice(0, SECTOR)
  padded.set(u64le(0xffffffffffffffffn), 56)
  return Buffer.from(concat(padded, marker, footer, zeros(SECTOR)))
}

/** An ESX extent of 600 sectors with grains of one, of which every third is there. */
export function cowd(random: SeededRandom): Uint8Array {
  const [directory, table, data] = [4, 5, 37]
  const bytes = Buffer.alloc((data + 200) * 512)
  bytes.write('COWD')
  for (const [index, value] of [1, 3, 600, 1, directory, 1].entries()) {
    bytes.writeUInt32LE(value, 4 + index * 4)
  }
  bytes.writeUInt32LE(table, directory * 512)
  for (let grain = 0; grain < 600; grain += 3) {
    bytes.writeUInt32LE(data + grain / 3, table * 512 + grain * 4)
  }
  bytes.set(random.bytes(200 * 512), data * 512)
  return bytes
}
