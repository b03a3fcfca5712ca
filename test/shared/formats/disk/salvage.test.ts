import { expect, test } from 'vitest'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import { TreeError } from '../../../../shared/files/tree.ts'
import { Salvage } from '../../../../shared/formats/disk/salvage.ts'
import type { GuestDisk } from '../../../../shared/formats/disk/types.ts'
import { says } from '../../../../shared/phrases/phrase.ts'

const SECTOR = 4096

/** A disk of sevens on a medium that gives an error for one sector, as a failing drive does. */
function failing(sector: number, error: Error): GuestDisk {
  const size = 64 * SECTOR
  return {
    size,
    layers: [],
    extents: () => [{ start: 0, length: size, kind: 'data', depth: 0, offset: 0 }],
    pieces: () => [],
    revision: () => '',
    read(target, offset) {
      const [from, to] = [sector * SECTOR, (sector + 1) * SECTOR]
      if (offset < to && offset + target.length > from) throw error
      target.fill(7)
    },
  }
}

test('of a medium that fails at one sector all but that sector is read', () => {
  const error = new TreeError('io', 'disk', 'EIO')
  const salvage = new Salvage(failing(5, error))
  const target = new Uint8Array(64 * SECTOR)
  salvage.read(target, 0)
  const expected = new Uint8Array(target.length).fill(7).fill(0, 5 * SECTOR, 6 * SECTOR)
  expect(target).toEqual(expected)
  expect([salvage.lost, salvage.count]).toEqual([SECTOR, 1])
  expect(salvage.stretches).toEqual([{ start: 5 * SECTOR, length: SECTOR, why: error }])
})

test.each([
  new FormatError('encrypted', 'luks', 0, says('no encryption'), says('one')),
  new RangeError('a bug'),
])('what is no damage is thrown: %s', (error) => {
  const salvage = new Salvage(failing(5, error))
  expect(() => salvage.read(new Uint8Array(64 * SECTOR), 0)).toThrow(error)
})
