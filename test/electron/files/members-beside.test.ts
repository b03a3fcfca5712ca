import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createChainHost } from '../../../electron/files/chain-host.ts'
import { withExtentFiles } from '../../../electron/files/extent-files.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { openDiskIn } from '../../../electron/files/open-disk.ts'
import type { OpenedDisk } from '../../../electron/files/opened-disk.ts'
import { dataPartsOf } from '../../../shared/analysis/chain/data-parts.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import type { VmdkExtentFile } from '../../../shared/formats/vmdk/types.ts'
import { entryOf } from '../../../shared/scan/entry.ts'
import { probeFile } from '../../../shared/scan/probe-file.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const SIZE = 1024 * 1024
/** A byte of another tenant's image, which the cache holds under the name that an image names. */
const THEIRS = 0x77
const OURS = 0x11

const root = join(temporaryFolder(), 'node')
const grants = {
  places: { rootPath: root, nodeRoot: true, instancesPath: 'i', basePath: 'i/_base' },
  folders: [root],
}
const IMAGES = ['i/lost', 'i/whole'] as const

function put(path: string, byte: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), Buffer.alloc(SIZE, byte))
}

beforeAll(() => {
  for (const name of ['disk-f001.vmdk', 'disk-flat.vmdk', 'data.raw'])
    put(`i/_base/${name}`, THEIRS)
  for (const folder of IMAGES) {
    put(`${folder}/data.raw`, OURS)
    qemuImg(
      join(root, folder),
      'create',
      '-q',
      '-f',
      'vmdk',
      '-o',
      'subformat=monolithicFlat',
      'disk.vmdk',
      `${SIZE}`,
    )
    put(`${folder}/disk-flat.vmdk`, OURS)
    const options = 'data_file=data.raw,data_file_raw=on'
    qemuImg(
      join(root, folder),
      'create',
      '-q',
      '-f',
      'qcow2',
      '-o',
      options,
      'disk.qcow2',
      `${SIZE}`,
    )
    put(`${folder}/data.raw`, OURS)
  }
  for (const name of ['disk-flat.vmdk', 'data.raw']) {
    renameSync(join(root, 'i/lost', name), join(root, 'i/lost', `${name}.gone`))
  }
})

function opened<T>(path: string, use: (disk: OpenedDisk) => T): T {
  const disk = openDiskIn({ named: path, path }, grants)
  try {
    return use(disk)
  } finally {
    disk.close()
  }
}

function firstByte({ disk }: OpenedDisk): number | undefined {
  const target = new Uint8Array(1)
  disk.read(target, 0)
  return target[0]
}

function structure(path: string): readonly VmdkExtentFile[] | undefined {
  const tree = liveTree(root)
  const file = tree.open(path)
  try {
    return withExtentFiles(inspectImage(file), tree, path).vmdk?.extentFiles
  } finally {
    file.close()
  }
}

describe('what the image cache has under the same name is not read', () => {
  test('as an extent of a VMDK', () => {
    opened('i/lost/disk.vmdk', (disk) => {
      expect(disk.gaps).toMatchObject([{ kind: 'extent', names: ['disk-flat.vmdk'] }])
      expect(disk.paths).toEqual([join(root, 'i/lost/disk.vmdk')])
      expect(() => firstByte(disk)).toThrow()
    })
    expect(structure('i/lost/disk.vmdk')).toMatchObject([{ state: 'not-here' }])
  })

  test('as the data file of a qcow2', () => {
    opened('i/lost/disk.qcow2', (disk) => {
      expect(disk.gaps).toMatchObject([{ kind: 'data-file', state: { kind: 'missing' } }])
      expect(disk.paths).toEqual([join(root, 'i/lost/disk.qcow2')])
      expect(() => firstByte(disk)).toThrow()
    })
  })
})

test.each(['vmdk', 'qcow2'])('the %s reads what stands beside it', (format) => {
  opened(`i/whole/disk.${format}`, (disk) => {
    expect([disk.gaps, firstByte(disk)]).toEqual([[], OURS])
  })
})

test('the structure of a VMDK is of the extents that are read', () => {
  const [found] = structure('i/whole/disk.vmdk') ?? []
  expect(found).toMatchObject({ name: 'disk-flat.vmdk', state: 'here', allocated: SIZE })
})

test.each([
  ['i/lost', undefined],
  ['i/whole', 'i/whole/data.raw'],
])('the scan counts the data file of %s where it stands', (folder, path) => {
  const tree = liveTree(root)
  const name = `${folder}/disk.qcow2`
  const entry = entryOf(name, 'disk', tree.lstat(name), probeFile(tree, name))
  expect(dataPartsOf(entry, createChainHost(grants)).dataFile?.path).toBe(path)
})

test.each([
  ['i/lost', undefined],
  ['i/whole', ['i/whole/disk-flat.vmdk']],
])('the scan counts the extents of %s where they stand', (folder, paths) => {
  const tree = liveTree(root)
  const name = `${folder}/disk.vmdk`
  const entry = entryOf(name, 'disk', tree.lstat(name), probeFile(tree, name))
  const { extents } = dataPartsOf(entry, createChainHost(grants))
  expect(extents?.map(({ path }) => path)).toEqual(paths)
})
