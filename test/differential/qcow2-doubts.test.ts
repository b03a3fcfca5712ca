import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { u32be, u64be } from '../helpers/bytes/encoders.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { commandHere } from '../helpers/command-here.ts'
import { Damaged } from '../helpers/images/damaged-qcow2.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const path = join(folder, 'image.qcow2')
const AUTOCLEAR = 88
const CRYPT_METHOD = 32
const NO_CRYPTO = 'Missing CRYPTO header for crypt method 2'
const REQUIRED = 'data-file-raw requires a data file'

function make(...options: readonly string[]): void {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, path, '4M')
}

function put(offset: number, bytes: Uint8Array): void {
  const image = readFileSync(path)
  image.set(bytes, offset)
  writeFileSync(path, image)
}

/** The exit code and the JSON of a command, which are to be qemu-img's. */
async function expectSame(...command: readonly string[]): Promise<void> {
  const args = [...command, '--output=json', path]
  const theirs = runQemuImg(folder, args)
  const ours = await commandHere(args)
  expect(ours.status, ours.stderr).toBe(theirs.status)
  const parsed = (text: string): unknown => JSON.parse(text.replaceAll(/, "compressed": \w+/g, ''))
  expect(parsed(ours.stdout)).toEqual(parsed(theirs.stdout))
}

describe('where the specification is stricter than QEMU, we are as QEMU is (FORMAT.md):', () => {
  test('the bitmaps bit without bitmaps', async () => {
    make()
    put(AUTOCLEAR, u64be(1))
    for (const command of ['info', 'check', 'map']) await expectSame(command)
  })

  test('a data file that is to be raw beside a backing file, which is read all the same', async () => {
    writeFileSync(join(folder, 'base.raw'), Buffer.alloc(1 << 20, 7))
    make('-o', 'data_file=data.raw', '-b', 'base.raw', '-F', 'raw')
    put(AUTOCLEAR, u64be(2))
    for (const command of ['info', 'check', 'map']) await expectSame(command)
    qemuImg(folder, 'convert', '-O', 'raw', path, 'theirs.raw')
    const ours = join(folder, 'ours.raw')
    expect((await commandHere(['export', path, '-o', ours])).status).toBe(0)
    expect(readFileSync(ours).equals(readFileSync(join(folder, 'theirs.raw')))).toBe(true)
  })

  test('a data file that is to be raw where there is none, of which info alone says something', async () => {
    make()
    put(AUTOCLEAR, u64be(2))
    await expectSame('info')
    for (const command of ['check', 'map', 'measure -O raw', `convert -O raw`]) {
      const [name = '', ...options] = command.split(' ')
      const output = name === 'convert' ? [join(folder, 'out.raw')] : []
      const theirs = runQemuImg(folder, [name, ...options, path, ...output])
      expect([theirs.status, theirs.stderr]).toEqual([1, expect.stringContaining(REQUIRED)])
      const args = name === 'convert' ? ['export', path, '-o', ...output] : [name, ...options, path]
      const { status, stderr } = await commandHere(args)
      expect([status, stderr]).toEqual([1, expect.stringContaining(REQUIRED)])
    }
  })

  test('encryption by LUKS without its header, which no key opens, and of which qemu-img info dies', async () => {
    make()
    put(CRYPT_METHOD, u32be(2))
    const theirs = runQemuImg(folder, ['map', path])
    expect([theirs.status, theirs.stderr]).toEqual([1, expect.stringContaining(NO_CRYPTO)])
    expect(runQemuImg(folder, ['info', path]).status).toBe(-1)
    for (const command of ['check', 'map', 'measure -O raw']) {
      const { status, stdout, stderr } = await commandHere([...command.split(' '), path])
      expect([status, stdout, stderr]).toEqual([1, '', expect.stringContaining(NO_CRYPTO)])
    }
    const { status, stdout, stderr } = await commandHere(['info', path])
    expect([status, stderr]).toEqual([1, expect.stringContaining(NO_CRYPTO)])
    expect(stdout).toContain('encrypted: yes')
    const { state, checks } = imageVerdict(memorySource(readFileSync(path)))
    expect(state).toBe('unsafe')
    expect(inEnglish(checks)).toContainEqual(
      expect.objectContaining({
        ...{ code: 'header', state: 'fail', params: expect.objectContaining({ reason: 'luks' }) },
        evidence: { offset: CRYPT_METHOD, expected: 'an encryption header', found: 'none' },
      }),
    )
  })

  test('padding of the bitmap directory', async () => {
    make()
    qemuImg(folder, 'bitmap', '--add', path, 'nightly')
    const image = readFileSync(path)
    put(image.lastIndexOf('nightly') + 'nightly'.length, Uint8Array.of(9))
    for (const command of ['info', 'check', 'map']) await expectSame(command)
    expect(inspectImage(memorySource(readFileSync(path))).faults).toEqual([])
  })
})

test.each([
  ['L2', ({ l2 }: Damaged) => l2],
  ['L1', ({ l1 }: Damaged) => l1],
])(
  'reserved bits of an %s entry cost nothing: they are told, and nothing ends with 1',
  async (what, place) => {
    make()
    qemuIo(path, ['write -P 4 0 128k'])
    const damaged = new Damaged(path)
    put(place(damaged), u64be(damaged.u64(place(damaged)) | (1n << 58n)))
    await expectSame('map')
    await expectSame('measure', '-O', 'qcow2')
    for (const command of [['map'], ['measure', '-O', 'qcow2']]) {
      const { stderr } = await commandHere([...command, path])
      expect(stderr).toContain(`${what} entry at offset`)
      expect(stderr).toContain('expected reserved bits 0')
    }
  },
)

test.each([
  ['cluster', ({ l2 }: Damaged) => l2],
  ['table', ({ l1 }: Damaged) => l1],
])('a %s at an offset that no file has is zeros, as one past the end', async (_, place) => {
  make()
  qemuIo(path, ['write -P 4 0 128k'])
  const damaged = new Damaged(path)
  put(place(damaged), u64be((1n << 63n) | (1n << 55n)))
  const text = (stdout: string): string => stdout.replaceAll(', "compressed": false', '')
  const map = ['map', '--output=json', path]
  expect(text((await commandHere(map)).stdout)).toBe(text(qemuImg(folder, ...map)))
})

test('a compressed cluster at an offset that no file has is told, and read by neither', async () => {
  make('-o', 'cluster_size=512')
  qemuIo(path, ['write -c -P 3 0 512', 'write -P 4 512 512'])
  const { l2, bytes } = new Damaged(path)
  put(l2, u64be(bytes.readBigUInt64BE(l2) | (1n << 56n)))
  expect(runQemuImg(folder, ['convert', '-O', 'raw', path, 'theirs.raw']).status).toBe(1)
  const exported = await commandHere(['export', path, '-o', join(folder, 'none.raw')])
  expect(exported.status).toBe(1)
  expect(exported.stderr).toContain('expected an offset up to 0x1fffffffffffff')
  const theirs = runQemuImg(folder, ['check', '--output=json', path])
  const ours = await commandHere(['check', '--output=json', path])
  expect(ours.status).toBe(theirs.status)
  expect(JSON.parse(ours.stdout)).toMatchObject(JSON.parse(theirs.stdout))
  const { stdout } = await commandHere(['map', '--output=json', path])
  expect(JSON.parse(stdout)).toMatchObject([{ invalid: true }, { data: true, length: 512 }, {}])
})
