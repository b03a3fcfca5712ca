import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ByteSource } from '../../../../shared/bytes/source.ts'
import { openWindow } from '../../../../shared/bytes/window.ts'
import { readHeader } from '../../../../shared/formats/qcow2/header.ts'
import { looksPreallocated } from '../../../../shared/formats/qcow2/preallocated.ts'
import type { Qcow2Header } from '../../../../shared/formats/qcow2/types.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const MIB = 1024 ** 2
const PIB = 1024 ** 5
const folder = temporaryFolder()
qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'cluster_size=512', 'disk', '1M')
const bytes = readFileSync(join(folder, 'disk'))

/** A file of 4 PiB, as no ext4 but other file systems have them: holes behind the bytes. */
function hugeFile(fill: (target: Uint8Array, offset: number) => void = () => {}) {
  const read = { count: 0, bytes: 0 }
  const source: ByteSource = {
    size: 4 * PIB,
    read(target, offset) {
      read.count += 1
      read.bytes += target.length
      target.fill(0)
      target.set(bytes.subarray(offset, offset + target.length))
      fill(target, offset)
      return target.length
    },
  }
  return { source, read }
}

function headerOf(source: ByteSource): Qcow2Header {
  return readHeader(openWindow(source, new Uint8Array(4096)))
}

test('of a file that is mostly a hole, no more is looked at than its refcount table names', () => {
  const { source, read } = hugeFile()
  expect(looksPreallocated(source, headerOf(source), MIB)).toBe(false)
  expect(read.count).toBeLessThan(10)
})

test('of a table that names a million blocks without a count, 64 MiB are looked at', () => {
  const table = { offset: MIB, length: 8 * MIB }
  const { source, read } = hugeFile((target, offset) => {
    if (offset < table.offset || offset >= table.offset + table.length) return
    for (let at = 0; at < target.length; at += 8) new DataView(target.buffer).setUint32(at, 1)
  })
  const header = {
    ...headerOf(source),
    refcountTableOffset: BigInt(table.offset),
    refcountTableClusters: table.length / 512,
  }
  expect(looksPreallocated(source, header, MIB)).toBe(false)
  expect(read.bytes).toBeLessThan((64 + 8 + 1) * MIB)
})
