import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import { encodeText } from '../../../../shared/bytes/text.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import { rawLayer } from '../../../../shared/formats/raw/layer.ts'
import { u32be } from '../../../helpers/bytes/encoders.ts'
import { differencingVpc, type Locator } from '../../../helpers/bytes/encoders-vpc.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

const UUID = Uint8Array.from({ length: 16 }, (_, index) => index)
const BLOCK = 4096
const SECTOR = 512

const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le')
const W2RU: Locator = { platform: 'W2ru', path: utf16('.\\old\\base.vhd') }
const W2KU: Locator = { platform: 'W2ku', path: utf16('C:\\VMs\\old\\base.vhd') }
const MACX: Locator = {
  platform: 'MacX',
  path: encodeText('file://localhost/Users/Ren%C3%A9/base.vhd'),
}

/** Three blocks of 4 KiB: sectors 1 and 2 of the second are its own. */
function image(locators: readonly Locator[], name = ''): Uint8Array {
  const data = new Uint8Array(BLOCK).fill(9)
  const parent = { uuid: UUID, name, locators }
  const blocks = [undefined, { own: [1, 2], data }, undefined]
  return differencingVpc({ size: 3 * BLOCK }, parent, BLOCK, blocks)
}

function summaryOf(locators: readonly Locator[], name?: string) {
  return inspectImage(memorySource(image(locators, name))).summary
}

describe('the parent of a differencing VHD', () => {
  test('is named by locators, which are decoded', () => {
    const { vpc, faults } = inspectImage(memorySource(image([W2KU, W2RU, MACX], 'base.vhd')))
    expect(faults).toEqual([])
    expect(vpc).toMatchObject({
      diskType: 'differencing',
      dynamic: {
        parent: {
          uuid: '00010203-0405-0607-0809-0a0b0c0d0e0f',
          changedAt: 946_684_800 + 172_800,
          name: 'base.vhd',
          locators: [
            { platform: 'W2ku', path: 'C:\\VMs\\old\\base.vhd' },
            { platform: 'W2ru', path: '.\\old\\base.vhd' },
            { platform: 'MacX', path: 'file://localhost/Users/Ren%C3%A9/base.vhd' },
          ],
        },
      },
    })
  })

  test.each<[string, readonly Locator[], string, string]>([
    ['by its relative name first, in slashes', [W2KU, W2RU, MACX], 'base.vhd', './old/base.vhd'],
    ['then by the name in the header', [W2KU, MACX], 'base.vhd', 'base.vhd'],
    ['then by an absolute one of Windows', [W2KU, MACX], '', 'C:\\VMs\\old\\base.vhd'],
    ['then by the path of a URL, its escapes undone', [MACX], '', '/Users/René/base.vhd'],
  ])('is looked for %s', (_title, locators, name, expected) => {
    expect(summaryOf(locators, name).backing).toEqual({
      name: expected,
      format: 'vpc',
      identity: '00010203-0405-0607-0809-0a0b0c0d0e0f',
    })
  })

  test('may have a name that leads nowhere, and locators that nobody can read', () => {
    const bytes = image([W2RU, MACX])
    // The path of the first is said to begin beyond the end of the file.
    bytes.set(u32be(0xffffffff), 512 + 576 + 16)
    const { vpc, summary } = inspectImage(memorySource(bytes))
    expect(vpc?.dynamic?.parent?.locators).toMatchObject([
      { platform: 'W2ru' },
      { platform: 'MacX', path: 'file://localhost/Users/Ren%C3%A9/base.vhd' },
    ])
    expect(summary.backing?.name).toBe('/Users/René/base.vhd')
  })

  test('is known by its UUID alone where nothing names it', () => {
    expect(summaryOf([]).backing?.name).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f')
  })
})

describe('the disk of a differencing VHD', () => {
  const layer = openLayer(memorySource(image([W2RU])), 'vpc', { codecs: nodeCodecs })

  test('has the sectors that the bitmaps claim, and its parent’s for the rest', () => {
    const base = rawLayer(memorySource(new Uint8Array(3 * BLOCK).fill(5)))
    const disk = openDisk(layer, [base])
    const bytes = new Uint8Array(3 * BLOCK)
    disk.read(bytes, 0)
    const own = bytes.subarray(BLOCK + SECTOR, BLOCK + 3 * SECTOR)
    expect(own.every((byte) => byte === 9)).toBe(true)
    expect(bytes.filter((byte) => byte === 9).length).toBe(2 * SECTOR)
    expect(bytes.filter((byte) => byte === 5).length).toBe(3 * BLOCK - 2 * SECTOR)
    expect([...disk.extents()].map(({ length, depth }) => [length, depth])).toEqual([
      [BLOCK + SECTOR, 1],
      [2 * SECTOR, 0],
      [2 * BLOCK - 3 * SECTOR, 1],
    ])
  })

  test('is mapped without its parent, and read where it needs none', () => {
    const disk = openDisk(layer, [{ missing: true }])
    expect([...disk.extents()].map(({ kind }) => kind)).toEqual(['missing', 'data', 'missing'])
    disk.read(new Uint8Array(2 * SECTOR), BLOCK + SECTOR)
    expect(() => disk.read(new Uint8Array(1), 0)).toThrow('is not here')
  })

  test('does not walk a block twice, which two entries name', () => {
    const bytes = image([W2RU])
    bytes.copyWithin(1536 + 8, 1536 + 4, 1536 + 8)
    const faults = new FaultLog()
    const twice = openLayer(memorySource(bytes), 'vpc', { codecs: nodeCodecs })
    const kinds = [...twice.extents(2 * BLOCK, BLOCK)].map(({ kind }) => kind)
    expect(kinds).toEqual(['unallocated', 'data', 'unallocated'])
    expect([...twice.extents(0, 3 * BLOCK, faults)].at(-1)?.kind).toBe('invalid')
    expect(faults.kept).toMatchObject([{ code: 'invalid', offset: 1536 + 8 }])
  })
})
