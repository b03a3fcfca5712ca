import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import { concat, u8, zeros } from '../../../helpers/bytes/encoders.ts'
import { vpcFooter } from '../../../helpers/bytes/encoders-vpc.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const MIB = 2 ** 20

function made(...options: readonly string[]): Buffer {
  qemuImg(folder, 'create', '-q', '-f', 'vpc', ...options, 'made.vhd', '5M')
  return readFileSync(join(folder, 'made.vhd'))
}

describe('a fixed VHD, which has only a footer', () => {
  const bytes = made('-o', 'subformat=fixed')

  test('is recognised, which qemu-img does not unless it is told', () => {
    const { summary, vpc } = inspectImage(memorySource(bytes))
    expect(summary).toMatchObject({ format: 'vpc', virtualSize: bytes.length - 512 })
    expect(vpc).toMatchObject({ diskType: 'fixed', creator: 'qemu', sizeFrom: 'geometry' })
    const told = runQemuImg(folder, ['info', '-f', 'vpc', 'made.vhd']).stdout
    expect(told).toContain(`${bytes.length - 512} bytes`)
    expect(runQemuImg(folder, ['info', 'made.vhd']).stdout).toContain('file format: raw')
  })

  test('ends before its footer, which is no data of the guest', () => {
    const image = concat(u8(7), bytes.subarray(1))
    const layer = openLayer(memorySource(image), 'vpc', { codecs: nodeCodecs })
    expect(layer.size).toBe(bytes.length - 512)
    const target = new Uint8Array(2).fill(0xa5)
    layer.read(target, 0)
    expect([...target]).toEqual([7, 0])
  })

  test('is raw data where the checksum is wrong: a guest may have written the cookie', () => {
    const broken = concat(bytes.subarray(0, -1), u8(1))
    expect(inspectImage(memorySource(broken)).summary.format).toBe('raw')
  })
})

describe('the size of a disk', () => {
  /** Of 6.25 MiB. */
  const geometry = [200, 16, 4] as const
  const bySize = ['win ', 'qem2', 'd2v ', 'tap\0', 'CTXS']

  test.each([...bySize, 'qemu', 'vpc ', 'vbox', 'vs  '])(
    'of the creator %j is the one that qemu takes',
    (creator) => {
      const fields = { diskType: 2, creator, size: 5 * MIB, geometry }
      const bytes = concat(zeros(5 * MIB), vpcFooter(fields))
      writeFileSync(join(folder, 'sized.vhd'), bytes)
      const info = execFileSync('qemu-img', ['info', '-f', 'vpc', '--output=json', 'sized.vhd'], {
        cwd: folder,
        encoding: 'utf8',
      })
      const { summary, vpc } = inspectImage(memorySource(bytes))
      expect(JSON.parse(info)).toMatchObject({ 'virtual-size': summary.virtualSize })
      expect(summary.virtualSize).toBe(bySize.includes(creator) ? 5 * MIB : 6.25 * MIB)
      expect(vpc?.sizeFrom).toBe(bySize.includes(creator) ? 'recorded-size' : 'geometry')
    },
  )
})

describe('what is wrong with a VHD', () => {
  test('is nothing, as qemu-img makes it', () => {
    expect(inspectImage(memorySource(made())).faults).toEqual([])
  })

  test('a footer whose checksum is wrong: qemu refuses the image, and so says the summary', () => {
    const bytes = made()
    bytes[30] = 0x41
    expect(inEnglish(inspectImage(memorySource(bytes)).summary.fault)).toMatchObject({
      code: 'invalid',
      what: 'vpc.footer.checksum',
      offset: 64,
      message: 'Incorrect header checksum',
    })
  })

  test('a dynamic header whose checksum is wrong is told beside what it says', () => {
    const bytes = made()
    bytes[512 + 600] = 1
    const { summary, faults } = inspectImage(memorySource(bytes))
    expect(summary).toMatchObject({ clusterSize: 2 * MIB })
    expect(faults).toMatchObject([{ what: 'vpc.dynamic.checksum', offset: 548 }])
  })

  test('a footer at the end that is not there, or is another than its copy', () => {
    const bytes = made()
    const cut = concat(bytes, zeros(512))
    expect(inEnglish(inspectImage(memorySource(cut)).faults)).toMatchObject([
      { what: 'vpc.footer', offset: bytes.length, found: 'other bytes' },
    ])
    bytes[bytes.length - 1] = 1
    expect(inEnglish(inspectImage(memorySource(bytes)).faults)).toMatchObject([
      { what: 'vpc.footer', offset: bytes.length - 512, found: 'another' },
    ])
  })

  test('a block that is not all in the file: the rest is read, and this is not zeros', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vpc', 'cut.vhd', '5M')
    const write = ['write -P 1 0 1M', 'write -P 2 4M 64k'].flatMap((one) => ['-c', one])
    execFileSync('qemu-io', ['-f', 'vpc', ...write, 'cut.vhd'], { cwd: folder })
    const whole = readFileSync(join(folder, 'cut.vhd'))
    const cut = whole.subarray(0, whole.length - 4096)
    writeFileSync(join(folder, 'cut.vhd'), cut)
    expect(runQemuImg(folder, ['info', '-f', 'vpc', 'cut.vhd']).stderr).toContain('truncated')
    const layer = openLayer(memorySource(cut), 'vpc', { codecs: nodeCodecs })
    const kinds = [...layer.extents(0, layer.size)].map(({ kind }) => kind)
    expect(kinds).toEqual(['data', 'zero', 'invalid'])
  })
})
