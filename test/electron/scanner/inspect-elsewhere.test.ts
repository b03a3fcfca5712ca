import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspect, qemuImg, root } from './inspected-node.ts'

describe('of an image whose data is in other files', () => {
  const look = (path: string, isGranted = true) =>
    inspect({
      folder: root,
      path,
      ...(isGranted ? { grantedFolders: [root] } : { grantedFiles: [join(root, path)] }),
    }).chain.layers[0]?.elsewhere
  const allocated = (name: string) => statSync(join(root, name)).blocks * 512

  test('what an external data file takes is told', () => {
    qemuImg(
      'create',
      '-f',
      'qcow2',
      '-o',
      `data_file=${join(root, 'data.bin')}`,
      join(root, 'df'),
      '1M',
    )
    writeFileSync(join(root, 'data.bin'), Buffer.alloc(512 * 1024, 7))
    expect(look('df')).toEqual({ allocated: allocated('data.bin'), absent: 0, absentNames: [] })
    const absentNames = [join(root, 'data.bin')]
    expect(look('df', false)).toEqual({ allocated: 0, absent: 1, absentNames })
  })

  test('what the extents of a VMDK take is told, and which are not here', () => {
    const split = ['create', '-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
    qemuImg(...split, join(root, 'split.vmdk'), '3G')
    const [first, second] = [allocated('split-s001.vmdk'), allocated('split-s002.vmdk')]
    expect(look('split.vmdk')).toEqual({ allocated: first + second, absent: 0, absentNames: [] })
    rmSync(join(root, 'split-s002.vmdk'))
    const absentNames = ['split-s002.vmdk']
    expect(look('split.vmdk')).toEqual({ allocated: first, absent: 1, absentNames })
  })

  test('an extent that somebody pointed at counts, wherever it lies and whatever it is called', () => {
    const split = ['create', '-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
    qemuImg(...split, join(root, 'apart.vmdk'), '3G')
    const moved = join(root, '..', `moved-of-${basename(root)}.vmdk`)
    renameSync(join(root, 'apart-s002.vmdk'), moved)
    const located = new Map([['apart-s002.vmdk', moved]])
    const request = { folder: root, path: 'apart.vmdk', located }
    try {
      const alone = inspect({ ...request, grantedFiles: [join(root, 'apart.vmdk'), moved] })
      const bytes = statSync(moved).blocks * 512
      expect(alone.chain.layers[0]?.elsewhere).toEqual({
        allocated: bytes,
        absent: 1,
        absentNames: ['apart-s001.vmdk'],
        located: [{ name: 'apart-s002.vmdk', displayPath: moved }],
      })
      const { details } = inspect({ ...request, grantedFolders: [root], grantedFiles: [moved] })
      expect(details.vmdk?.extentFiles?.map(({ state }) => state)).toEqual(['here', 'here'])
    } finally {
      rmSync(moved)
    }
  })

  test('an image that holds its own data names none', () => {
    qemuImg('create', '-f', 'vmdk', join(root, 'mono.vmdk'), '1M')
    expect(look('mono.vmdk')).toBeUndefined()
  })
})
