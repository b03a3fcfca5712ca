import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../../../electron/cli/exit-code.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { differencingVpc, vpcFooter } from '../../../helpers/bytes/encoders-vpc.ts'
import { withFile } from '../../../helpers/bytes/file-source.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { callsUnder, straceNode } from '../../../helpers/programs/strace.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const secrets = temporaryFolder()
const SECRET = join(secrets, 'secret')
const MIB = 2 ** 20
const UUID = Uint8Array.from({ length: 16 }, (_, index) => index + 1)
const cli = cliOfTests()

beforeAll(() => {
  writeFileSync(SECRET, Buffer.alloc(MIB, 'secret '))
  writeFileSync(join(folder, 'plain'), Buffer.alloc(MIB, 1))
  symlinkSync(SECRET, join(folder, 'link'))
  mkdirSync(join(folder, 'sub'))
}, 120_000)

function run(...args: readonly string[]) {
  return cli.run(args, { cwd: folder })
}

function read(file: string, offset: number, length: number): Buffer {
  const args = ['read', file, '--offset', `${offset}`, '--length', `${length}`]
  return spawnSync(process.execPath, [cli.path, ...args], { cwd: folder }).stdout
}

function describeDisk(name: string, ...extents: readonly string[]): void {
  const head = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
  const type = 'createType="monolithicFlat"'
  writeFileSync(join(folder, name), [...head, type, ...extents, ''].join('\n'))
}

describe('extents that a descriptor names', () => {
  test('are shown and never opened, unless they are plain names of files that are here', () => {
    const [slash, dots] = [`RW 2048 FLAT "${SECRET}" 0`, 'RW 2048 FLAT "../x/secret" 0']
    describeDisk('hostile.vmdk', slash, dots, 'RW 2048 FLAT "link" 0', 'RW 2048 FLAT "plain" 0')
    const args = ['map', '--output', 'json', join(folder, 'hostile.vmdk')]
    const { calls, status, stdout } = straceNode([cli.path, ...args])
    expect(callsUnder(calls, join(folder, 'plain'))).not.toEqual([])
    // Where a link leads is looked at, and not gone to.
    const gone = callsUnder(calls, secrets).filter((call) => !call.includes('readlink('))
    expect(gone).toEqual([])
    expect(status).toBe(EXIT.partial)
    expect(JSON.parse(stdout)).toMatchObject([
      { start: 0, length: MIB, missing: true },
      { start: MIB, length: MIB, missing: true },
      { start: 2 * MIB, length: MIB, missing: true },
      { start: 3 * MIB, length: MIB, data: true, offset: 0 },
    ])
    const info = run('info', 'hostile.vmdk')
    expect(info.stdout).toContain(SECRET)
    expect(info.stdout).toContain('virtual size: 4 MiB')
  })

  test('that are here are read, though another is not', () => {
    describeDisk('part.vmdk', 'RW 2048 FLAT "gone" 0', 'RW 2048 FLAT "plain" 0')
    expect(read('part.vmdk', MIB + 5, 3)).toEqual(Buffer.from([1, 1, 1]))
    const { status, stderr } = run('export', 'part.vmdk', '-o', join(secrets, 'out'))
    expect(status).toBe(1)
    expect(stderr).toMatch(/^cowscope: part\.vmdk: The extent "gone" is not here[^\n]*\n$/)
  })

  test.each([
    ['gone', 'are not here, or outside of what was opened'],
    ['/x/gone', 'are not files beside it, and are never opened'],
  ])('a thousand that are not read are told in one sentence: %s', (name, why) => {
    // One name may be that of several extents.
    const names = Array.from({ length: 901 }, (_, at) => `${name}${at % 900}`)
    describeDisk('many.vmdk', ...names.map((one) => `RW 2048 FLAT "${one}" 0`))
    const [first] = run('map', '--output', 'json', 'many.vmdk').stderr.split('\n')
    const told = names.slice(0, 5).map((one) => `'${one}'`)
    const path = join(folder, 'many.vmdk')
    const all = `the extents ${told.join(', ')} and 895 more of ${path} ${why}`
    expect(first).toBe(`cowscope: many.vmdk: ${all}`)
  })

  test('and are not here give no place in those that are', () => {
    describeDisk('lacks.vmdk', 'RW 2048 FLAT "plain" 0', 'RW 2048 FLAT "gone" 0')
    const [, first = '', second = ''] = run('map', 'lacks.vmdk').stdout.split('\n')
    expect(first).toMatch(/^0 +0x100000 +0 +plain$/)
    expect(second).toMatch(/^0x100000 +0x100000 +missing +gone$/)
  })
})

describe('a VMDK on a parent', () => {
  test('is read through it, and not when the parent was written since', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', 'base.vmdk', '4M')
    qemuIo(join(folder, 'base.vmdk'), ['write -P 5 0 64k'], 'vmdk')
    const on = ['-b', 'base.vmdk', '-F', 'vmdk', 'top.vmdk']
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', ...on)
    expect(read('top.vmdk', 0, 2)).toEqual(Buffer.from([5, 5]))
    qemuIo(join(folder, 'base.vmdk'), ['write -P 6 0 64k'], 'vmdk')
    const { status, stderr } = run('map', 'top.vmdk')
    expect(status).toBe(EXIT.partial)
    expect(stderr).toMatch(/base\.vmdk is not what .*top\.vmdk was made on: it has the id/)
    // qemu-img refuses to read it too.
    expect(() => qemuImg(folder, 'convert', '-O', 'raw', 'top.vmdk', 'x.raw')).toThrow()
  })
})

describe('a differencing VHD', () => {
  const BLOCK = 64 * 1024
  const parent = vpcFooter({ diskType: 2, size: 3 * BLOCK, uuid: UUID })

  function child(uuid: Uint8Array): Uint8Array {
    const locators = [{ platform: 'W2ru', path: Buffer.from('.\\sub\\base.vhd', 'utf16le') }]
    const own = Array.from({ length: 128 }, (_, sector) => sector)
    const blocks = [undefined, { own, data: new Uint8Array(BLOCK).fill(9) }, undefined]
    return differencingVpc({ size: 3 * BLOCK }, { uuid, name: '', locators }, BLOCK, blocks)
  }

  test('is read through its parent, a fixed VHD in a folder below', () => {
    const base = Buffer.concat([Buffer.alloc(3 * BLOCK, 5), parent])
    writeFileSync(join(folder, 'sub/base.vhd'), base)
    writeFileSync(join(folder, 'child.vhd'), child(UUID))
    expect(read('child.vhd', BLOCK - 1, 2)).toEqual(Buffer.from([5, 9]))
    expect(read('child.vhd', 2 * BLOCK - 1, 2)).toEqual(Buffer.from([9, 5]))
    const { stdout } = run('info', '--backing-chain', '--output', 'json', 'child.vhd')
    expect(JSON.parse(stdout)).toMatchObject([
      { format: 'vpc', 'backing-filename': './sub/base.vhd', 'backing-filename-format': 'vpc' },
      { filename: './sub/base.vhd' },
    ])
  })

  test('is not read through a disk of that name with another UUID', () => {
    writeFileSync(join(folder, 'other.vhd'), child(new Uint8Array(16).fill(7)))
    const { status, stderr } = run('map', '--output', 'json', 'other.vhd')
    expect(status).toBe(EXIT.partial)
    expect(stderr).toContain('it has the id 01020304-0506-0708-090a-0b0c0d0e0f10, not 07070707-')
    expect(read('child.vhd', BLOCK, 1)).toEqual(Buffer.from([9]))
  })

  test('whose parent is not here is mapped, with the name of the parent', () => {
    const text = readFileSync(join(folder, 'child.vhd'))
    mkdirSync(join(folder, 'alone'))
    writeFileSync(join(folder, 'alone/child.vhd'), text)
    const { status, stdout, stderr } = run('map', '--output', 'json', 'alone/child.vhd')
    expect(status).toBe(EXIT.partial)
    expect(stderr).toContain("could not open backing file './sub/base.vhd'")
    expect(JSON.parse(stdout)).toMatchObject([{ missing: true }, { data: true }, { missing: true }])
  })
})

describe('a differencing VDI', () => {
  test('names its parent by UUID, which no file is known by', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vdi', 'child.vdi', '4M')
    const bytes = readFileSync(join(folder, 'child.vdi'))
    bytes.set(UUID, 0x1a8)
    writeFileSync(join(folder, 'child.vdi'), bytes)
    const { summary } = withFile(join(folder, 'child.vdi'), ({ source }) => inspectImage(source))
    const { status, stderr } = run('map', 'child.vdi')
    expect(status).toBe(EXIT.partial)
    expect(stderr).toContain(`could not open backing file '${summary.backing?.name}'`)
  })
})

describe('what qemu-img prints otherwise is said on stderr', () => {
  test.each([
    ['map', '--output', 'json'],
    ['measure', '-O', 'qcow2'],
  ])('%s of a VHDX, whose blocks it does not look at', (...args) => {
    qemuImg(folder, 'create', '-q', '-f', 'vhdx', 'said.vhdx', '64M')
    const { status, stdout, stderr } = run(...args, 'said.vhdx')
    expect(stdout).not.toBe(qemuImg(folder, ...args, 'said.vhdx'))
    expect(status).toBe(0)
    expect(stderr).toContain('said.vhdx: QEMU does not look which blocks of a VHDX are allocated')
  })

  test('map of what is compressed, for which it has no table', () => {
    qemuImg(folder, 'convert', '-q', '-c', '-O', 'qcow2', 'plain', 'packed.qcow2')
    expect(() => qemuImg(folder, 'map', 'packed.qcow2')).toThrow(/compressed clusters/)
    const note = 'packed.qcow2: QEMU ends with an error where a disk has compressed'
    expect(run('map', 'packed.qcow2').stderr).toContain(note)
    expect(run('map', '--output', 'json', 'packed.qcow2').stderr).toBe('')
  })
})

describe('a fixed VHD, which is raw to qemu-img unless it is told', () => {
  const name = 'fixed.vhd'
  const probed = 'QEMU, unless it is told, takes such a file for raw, footer and all'

  beforeAll(() => {
    qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'subformat=fixed,force_size', name, '4M')
  })

  test('is exported without its footer, as qemu-img does when it is told', () => {
    const [ours, theirs] = [join(secrets, 'ours.raw'), join(secrets, 'theirs.raw')]
    expect(run('export', name, '-o', ours).status).toBe(0)
    qemuImg(folder, 'convert', '-f', 'vpc', '-O', 'raw', name, theirs)
    expect(Buffer.compare(readFileSync(ours), readFileSync(theirs))).toBe(0)
    expect(readFileSync(ours).length).toBe(4 * MIB)
  })

  test.each([[], ['--backing-chain']])(
    'is shown as qemu-img shows it, and called a VHD',
    (...args) => {
      const { status, stdout, stderr } = run('info', ...args, name)
      expect({ status, stdout }).toEqual({ status: 0, stdout: qemuImg(folder, 'info', name) })
      expect(stderr).toBe(
        `cowscope: ${name}: it ends with the footer of a fixed VHD, whose disk has ${4 * MIB} bytes, as map, read and export have it; ${probed}, and so it is shown\n`,
      )
    },
  )

  test.each([['map'], ['measure'], ['read', '--length', '0'], ['export', '-o', 'OUT']])(
    '%s says that it reads another disk than qemu-img, which is not told',
    (command, ...options) => {
      const args = options.map((one) => (one === 'OUT' ? join(secrets, 'said.raw') : one))
      const { status, stderr } = run(command, name, ...args)
      expect(status).toBe(0)
      expect(stderr).toContain(
        `${name}: it is read as a fixed VHD of ${4 * MIB} bytes, without its footer; ${probed}\n`,
      )
    },
  )

  test('is no other disk where the image over it says what it is', () => {
    const over = ['-b', name, '-F', 'vpc', 'over-fixed.qcow2', '4M']
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', ...over)
    expect(run('read', 'over-fixed.qcow2', '--length', '0').stderr).toBe('')
  })
})
