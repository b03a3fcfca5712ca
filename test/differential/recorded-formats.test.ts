import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../electron/cli/exit-code.ts'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
const SIZE = '4M'
const MADE = ['raw', 'qcow2', 'vmdk', 'vdi', 'vpc', 'vhdx', 'qed', 'parallels', 'qcow'] as const
/** Each with the format that it is of; one ends with the footer of a VHD, and one stands on another. */
const BASES = [...MADE.map((format) => [format, format]), ['fixed', 'vpc'], ['overlay', 'qcow2']]
const OPENED = BASES.flatMap(([base = '', own = '']) =>
  [...new Set([own, 'raw', 'file'])].map((format) => [base, format] as const),
)
const REFUSED = [
  ['raw', 'host_device'],
  ['raw', 'bochs'],
  ['fixed', 'qcow2'],
  ['fixed', 'luks'],
  ['vpc', 'vdi'],
] as const
/** Where the extensions of a new header begin, and the first is the one that is longer here. */
const EXTENSIONS = 112
const BACKING_FORMAT = 0xe2792aca

/** An overlay that records `format` for its base; qemu-img writes only names of its own drivers. */
function overlay(base: string, format: string): string {
  const name = 'top.qcow2'
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-u', '-b', base, '-F', 'raw', name, SIZE)
  const bytes = readFileSync(join(folder, name))
  const extension = Buffer.alloc(8 + 8 * Math.ceil(format.length / 8))
  extension.writeUInt32BE(BACKING_FORMAT)
  extension.writeUInt32BE(format.length, 4)
  extension.write(format, 8)
  const old = EXTENSIONS + 16
  bytes.copyWithin(EXTENSIONS + extension.length, old, 0x8000)
  bytes.set(extension, EXTENSIONS)
  bytes.writeBigUInt64BE(bytes.readBigUInt64BE(8) + BigInt(extension.length - 16), 8)
  writeFileSync(join(folder, name), bytes)
  return name
}

function infos(name: string) {
  const args = ['info', '--backing-chain', '--output=json', name]
  return { theirs: runQemuImg(folder, args), ours: cli.run(args, { cwd: folder }) }
}

beforeAll(() => {
  for (const format of MADE) {
    qemuImg(folder, 'create', '-q', '-f', format, format, SIZE)
    qemuIo(join(folder, format), ['write -P 7 64k 64k'], format)
  }
  qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'subformat=fixed', 'fixed', SIZE)
  qemuIo(join(folder, 'fixed'), ['write -P 7 64k 64k'], 'vpc')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'raw', '-F', 'raw', 'overlay')
}, 120_000)

describe('a base', () => {
  test.each(OPENED)(
    'that is %s and recorded as %s is shown as qemu-img opens it',
    (base, format) => {
      const name = overlay(base, format)
      const { theirs, ours } = infos(name)
      expect(theirs).toMatchObject({ status: 0 })
      expect(ours).toEqual({ status: EXIT.done, stderr: '', stdout: theirs.stdout })
      qemuImg(folder, 'convert', '-O', 'raw', name, 'theirs.raw')
      const out = `${base}-${format}.raw`
      expect(cli.run(['export', name, '-o', out], { cwd: folder }).stderr).toBe('')
      const [one, other] = [out, 'theirs.raw'].map((file) => readFileSync(join(folder, file)))
      expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
    },
  )

  test.each(REFUSED)(
    'that is %s and recorded as %s is told, as qemu-img refuses it',
    (base, format) => {
      const { theirs, ours } = infos(overlay(base, format))
      expect(theirs.status).toBe(1)
      expect(ours.status).toBe(EXIT.partial)
      expect(ours.stderr).toContain(`it is recorded as ${format}`)
    },
  )
})

/** A fixed VHD of which the guest, or somebody, made an image of `format` too. */
function fixedBehind(format: string): string {
  const bytes = readFileSync(join(folder, 'fixed'))
  readFileSync(join(folder, format)).copy(bytes, 0, 0, 1024)
  const name = `fixed-behind-${format}`
  writeFileSync(join(folder, name), bytes)
  return name
}

describe('a base that ends with the footer of a fixed VHD, is recorded as vpc, and begins as', () => {
  test.each(['qcow2', 'vmdk', 'vdi', 'vhdx', 'qed', 'parallels', 'qcow'])(
    '%s, is a VHD, as to qemu',
    (format) => {
      const base = fixedBehind(format)
      const name = overlay(base, 'vpc')
      const { theirs, ours } = infos(name)
      expect(theirs.status).toBe(0)
      expect(ours).toEqual({ status: EXIT.done, stderr: '', stdout: theirs.stdout })
      qemuImg(folder, 'convert', '-O', 'raw', name, 'theirs.raw')
      const out = `${base}.raw`
      expect(cli.run(['export', name, '-o', out], { cwd: folder }).stderr).toBe('')
      const [one, other] = [out, 'theirs.raw'].map((file) => readFileSync(join(folder, file)))
      expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
    },
  )
})

const VDI_HEADER = [0x40, 0x1c8] as const

const MIB = 2 ** 20

/** An image of `format` whose header is a VDI's too, from its signature on, and as long as a VDI would be. */
function bothFormats(format: string): string {
  const bytes = Buffer.concat([readFileSync(join(folder, format)), Buffer.alloc(8 * MIB)])
  readFileSync(join(folder, 'vdi')).copy(bytes, VDI_HEADER[0], ...VDI_HEADER)
  writeFileSync(join(folder, `both-${format}`), bytes)
  return `both-${format}`
}

describe('a base that is a VDI and', () => {
  test.each([
    ...['qcow', 'vhdx', 'qed'].map((it) => [it, it] as const),
    ...['qcow2', 'qed', 'parallels'].map((it) => [it, 'vdi'] as const),
  ])('%s, and recorded as %s, is what is recorded, as to qemu', (format, recorded) => {
    const name = overlay(bothFormats(format), recorded)
    const { theirs, ours } = infos(name)
    expect(ours.stdout).toBe(theirs.stdout)
    expect([ours.status, ours.stderr]).toEqual([EXIT.done, ''])
    qemuImg(folder, 'convert', '-O', 'raw', name, 'theirs.raw')
    const out = `both-${format}-${recorded}.raw`
    expect(cli.run(['export', name, '-o', out], { cwd: folder }).stderr).toBe('')
    const [one, other] = [out, 'theirs.raw'].map((file) => readFileSync(join(folder, file)))
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true)
  })

  test.each([
    ['qcow2', 'qcow2 header too short'],
    ['vmdk', '144119026503712256'],
    ['vpc', 'Incorrect header checksum'],
  ])('%s, and recorded as that, is refused for the same: %s', (format, reason) => {
    const { theirs, ours } = infos(overlay(bothFormats(format), format))
    expect([theirs.status, ours.status]).toEqual([1, EXIT.partial])
    expect(theirs.stderr).toContain(reason)
    expect(ours.stderr).toContain(reason)
  })

  test('qcow2, and recorded as VMDK, is neither', () => {
    const { theirs, ours } = infos(overlay(bothFormats('qcow2'), 'vmdk'))
    expect(theirs.status).toBe(1)
    expect(ours.stderr).toContain('it is recorded as vmdk, and its content is vdi')
  })
})
