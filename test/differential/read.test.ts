import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ChainCase, makeMatrix } from '../helpers/images/chain-matrix.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { openFiles } from '../helpers/images/open-files.ts'
import { expectSameReads } from '../helpers/images/same-reads.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const matrix = makeMatrix(folder, 20262).filter(({ title }) => title !== 'nothing written')

/** The guest's disk as qemu-img converts it. */
function converted({ files }: ChainCase): Buffer {
  const [active] = files
  if (active === undefined) throw new Error('no file')
  const raw = join(folder, 'converted.raw')
  qemuImg('convert', '-f', active.format ?? 'qcow2', '-O', 'raw', active.path, raw)
  return readFileSync(raw)
}

describe('guest bytes are those that qemu-img converts', () => {
  test.each(matrix)('$title', (chain) => {
    const expected = converted(chain)
    const { disk, close } = openFiles(chain.files)
    expect(disk.size).toBe(expected.length)
    const whole = new Uint8Array(disk.size)
    disk.read(whole, 0)
    expect(Buffer.compare(whole, expected)).toBe(0)
    expectSameReads(disk, expected)
    close()
  })

  test('a snapshot is read as it was, also at another size', () => {
    const path = join(folder, 'snapshots.qcow2')
    qemuImg('create', '-q', '-f', 'qcow2', path, '4M')
    const write = (pattern: number, at: string): void =>
      qemuIo(path, [`write -P ${pattern} ${at} 300k`])
    write(17, '100k')
    qemuImg('snapshot', '-c', 'first', path)
    qemuImg('resize', '-q', path, '6M')
    write(34, '200k')
    write(51, '5M')
    const expected = Buffer.alloc(4 << 20)
    expected.fill(17, 100 << 10, 400 << 10)
    for (const snapshot of ['1', 'first']) {
      const { disk, close } = openFiles([{ path, snapshot }])
      const bytes = new Uint8Array(disk.size)
      disk.read(bytes, 0)
      close()
      expect(Buffer.compare(bytes, expected)).toBe(0)
    }
    const raw = join(folder, 'snapshot.raw')
    qemuImg('convert', '-l', 'first', '-O', 'raw', path, raw)
    // qemu-img keeps today's size for a snapshot; up to the size of then, the bytes are the same.
    expect(Buffer.compare(readFileSync(raw).subarray(0, expected.length), expected)).toBe(0)
  })
})
