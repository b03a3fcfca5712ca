import { linkSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { qemuIo } from '../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'

const MIB = 1024 ** 2
const root = temporaryFolder()
const BASE = `_base/${'1'.repeat(40)}`
const [A = '', B = ''] = [1, 2].map((n) => `aaaaaaaa-0000-4000-8000-00000000000${n}`)

/** One overlay of 64 MiB that is the disk of A, by a symlink the disk of B, and by a hard link B's ephemeral one. */
beforeAll(() => {
  for (const name of ['_base', A, B]) mkdirSync(join(root, name))
  qemuImg(root, 'create', '-q', '-f', 'raw', BASE, `${64 * MIB}`)
  qemuImg(join(root, A), 'create', '-q', '-f', 'qcow2', '-b', join('..', BASE), '-F', 'raw', 'disk')
  qemuIo(join(root, A, 'disk'), [`write -q -P 7 0 ${MIB}`])
  symlinkSync(join('..', A, 'disk'), join(root, B, 'disk'))
})

const scanned = () => scanOfTree(liveTree(root)).view

describe.each([
  ['by a symlink', () => {}],
  ['by a hard link too', () => linkSync(join(root, A, 'disk'), join(root, B, 'disk.eph0'))],
])('a file that is the disk of two instances %s', (_, more) => {
  beforeAll(more)
  const allocated = () => lstatSync(join(root, A, 'disk')).blocks * 512

  test('is seen once by the sums of guests, and can be filled once', () => {
    const { totals, accounting } = scanned()
    expect(totals.virtual).toBe(64 * MIB)
    expect(totals.overcommit).toBe(64 * MIB - allocated())
    expect(accounting.growth.need).toBe(64 * MIB - allocated())
    expect(accounting.growth.largest).toHaveLength(1)
  })

  test('counts once in the sum of the overlays of its base, which lists each of its places once', () => {
    const [base] = scanned().bases
    const places = base?.overlays.map(({ path }) => path) ?? []
    expect(base?.overlayAllocated).toBe(allocated())
    expect(new Set(places).size).toBe(places.length)
    expect(base?.instanceCount).toBe(2)
  })
})
