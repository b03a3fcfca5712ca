import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDiskAt } from '../../electron/files/open-disk.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { differencingVpc, type Locator, type VpcBlock } from '../helpers/bytes/encoders-vpc.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { expectSameReads } from '../helpers/images/same-reads.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { vhdiBytes } from '../helpers/programs/libvhdi.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
/** A name as Hyper-V writes it, with a letter that no single byte is. */
const BASE = 'базовый base.vhd'
const parent = join(folder, 'base', BASE)
const random = new SeededRandom(20267)
const BLOCK = 2 ** 21
const BLOCKS = 4
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le')
const RELATIVE: Locator = { platform: 'W2ru', path: utf16(`.\\base\\${BASE}`) }
const ABSOLUTE: Locator = { platform: 'W2ku', path: utf16(`C:\\VMs\\base\\${BASE}`) }
const URL_OF_MAC: Locator = {
  platform: 'MacX',
  path: Buffer.from(pathToFileURL(parent).href.replace('file://', 'file://localhost')),
}
let uuid = new Uint8Array()

beforeAll(() => {
  mkdirSync(join(folder, 'base'))
  qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'force_size=on', parent, `${BLOCK * BLOCKS}`)
  qemuIo(parent, ['write -P 1 0 3M', 'write -P 2 5M 1500k'], 'vpc')
  uuid = new Uint8Array(readFileSync(parent).subarray(68, 84))
})

/**
 * Of each eight sectors some at the end are a block's own: libvhdi 2021 takes all that follow one in
 * its byte of the bitmap for such, whatever their bits say.
 */
function ownSectors(): readonly number[] {
  const bytes = Array.from({ length: BLOCK / 512 / 8 }, () => random.below(9))
  return bytes.flatMap((first, byte) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => bit >= first).map((bit) => byte * 8 + bit),
  )
}

/** Sectors of two blocks are the child's own, the others are the parent's or nobody's. */
function written(name: string, locators: readonly Locator[], own = ''): string {
  const block = (first: number): VpcBlock => ({
    own: ownSectors(),
    data: Uint8Array.from({ length: BLOCK }, (_, at) => first + (at >> 9)),
  })
  const blocks = [block(3), undefined, block(9), undefined]
  const fields = { uuid, name: own, locators }
  const path = join(folder, name)
  writeFileSync(path, differencingVpc({ size: BLOCK * BLOCKS }, fields, BLOCK, blocks))
  return path
}

describe('a differencing VHD is read through its parent as libvhdi reads it, which is named', () => {
  test.each<[string, readonly Locator[], string]>([
    ['by a relative path, whatever else there is', [ABSOLUTE, RELATIVE, URL_OF_MAC], 'other.vhd'],
    ['by the header’s own name', [ABSOLUTE], `base/${BASE}`],
    ['by a URL', [URL_OF_MAC], ''],
  ])('%s', (_, locators, own) => {
    const path = written('child.vhd', locators, own)
    const expected = vhdiBytes(path, parent)
    const { disk, gaps, chain, close } = openDiskAt({ named: path, real: path })
    expect(gaps).toEqual([])
    expect(chain.state).toEqual({ kind: 'complete' })
    expect(chain.layers.map(({ path }) => path)).toHaveLength(2)
    const whole = new Uint8Array(disk.size).fill(0xa5)
    disk.read(whole, 0)
    expect(Buffer.compare(whole, expected)).toBe(0)
    expectSameReads(disk, expected)
    close()
  })
})

describe('a differencing VHD opens nothing, and has the sectors of its own', () => {
  test.each<[string, readonly Locator[], string]>([
    ['where only a path of Windows names the parent', [ABSOLUTE], 'protocol'],
    ['where the path leads out', [{ platform: 'W2ru', path: utf16('..\\..\\x.vhd') }], 'outside'],
    [
      'where locators of old systems are all there is',
      [{ platform: 'Wi2r', path: utf16('x') }],
      'missing',
    ],
  ])('%s', (_, locators, state) => {
    const path = written('alone.vhd', locators)
    const { disk, chain, paths, close } = openDiskAt({ named: path, real: path })
    expect(chain.state.kind).toBe(state)
    expect(paths).toEqual([path])
    const kinds = new Set([...disk.extents()].map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['data', 'missing'])
    close()
  })
})

test('a differencing VHD is not read through a disk of that name with another UUID', () => {
  const path = written('stale.vhd', [RELATIVE])
  renameSync(parent, `${parent}.away`)
  qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'force_size=on', parent, `${BLOCK * BLOCKS}`)
  const { gaps, close } = openDiskAt({ named: path, real: path })
  close()
  renameSync(`${parent}.away`, parent)
  const { vpc } = inspectImage(memorySource(new Uint8Array(readFileSync(path))))
  expect(gaps).toMatchObject([{ kind: 'identity', expected: vpc?.dynamic?.parent?.uuid }])
})
