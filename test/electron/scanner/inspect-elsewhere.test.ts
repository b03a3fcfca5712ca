import { readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
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
    const found = { allocated: allocated('data.bin'), dataFile: join(root, 'data.bin') }
    expect(look('df')).toEqual({ ...found, absent: 0, absentNames: [] })
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

  test('an extent that is named by a path is not here, whatever is granted, and nothing exports it', () => {
    qemuImg('create', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', join(root, 'evil.vmdk'), '1M')
    const secret = join(root, 'evil-flat.vmdk')
    const descriptor = readFileSync(join(root, 'evil.vmdk'), 'latin1')
    writeFileSync(join(root, 'evil.vmdk'), descriptor.replace('evil-flat.vmdk', secret))
    expect(look('evil.vmdk')).toEqual({ allocated: 0, absent: 1, absentNames: [secret] })
    const located = new Map([[secret, secret]])
    const request = { folder: root, path: 'evil.vmdk', grantedFolders: [root] }
    for (const asked of [request, { ...request, located }]) {
      expect(inspect(asked).exported).toEqual({ kind: 'none', why: 'path' })
    }
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

  describe('a file that somebody pointed at for an extent', () => {
    const make = (name: string, size: string, format: string, subformat: string) =>
      qemuImg('create', '-f', format, '-o', subformat, join(root, name), size)
    make('wanted.vmdk', '3G', 'vmdk', 'subformat=twoGbMaxExtentSparse')
    make('flat.vmdk', '4M', 'vmdk', 'subformat=monolithicFlat')
    make('other.vdi', '1G', 'vdi', 'static=off')
    make('other.vmdk', '2G', 'vmdk', 'subformat=monolithicSparse')
    make('same.vmdk', '1G', 'vmdk', 'subformat=monolithicSparse')
    make('image.qcow2', '1G', 'qcow2', 'preallocation=full')
    truncateSync(join(root, 'image.qcow2'), 4 << 20)
    writeFileSync(join(root, 'short.bin'), new Uint8Array(1 << 20))
    writeFileSync(join(root, 'long.bin'), new Uint8Array(5 << 20))

    const chosen = (path: string, name: string, file: string) => {
      const request = { folder: root, path, grantedFolders: [root] }
      const { chain, exported } = inspect({
        ...request,
        located: new Map([[name, join(root, file)]]),
      })
      const doubts = chain.layers[0]?.elsewhere?.located?.[0]?.doubts
      return { doubts, why: exported?.kind === 'none' ? exported.why : undefined }
    }
    const GIB = 2 ** 30

    test.each([
      ['another format', 'other.vdi', { kind: 'type', recorded: 'SPARSE', found: 'vdi' }],
      ['raw data', 'long.bin', { kind: 'type', recorded: 'SPARSE', found: 'raw' }],
      ['a descriptor', 'flat.vmdk', { kind: 'descriptor', recorded: 'SPARSE', found: 'vmdk' }],
      ['another length', 'other.vmdk', { kind: 'length', recorded: GIB, found: 2 * GIB }],
    ])('is not taken for a sparse one where it is %s', (_, file, doubt) => {
      expect(chosen('wanted.vmdk', 'wanted-s002.vmdk', file)).toEqual({
        doubts: [doubt],
        why: 'part',
      })
    })

    test('is one where it is as long, and a flat one may be longer', () => {
      const nothing = { doubts: undefined, why: undefined }
      expect(chosen('wanted.vmdk', 'wanted-s002.vmdk', 'same.vmdk')).toEqual(nothing)
      expect(chosen('flat.vmdk', 'flat-flat.vmdk', 'long.bin')).toEqual(nothing)
    })

    test('is no flat one where it is shorter; that it begins as an image is only told', () => {
      const length = { kind: 'length', recorded: 4 << 20, found: 1 << 20 }
      expect(chosen('flat.vmdk', 'flat-flat.vmdk', 'short.bin')).toEqual({
        doubts: [length],
        why: 'part',
      })
      const header = { kind: 'header', recorded: 'FLAT', found: 'qcow2' }
      expect(chosen('flat.vmdk', 'flat-flat.vmdk', 'image.qcow2')).toEqual({
        doubts: [header],
        why: undefined,
      })
    })

    test('is compared with what the layer records that names it, also below another', () => {
      const below = ['-b', join(root, 'flat.vmdk'), '-F', 'vmdk']
      qemuImg('create', '-f', 'vmdk', ...below, join(root, 'over.vmdk'))
      const request = { folder: root, path: 'over.vmdk', grantedFolders: [root] }
      const located = new Map([['flat-flat.vmdk', join(root, 'short.bin')]])
      const { chain, exported } = inspect({ ...request, located })
      const doubts = [{ kind: 'length', recorded: 4 << 20, found: 1 << 20 }]
      expect(chain.layers[1]?.elsewhere?.located).toMatchObject([{ doubts }])
      expect(exported).toEqual({ kind: 'none', why: 'part' })
    })

    test('has what speaks against several extents in it told once', () => {
      const extents = [0, 4096].map((offset) => `RW 4096 FLAT "twice-flat.vmdk" ${offset}`)
      const head = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
      const lines = [...head, 'createType="twoGbMaxExtentFlat"', ...extents, '']
      writeFileSync(join(root, 'twice.vmdk'), lines.join('\n'))
      const { doubts } = chosen('twice.vmdk', 'twice-flat.vmdk', 'image.qcow2')
      expect(doubts).toEqual([{ kind: 'header', recorded: 'FLAT', found: 'qcow2' }])
    })
  })

  test('an image that holds its own data names none', () => {
    qemuImg('create', '-f', 'vmdk', join(root, 'mono.vmdk'), '1M')
    expect(look('mono.vmdk')).toBeUndefined()
  })
})
