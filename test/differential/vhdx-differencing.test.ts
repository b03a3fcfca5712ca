import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { openDiskAt } from '../../electron/files/open-disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { u64le } from '../helpers/bytes/encoders.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { differencing } from '../helpers/images/differencing-vhdx.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { VHDX_TABLE } from '../helpers/images/edited-vhdx.ts'
import { expectSameBytes } from '../helpers/images/same-reads.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { vhdiBytes } from '../helpers/programs/libvhdi.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const parent = join(folder, 'base', 'parent.vhdx')
const child = join(folder, 'child.vhdx')
const random = new SeededRandom(20265)
const own = new Set(Array.from({ length: 6000 }, () => random.below(8 * 2048)))
let parentGuid = ''

beforeAll(() => {
  mkdirSync(join(folder, 'base'))
  for (const [path, writes] of [
    [parent, ['write -P 1 0 3M', 'write -P 2 5M 1500k']],
    [child, ['write -P 3 1M 3M', 'write -P 4 5M 1M', 'write -P 5 7M 300k', 'write -P 6 0 1M']],
  ] as const) {
    const options = 'block_size=1M,block_state_zero=off'
    qemuImg(folder, 'create', '-q', '-f', 'vhdx', '-o', options, path, '8M')
    qemuIo(path, writes, 'vhdx')
  }
  const { vhdx } = inspectImage(memorySource(readFileSync(parent)))
  parentGuid = vhdx?.headers.find(({ state }) => state === 'current')?.dataWriteGuid ?? ''
  const locator = {
    parent_linkage: `{${parentGuid}}`,
    relative_path: 'base\\parent.vhdx',
    absolute_win32_path: 'C:\\disks\\base\\parent.vhdx',
  }
  copyFileSync(child, join(folder, 'plain.vhdx'))
  const image = new Uint8Array(readFileSync(child))
  writeFileSync(
    child,
    differencing(image, { locator, partly: [1, 3, 5], own: (sector) => own.has(sector) }),
  )
})

describe('a differencing VHDX', () => {
  test('is read through its parent as libvhdi reads it', () => {
    const expected = vhdiBytes(child, parent)
    const { disk, gaps, close } = openDiskAt({ named: child, real: child })
    expect(gaps).toEqual([])
    expectSameBytes(disk, expected)
    close()
  })

  test('names its parent, and says what qemu thinks of it', () => {
    const { summary, vhdx } = inspectImage(memorySource(readFileSync(child)))
    const backing = { name: 'base/parent.vhdx', format: 'vhdx', identity: parentGuid }
    expect(summary.backing).toEqual(backing)
    expect(vhdx?.disk.diskType).toBe('differencing')
    expect(vhdx?.parent).toEqual({
      locatorType: 'b04aefb7-d19e-4a81-b789-25b8e9445913',
      entries: [
        { key: 'parent_linkage', value: `{${parentGuid}}` },
        { key: 'relative_path', value: 'base\\parent.vhdx' },
        { key: 'absolute_win32_path', value: 'C:\\disks\\base\\parent.vhdx' },
      ],
    })
    expect(runQemuImg(folder, ['info', '-U', child])).toMatchObject({ status: 1 })
    expect(inEnglish(summary.fault)?.message).toBe('QEMU does not open differencing VHDX images')
  })

  test('without its parent is mapped all the same, and its own sectors are read', () => {
    renameSync(parent, `${parent}.away`)
    const { disk, gaps, close } = openDiskAt({ named: child, real: child })
    expect(gaps.map(({ kind }) => kind)).toEqual(['backing'])
    const kinds = new Set([...disk.extents()].map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['data', 'missing'])
    const target = new Uint8Array(512)
    disk.read(target, 2 * 2 ** 20)
    expect(target[0]).toBe(3)
    close()
    renameSync(`${parent}.away`, parent)
  })

  test('is not read through a disk of that name whose data was written since', () => {
    const image = new Uint8Array(readFileSync(child))
    const path = join(folder, 'stale.vhdx')
    const bytes = Buffer.from(image)
    const [old, other] = [parentGuid, parentGuid.replace(/^./, parentGuid[0] === '0' ? '1' : '0')]
    const at = bytes.indexOf(Buffer.from(`{${old}}`, 'utf16le'))
    bytes.write(`{${other}}`, at, 'utf16le')
    writeFileSync(path, bytes)
    const { gaps, close } = openDiskAt({ named: path, real: path })
    close()
    expect(gaps).toMatchObject([{ kind: 'identity', expected: other, found: old }])
  })

  test('has zeros of its own over the parent, where libvhdi 2021 shows the parent (MS-VHDX, 2.5.1.1)', () => {
    const image = new Uint8Array(readFileSync(child))
    image.set(u64le(2), VHDX_TABLE + 6 * 8)
    const layer = openLayer(memorySource(image), 'vhdx', { codecs: nodeCodecs })
    expect([...layer.extents(6 * 2 ** 20, 512)].map(({ kind }) => kind)).toEqual(['zero'])
  })

  test.each([
    ['a path of Windows', { absolute_win32_path: 'C:\\disks\\parent.vhdx' }, 'protocol'],
    ['a volume', { volume_path: '\\\\?\\Volume{0}\\parent.vhdx' }, 'missing'],
    ['a path that leads out', { relative_path: '..\\..\\..\\etc\\passwd' }, 'outside'],
    ['a linkage alone', { parent_linkage: '{0123}' }, 'missing'],
  ])('that names %s opens nothing', (_, locator, state) => {
    const image = new Uint8Array(readFileSync(join(folder, 'plain.vhdx')))
    const path = join(folder, 'named.vhdx')
    writeFileSync(path, differencing(image, { locator, partly: [], own: () => false }))
    const { chain, paths, close } = openDiskAt({ named: path, real: path })
    close()
    expect(chain.state.kind).toBe(state)
    expect(paths).toEqual([path])
  })

  test('that names nothing is refused: what its parent holds would read as zeros', () => {
    const image = new Uint8Array(readFileSync(join(folder, 'plain.vhdx')))
    const bytes = differencing(image, { locator: {}, partly: [], own: () => false })
    const { fault } = inspectImage(memorySource(bytes)).summary
    expect(fault).toMatchObject({ code: 'invalid', what: 'vhdx.parent-locator' })
    expect(() => openLayer(memorySource(bytes), 'vhdx', { codecs: nodeCodecs })).toThrow(/linkage/)
  })

  test('whose blocks share a place is not walked over and over', () => {
    const image = new Uint8Array(readFileSync(child))
    const entry = image.slice(VHDX_TABLE + 8, VHDX_TABLE + 16)
    for (let block = 2; block < 8; block += 1) image.set(entry, VHDX_TABLE + block * 8)
    const log = new FaultLog()
    const layer = openLayer(memorySource(image), 'vhdx', { codecs: nodeCodecs })
    const [last] = [...layer.extents(0, layer.size, log)].slice(-1)
    expect(last).toEqual({ start: 2 * 2 ** 20, length: 6 * 2 ** 20, kind: 'invalid' })
    const expected = inEnglish(log.kept).map((fault) => fault.expected)
    expect(expected).toEqual(Array(6).fill('a place of its own'))
  })

  test('whose bitmap is missing has sectors that nobody can tell', () => {
    const image = new Uint8Array(readFileSync(child))
    const cut = image.subarray(0, image.length - 2 ** 20)
    const layer = openLayer(memorySource(cut), 'vhdx', { codecs: nodeCodecs })
    const kinds = [...layer.extents(2 ** 20, 2 ** 20)].map(({ kind }) => kind)
    expect(kinds).toEqual(['invalid'])
  })
})
