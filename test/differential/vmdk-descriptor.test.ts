import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { ascii, layOut, u64le } from '../helpers/bytes/encoders.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

const HEAD = '# Disk DescriptorFile\nversion=1\n'
const IDS = 'CID=00000004\nparentCID=ffffffff\n'
const TYPE = 'createType="monolithicFlat"\n'
const EXTENT = 'RW 2048 FLAT "x-flat.vmdk" 0\n'
const REST = `parentCID=ffffffff\n${TYPE}${EXTENT}`

beforeAll(() => writeFileSync(join(folder, 'x-flat.vmdk'), new Uint8Array(1024 * 1024).fill(1)))

/** Latin-1: any byte can be said. */
function written(text: string): Uint8Array {
  const bytes = ascii(text)
  writeFileSync(join(folder, 'd.vmdk'), bytes)
  return bytes
}

function theirSentence(): string {
  const { status, stderr } = runQemuImg(folder, ['info', 'd.vmdk'])
  expect(status).toBe(1)
  return stderr.replace("qemu-img: Could not open 'd.vmdk': ", '').replace(/\n$/, '')
}

describe('a descriptor is refused in qemu-img’s words', () => {
  test.each([
    ['nothing but a version', ''],
    ['no create type', `${IDS}${EXTENT}`],
    ['its key in lower case', `${IDS}createtype="vmfs"\n${EXTENT}`],
    ['no quote at its end', `${IDS}${EXTENT}createType="vmfs`],
    ['one that is too long', `${IDS}createType="${'a'.repeat(128)}"\n${EXTENT}`],
    ['the longest that is looked at', `${IDS}createType="${'a'.repeat(127)}"\n${EXTENT}`],
    ['one behind a NUL', `${IDS}\0${TYPE}${EXTENT}`],
    ['one that QEMU does not open', `${IDS}createType="custom"\n${EXTENT}`],
    ['that of an extent', `${IDS}createType="monolithicSparse"\n${EXTENT}`],
    ['one without quotes', `${IDS}createType=vmfs\n${EXTENT}`],
    ['one between blanks', `${IDS}createType = "vmfs"\n${EXTENT}`],
    ['a flat extent without an offset', `${IDS}${TYPE}RW 2048 FLAT "x-flat.vmdk"\n`],
    ['a flat extent before the file', `${IDS}${TYPE}RW 2048 FLAT "x-flat.vmdk" -3\n`],
    ['an extent of ESX with an offset', `${IDS}${TYPE}RW 2048 VMFS "x-flat.vmdk" 0\n`],
    ['an extent of no kind with an offset', `${IDS}${TYPE}RW 2048 FLOT "x-flat.vmdk" 0\n`],
  ])('for %s', (_, text) => {
    const { summary, vmdk } = inspectImage(memorySource(written(`${HEAD}${text}`)))
    expect(inEnglish(summary.fault)?.message).toBe(theirSentence())
    expect(inEnglish(summary.fault)?.expected).not.toBe(inEnglish(summary.fault)?.found)
    // What it says is shown all the same.
    expect(vmdk?.descriptor).toBeDefined()
  })
})

describe('a descriptor that does not say who it is is refused, as qemu-img does without a word', () => {
  test.each([
    ['no CID', `${TYPE}${EXTENT}`, { what: 'vmdk.CID', offset: 0, found: 'none' }],
    ['an empty CID', `CID=\nxyz\n${REST}`, { offset: 36, found: 'nothing' }],
    ['a word for one', `CID=xyz\n${REST}`, { offset: 36, found: 'xyz' }],
    ['one in quotes', `CID="12"\n${REST}`, { offset: 36, found: '"12"' }],
    ['a blank before its sign', `CID =12\n${REST}`, { offset: 36, found: '=12' }],
    ['no CID of a parent', `CID=4\n${TYPE}${EXTENT}`, { what: 'vmdk.parentCID', found: 'none' }],
    ['a word for that', `CID=4\nparentCID=no\n${TYPE}${EXTENT}`, { offset: 48, found: 'no' }],
    [
      'a parent whose name has no end',
      `${IDS}${TYPE}${EXTENT}parentFileNameHint="x`,
      { what: 'vmdk.parentFileNameHint', found: 'x' },
    ],
    [
      'a parent whose name is too long',
      `parentFileNameHint="${'é'.repeat(4096)}"\n${IDS}${TYPE}${EXTENT}`,
      { offset: 52, expected: 'a name in quotes of at most 4095 bytes' },
    ],
  ])('%s', (_, text, fault) => {
    const { summary } = inspectImage(memorySource(written(`${HEAD}${text}`)))
    expect(theirSentence()).toContain('Invalid argument')
    expect(inEnglish(summary.fault)).toMatchObject({ code: 'invalid', ...fault })
  })
})

describe('a descriptor tells what it tells qemu-img', () => {
  test.each([
    ['nothing odd', `${IDS}${TYPE}${EXTENT}`],
    ['lines that end as on Windows', `${IDS}${TYPE}${EXTENT}`.replaceAll('\n', '\r\n')],
    ['a create type in a comment', `${IDS}#${TYPE}${EXTENT}`],
    ['two create types', `${IDS}createType="vmfs"\n${TYPE}${EXTENT}`],
    ['a create type that is none behind one', `${IDS}${TYPE}createType="custom"\n${EXTENT}`],
    ['a CID of nine digits', `CID=123456789\n${REST}`],
    ['a CID of sixteen digits', `CID=fedcba9876543210\n${REST}`],
    ['a CID of more', `CID=1fedcba9876543210\n${REST}`],
    ['a CID with zeros before it', `CID=${'0'.repeat(40)}5\n${REST}`],
    ['a CID with a prefix', `CID=0x12\n${REST}`],
    ['a CID below 0', `CID=-2\n${REST}`],
    ['a CID behind blanks', `CID= \t12\n${REST}`],
    ['a CID in the next line', `CID=\n12\n${REST}`],
    ['a CID with words behind it', `CID=12 times\n${REST}`],
    ['a byte that is no text in a CID', `CID=4\xff\n${REST}`],
    ['two CIDs', `CID=7\nCID=8\n${REST}`],
    ['a CID in a comment', `#CID=7\nCID=8\n${REST}`],
    ['a parent’s CID alone', REST],
    ['a parent’s CID before its own', `${REST}CID=5\n`],
    ['an extent behind blanks', `${IDS}${TYPE}\t ${EXTENT}`],
    ['an extent divided by tabs', `${IDS}${TYPE}${EXTENT.replaceAll(' ', '\t')}`],
    ['an extent with words behind it', `${IDS}${TYPE}RW 2048 FLAT "x-flat.vmdk" 0 and so on\n`],
    ['an extent of ESX', `${IDS}createType="vmfs"\nRW 2048 VMFS "x-flat.vmdk"\n`],
  ])('with %s', (_, text) => {
    written(`${HEAD}${text}`)
    const ours = cli.run(['info', '--output', 'json', 'd.vmdk'], { cwd: folder })
    expect(ours.stderr).toBe('')
    expect(JSON.parse(ours.stdout)).toEqual(
      JSON.parse(runQemuImg(folder, ['info', '--output=json', 'd.vmdk']).stdout),
    )
  })
})

test.each(['CID=zz', 'CID=', 'GID=12'])(
  'a sparse file whose descriptor says %s is refused as qemu-img refuses it',
  (line) => {
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', 'd.vmdk', '5M')
    const bytes = readFileSync(join(folder, 'd.vmdk'))
    const at = bytes.indexOf('CID=')
    bytes.write(`${line}\n`.padEnd(12), at)
    bytes.write('parentGID', bytes.indexOf('parentCID'))
    writeFileSync(join(folder, 'd.vmdk'), bytes)
    expect(theirSentence()).toContain('Invalid argument')
    const { fault, virtualSize } = inspectImage(memorySource(bytes)).summary
    expect(fault).toMatchObject({ code: 'invalid', what: 'vmdk.CID' })
    expect(virtualSize).toBe(5 * 2 ** 20)
  },
)

test('a disk without an extent is refused: qemu-img info dies of it', () => {
  for (const extent of ['', 'RW 0 FLAT "x-flat.vmdk" 0\n', EXTENT.toLowerCase()]) {
    const { summary } = inspectImage(memorySource(written(`${HEAD}${IDS}${TYPE}${extent}`)))
    expect(inEnglish(summary.fault)).toMatchObject({
      what: 'vmdk.extents',
      expected: 'at least one extent',
    })
    expect(runQemuImg(folder, ['info', 'd.vmdk']).stderr).toContain('num_extents')
  }
})

test('no command makes a disk of 0 bytes of a descriptor that says nothing', () => {
  written(HEAD)
  const said = 'cowscope: d.vmdk: invalid VMDK image descriptor\n'
  for (const command of ['info', 'map', 'check', 'measure', 'export -o x.raw']) {
    const { status, stdout, stderr } = cli.run([...command.split(' '), 'd.vmdk'], { cwd: folder })
    expect({ status, stdout, stderr }, command).toEqual({ status: 1, stdout: '', stderr: said })
  }
})

test('a descriptor in a header without a capacity is told by where it is in the file', () => {
  const text = `${HEAD}${IDS}createType="custom"\n${EXTENT}`
  const header = { 0: ascii('KDMV'), 4: u64le(1), 28: u64le(3), 36: u64le(20) }
  const bytes = layOut(8192, { ...header, 1536: ascii(text) })
  const { summary } = inspectImage(memorySource(bytes))
  expect(summary.fault?.offset).toBe(1536 + text.indexOf('custom'))
  expect(() => openLayer(memorySource(bytes), 'vmdk', { codecs: nodeCodecs })).toThrow('custom')
})
