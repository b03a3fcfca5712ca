import { describe, expect, test } from 'vitest'
import { encodeIso9660 } from '../../../shared/sample/encode/iso9660.ts'

const SECTOR = 2048

/** The image as bytes, to be walked as a driver walks it. */
function image(fileText: string): Buffer {
  const { length, parts } = encodeIso9660({
    volumeId: 'config-2',
    directories: ['openstack', 'latest'],
    fileName: 'meta_data.json',
    fileText,
  })
  const bytes = Buffer.alloc(length)
  for (const part of parts) bytes.set(part.bytes, part.offset)
  return bytes
}

interface DirectoryRecord {
  readonly name: string
  readonly bytes: Buffer
}

/** A directory's records (ECMA-119, 9.1). */
function records(directory: Buffer): readonly DirectoryRecord[] {
  const found: DirectoryRecord[] = []
  for (let offset = 0; directory[offset]; offset += directory.readUInt8(offset)) {
    const nameLength = directory.readUInt8(offset + 32)
    const name = directory.toString('latin1', offset + 33, offset + 33 + nameLength)
    found.push({ name, bytes: extent(directory.subarray(offset)) })
  }
  return found

  function extent(record: Buffer): Buffer {
    const start = record.readUInt32LE(2) * SECTOR
    expect(record.readUInt32BE(6) * SECTOR).toBe(start)
    return whole.subarray(start, start + record.readUInt32LE(10))
  }
}

const text = JSON.stringify({ uuid: 'an instance', padding: 'x'.repeat(5000) })
const whole = image(text)

describe('encodeIso9660', () => {
  test('has a primary volume descriptor that tells label and size, and a terminator', () => {
    const descriptor = whole.subarray(16 * SECTOR, 17 * SECTOR)

    expect(descriptor.toString('latin1', 0, 7)).toBe('\x01CD001\x01')
    expect(descriptor.toString('latin1', 40, 72).trimEnd()).toBe('config-2')
    expect(descriptor.readUInt32LE(80) * descriptor.readUInt16LE(128)).toBe(whole.length)
    expect(whole.toString('latin1', 17 * SECTOR, 17 * SECTOR + 7)).toBe('\xffCD001\x01')
  })

  test('its directories lead to the file', () => {
    let directory = whole.subarray(20 * SECTOR, 21 * SECTOR)
    for (const name of ['openstack', 'latest', 'meta_data.json;1']) {
      const entries = records(directory)
      expect(entries.map((entry) => entry.name)).toEqual(['\0', '\x01', name])
      directory = entries[2]?.bytes ?? Buffer.alloc(0)
    }
    expect(directory.toString()).toBe(text)
  })

  test('the path table names every directory after its parent', () => {
    const pathTable = whole.subarray(18 * SECTOR)
    const names: string[] = []
    const parents: number[] = []
    const length = whole.readUInt32LE(16 * SECTOR + 132)
    for (let offset = 0; offset < length; ) {
      const nameLength = pathTable.readUInt8(offset)
      names.push(pathTable.toString('latin1', offset + 8, offset + 8 + nameLength))
      parents.push(pathTable.readUInt16LE(offset + 6))
      offset += 8 + nameLength + (nameLength % 2)
    }
    expect(names).toEqual(['\0', 'openstack', 'latest'])
    expect(parents).toEqual([1, 1, 2])
  })
})
