import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

/*
 * QEMU follows a symlink to an image and takes what the image names from beside the symlink
 * (block.c, `bdrv_get_full_backing_filename`): `linked/disk` leads to `own/disk`, beside both stands
 * a file of the name that the image records, and each holds other data.
 */
const root = temporaryFolder()
const at = (name: string): string => join(root, name)
const SIZE = '1M'
const cli = cliOfTests()

beforeEach(() => {
  for (const folder of ['own', 'linked']) {
    rmSync(at(folder), { recursive: true, force: true })
    mkdirSync(at(folder))
  }
})

function put(name: string, byte: number): void {
  qemuImg(root, 'create', '-q', '-f', 'raw', name, SIZE)
  qemuIo(at(name), [`write -P ${byte} 0 64k`], 'raw')
}

function link(name: string): void {
  symlinkSync(`../own/${name}`, at(`linked/${name}`))
}

function makeOverlay(backing = 'base.raw'): void {
  put('own/base.raw', 1)
  put('linked/base.raw', 2)
  qemuImg(at('own'), 'create', '-q', '-f', 'qcow2', '-b', backing, '-F', 'raw', 'disk.qcow2')
  link('disk.qcow2')
}

/** A byte of the disk as QEMU reads it, and as we do. */
function firstBytes(name: string): readonly [theirs: number | undefined, ours: number | undefined] {
  qemuImg(root, 'convert', '-O', 'raw', name, 'theirs.raw')
  const { status, stderr } = cli.run(['export', name, '-o', 'ours.raw'], { cwd: root })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [theirs, ours] = ['theirs.raw', 'ours.raw'].map((file) => readFileSync(at(file)))
  expect(ours?.equals(theirs ?? Buffer.alloc(0))).toBe(true)
  return [theirs?.[0], ours?.[0]]
}

describe('an overlay that is named by a symlink', () => {
  test('is read through the base beside the symlink', () => {
    makeOverlay()
    expect(firstBytes('linked/disk.qcow2')).toEqual([2, 2])
    expect(firstBytes('own/disk.qcow2')).toEqual([1, 1])
  })

  test('has the chain that qemu-img prints, and the map names the same file', () => {
    makeOverlay()
    const info = ['info', '--backing-chain', 'linked/disk.qcow2']
    expect(cli.run(info, { cwd: root }).stdout).toBe(qemuImg(root, ...info))
    const map = ['map', 'linked/disk.qcow2']
    const [theirs, ours] = [qemuImg(root, ...map), cli.run(map, { cwd: root }).stdout]
    for (const text of [theirs, ours]) {
      expect(text).toContain('linked/base.raw')
      expect(text).not.toContain('own/base.raw')
    }
  })

  test('lacks its base where none is beside the symlink, whatever is beside the image', () => {
    makeOverlay()
    rmSync(at('linked/base.raw'))
    expect(runQemuImg(root, ['map', 'linked/disk.qcow2']).status).toBe(1)
    for (const command of [['map'], ['info', '--backing-chain'], ['export', '-o', 'x.raw']]) {
      const { status, stderr } = cli.run([...command, 'linked/disk.qcow2'], { cwd: root })
      expect([command, status]).toEqual([command, 1])
      expect(stderr).toContain('base.raw')
    }
  })

  test('still finds what it names by an absolute path beside the image', () => {
    makeOverlay(at('own/base.raw'))
    expect(firstBytes('linked/disk.qcow2')).toEqual([1, 1])
  })
})

describe('a flat VMDK that is named by a symlink', () => {
  function makeVmdk(): void {
    const options = ['-f', 'vmdk', '-o', 'subformat=monolithicFlat']
    qemuImg(at('own'), 'create', '-q', ...options, 'disk.vmdk', SIZE)
    put('own/disk-flat.vmdk', 1)
    put('linked/disk-flat.vmdk', 2)
    link('disk.vmdk')
  }

  test('is read from the extents beside the symlink', () => {
    makeVmdk()
    expect(firstBytes('linked/disk.vmdk')).toEqual([2, 2])
  })

  test.each([[[]], [['--backing-chain']]])('info %j tells the size of these', (options) => {
    makeVmdk()
    qemuIo(at('linked/disk-flat.vmdk'), ['write -P 2 0 1M'], 'raw')
    const args = ['info', ...options, '--output=json', 'linked/disk.vmdk']
    expect(JSON.parse(cli.run(args, { cwd: root }).stdout)).toEqual(
      JSON.parse(qemuImg(root, ...args)),
    )
  })
})
