import { describe, expect, test } from 'vitest'
import { describe as describeStructure } from '../../../../renderer/views/detail/structures/structure.ts'
import { baseLines, shownOverlays } from '../../../../renderer/views/node/bases/base-lines.ts'
import { imageLines } from '../../../../renderer/views/node/files/image-table.ts'
import { instanceLines } from '../../../../renderer/views/node/instances/instance-lines.ts'
import { usageScale } from '../../../../renderer/views/node/instances/instance-sums.ts'
import {
  createNodeIndex,
  instanceOf,
  selectionFor,
} from '../../../../renderer/views/node/node-index.ts'
import {
  groupProblems,
  problemLines,
} from '../../../../renderer/views/node/problems/problem-table.ts'
import { basesOf, firstBaseOf, noBase } from '../../../../renderer/views/node/tables/bases-of.ts'
import {
  createRowFilter,
  filterWords,
  imageText,
  instanceText,
  onBase,
} from '../../../../renderer/views/node/tables/filter.ts'
import { virtualOf } from '../../../../shared/analysis/rows/instance-sums.ts'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import {
  hasUnknownOverlays,
  hasUnknownUsers,
} from '../../../../shared/analysis/rows/unseen-users.ts'
import { overcommitOf } from '../../../../shared/analysis/sizes/overcommit.ts'
import { base, baseId, GiB, instance, nodeView, problem, scannedFile } from '../../data.ts'

const title = (code: string) => `title of ${code}`

describe('the filter of instances', () => {
  const broken = instance(3, {
    name: 'db',
    findings: [problem('missing-backing-file', 'high', 'x')],
  })
  const rows = [instance(1), instance(2), broken]
  const filter = createRowFilter(instanceText(title))
  const names = (text: string) => filter.apply(rows, text).map(({ name }) => name)

  test('finds names, UUIDs, disks, bases and problems, in any case', () => {
    expect(names('WEB-2')).toEqual(['web-2'])
    expect(names('000000000003')).toEqual(['db'])
    expect(names('2fd4e1c6')).toEqual(['web-1', 'web-2', 'db'])
    expect(names('title of missing')).toEqual(['db'])
    expect(names('missing-backing')).toEqual(['db'])
  })

  test('finds what is told of a chain that is not whole, of instances and of images', () => {
    const [disk] = instance(4).disks
    if (disk === undefined) throw new Error('an instance has a disk')
    const shut = { ...disk, chain: 'unreadable', isDenied: true } as const
    const word = (chain: string) => (chain === 'denied' ? 'no permission' : chain)
    const found = createRowFilter(instanceText(title, undefined, word))
    const rowOf = instance(4, { disks: [shut] })
    expect(found.apply([...rows, rowOf], 'no permission')).toEqual([rowOf])
    expect(found.apply([...rows, rowOf], 'complete')).toEqual([])
    const { length, allocated, mtimeMs } = base(0)
    const image = { id: 'x', name: 'x', length, allocated, mtimeMs, findings: [] }
    const images: readonly ImageRow[] = [
      { ...image, chain: 'complete' },
      { ...image, chain: 'unreadable', isDenied: true },
    ]
    const shown = createRowFilter(imageText(title, undefined, word)).apply(images, 'permission')
    expect(shown).toEqual([images[1]])
  })

  test('asks for all words, and lets everything pass without any', () => {
    expect(names('web 000000000001')).toEqual(['web-1'])
    expect(names('web db')).toEqual([])
    expect(filter.apply(rows, '  ')).toBe(rows)
    expect(filterWords(' A  b ')).toEqual(['a', 'b'])
  })

  test('puts the text of a row together once, ahead of the first letter', () => {
    const asked: string[] = []
    const prepared = createRowFilter((row: { readonly id: string }) => {
      asked.push(row.id)
      return row.id
    })
    const two = [{ id: 'Web' }, { id: 'db' }]
    prepared.prepare(two)
    expect(asked).toEqual(['Web', 'db'])
    expect(prepared.apply(two, 'w')).toEqual([{ id: 'Web' }])
    expect(prepared.apply(two, 'd')).toEqual([{ id: 'db' }])
    expect(asked).toEqual(['Web', 'db'])
  })

  test('keeps the instances on one base', () => {
    const other = instance(4, { disks: [] })
    const instances = rows.map(({ id: path, kind }) => ({ path, kind, allocated: GiB, disks: 1 }))
    const row = base(0, { dependants: { instances, others: [] } })
    expect(onBase([...rows, other], row)).toEqual(rows)
    expect(onBase(rows, undefined)).toEqual([])
  })

  test('finds the instance of a ploop disk, which lies in a folder of its own', () => {
    const index = createNodeIndex(rows, undefined)
    const [row] = rows
    expect(instanceOf(`${row?.id}/disk/root.hds`, index)).toBe(row)
    expect(instanceOf('elsewhere/disk/root.hds', index)).toBeUndefined()
  })
})

describe('sums of an instance', () => {
  const [disk] = instance(5).disks
  if (disk === undefined) throw new Error('an instance has a disk')
  const { virtual: _virtual, ...unsized } = disk

  test('an unknown size is not zero', () => {
    const whole = { bytes: 20 * GiB, unknownDisks: 0, isAtLeast: false }
    expect(virtualOf(instance(5))).toEqual(whole)
    expect(virtualOf(instance(5, { incomplete: 'partly' }))).toEqual({ ...whole, isAtLeast: true })
    const unknown = instance(5, { disks: [unsized], virtual: 0 })
    expect(virtualOf(unknown)).toMatchObject({ bytes: undefined, unknownDisks: 1 })
    expect(virtualOf(instance(5, { disks: [disk, unsized] }))).toEqual({
      bytes: 20 * GiB,
      unknownDisks: 1,
      isAtLeast: true,
    })
    expect(virtualOf(instance(5, { disks: [], virtual: 0 })).bytes).toBeUndefined()
  })

  test('a disk that takes more than its size does not lower what others can grow', () => {
    const full = { ...disk, path: 'x', allocated: 25 * GiB }
    expect(overcommitOf([disk, full])).toBe(15 * GiB)
    const elsewhere = { ...disk, dataFile: { path: 'd', allocated: 6 * GiB } }
    expect(overcommitOf([elsewhere, full])).toBe(9 * GiB)
  })

  test('the root disk’s base comes first, each base once', () => {
    const ephemeral = { ...disk, path: 'e', role: 'disk.eph', base: 'eph' } as const
    const row = instance(5, { disks: [ephemeral, disk, disk] })
    const names = basesOf(row).map(({ name }) => name)
    expect(firstBaseOf(row)).toBe(names[0])
    expect(names).toEqual([baseId, 'eph'])
  })

  test('a base that is missing is told by the recorded name, and found by it', () => {
    const { base: _base, ...rest } = disk
    const name = '/var/lib/nova/instances/_base/234ee66e'
    const row = instance(5, { disks: [{ ...rest, chain: 'missing', backing: { name } }] })
    expect(basesOf(row)).toEqual([{ name, chain: 'missing' }])
    const filter = createRowFilter(instanceText(() => ''))
    expect(filter.apply([row, instance(6)], '234ee66e')).toEqual([row])
  })

  test('a base that may not be read is none that is lost, unless a layer above is refused', () => {
    const { base: _base, ...rest } = disk
    const shut = { ...rest, chain: 'unreadable', isDenied: true, backing: { name: '/b' } } as const
    expect(basesOf(instance(5, { disks: [shut] }))).toEqual([{ name: '/b', chain: 'denied' }])
    const refused = { ...shut, refusedIn: 'below' } as const
    expect(basesOf(instance(5, { disks: [refused] }))).toEqual([
      { name: '/b', chain: 'unreadable' },
    ])
  })

  test('nothing is a base that a header names which the guest wrote', () => {
    const forged = { ...disk, declared: 'raw', format: 'qcow2', backing: { name: '/etc/shadow' } }
    expect(basesOf(instance(5, { disks: [{ ...forged, format: 'qcow2' }] }))).toEqual([])
  })

  test('of a disk that could not be read nobody knows whether it stands on a base', () => {
    const { format: _format, base: _base, backing: _backing, ...unread } = disk
    expect(noBase(instance(5, { disks: [{ ...unread, chain: 'unreadable' }] }))).toBe(
      'unknown.base',
    )
    expect(noBase(instance(5, { disks: [] }))).toBe('instances.noBase')
  })

  test('the scale is what the largest row needs', () => {
    expect(usageScale([instance(1), instance(30)])).toBe(30 * GiB)
    expect(usageScale([])).toBe(0)
  })
})

describe('lines', () => {
  test('images of one name are told apart by their folders', () => {
    const image = (id: string): ImageRow => {
      const name = id.replace(/.*\//, '')
      const { length, allocated, mtimeMs } = base(0)
      return { id, name, length, allocated, mtimeMs, chain: 'standalone', findings: [] }
    }
    const foldersOf = (...ids: readonly string[]) =>
      imageLines(ids.map(image)).map(({ folder }) => folder)
    expect(foldersOf('a/x', 'c/d/x', 'a/other')).toEqual(['a', 'c/d', undefined])
    expect(foldersOf('x', 'a/x')).toEqual(['.', 'a'])
    // What all of them have in common would be all that there is room for.
    const store = 'opt/stack/data/glance'
    expect(foldersOf(`${store}/images/x`, `${store}/slow/x`, `${store}/x`, 'y')).toEqual([
      'glance/images',
      'glance/slow',
      'glance',
      undefined,
    ])
  })

  test('bases of one name are told apart by their folders', () => {
    const rows = ['srv/_base/a', 'srv/_base.old/a'].map((id) => ({ ...base(0), id, name: 'a' }))
    const index = createNodeIndex([], { ...nodeView([]), bases: rows })
    const folders = baseLines(rows, new Set(), index).map((line) => 'folder' in line && line.folder)
    expect(folders).toEqual(['_base', '_base.old'])
  })

  test('an opened instance shows its files, or that they are being read', () => {
    const row = instance(1)
    const open = new Set([row.id])
    const kinds = (files: Parameters<typeof instanceLines>[2]) =>
      instanceLines([row], open, files).map(({ kind }) => kind)
    expect(kinds({})).toEqual(['instance', 'loading'])
    const failure = { code: 'internal', message: '' } as const
    expect(kinds({ [row.id]: { kind: 'failed', failure } })).toEqual(['instance', 'failed'])
    const entry = scannedFile(`${row.id}/disk`, { role: 'disk' })
    const folder = { ...entry, path: row.id, type: 'directory', role: 'directory' } as const
    const lines = instanceLines([row], open, {
      [row.id]: { kind: 'ready', entries: [folder, entry] },
    })
    expect(lines.map(({ key }) => key)).toEqual([row.id, `${row.id}/disk`])
  })

  test('an opened instance begins with its disks and what they stand on', () => {
    const at = (name: string) => `${instance(1).id}/${name}`
    const [own] = instance(1).disks
    if (own === undefined) throw new Error('an instance has a disk')
    const disk = (name: string) => ({ ...own, path: at(name), name })
    const row = {
      ...instance(1),
      disks: ['disk', 'disk.eph0'].map(disk),
      layers: [disk('disk.snap0')],
    }
    const names = ['console.log', 'disk', 'disk.bak', 'disk.eph0', 'disk.info', 'disk.snap0']
    const entries = names.map((name) => scannedFile(at(name), { role: 'unknown' }))
    const lines = instanceLines([row], new Set([row.id]), { [row.id]: { kind: 'ready', entries } })
    expect(lines.slice(1).map(({ text }) => text)).toEqual([
      ...['disk', 'disk.eph0', 'disk.snap0'],
      ...['console.log', 'disk.bak', 'disk.info'],
    ])
  })

  test('an opened base shows its largest overlays and how many more there are', () => {
    const row = base(25)
    const index = createNodeIndex([instance(1)], { ...nodeView([]), bases: [row] })
    const lines = baseLines([row], new Set([row.id]), index)
    expect(lines).toHaveLength(1 + shownOverlays + 1)
    expect(lines[1]).toMatchObject({ kind: 'overlay', owner: 'web-1' })
    expect(lines.at(-1)).toMatchObject({ kind: 'more', count: 5 })
    expect(baseLines([base(0)], new Set([row.id]), index)[1]).toMatchObject({ kind: 'none' })
  })

  test('problems are grouped by code, the worst first', () => {
    const groups = groupProblems([
      problem('unused-base', 'info', 'a'),
      problem('unreadable', 'warning', 'b'),
      problem('unreadable', 'warning', 'c'),
      problem('backing-loop', 'high', 'd'),
    ])
    expect(groups.map(({ code, findings }) => [code, findings.length])).toEqual([
      ['backing-loop', 1],
      ['unreadable', 2],
      ['unused-base', 1],
    ])
    const lines = problemLines(groups, new Set(['warning unreadable']))
    expect(lines.map(({ kind }) => kind)).toEqual(['group', 'problem', 'group', 'group', 'problem'])
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
  })
})

test('a path is shown as what it is', () => {
  const row = instance(1)
  const index = createNodeIndex([row], nodeView([row]))
  expect(selectionFor(row.id, index).kind).toBe('instance')
  expect(selectionFor(`${row.id}/disk`, index).kind).toBe('image')
  expect(selectionFor(`${row.id}/console.log`, index)).toMatchObject({
    kind: 'file',
    instance: row.id,
  })
  expect(selectionFor(baseId, index).kind).toBe('image')
  expect(selectionFor('etc/nova', index).kind).toBe('path')
})

describe('structures of an image', () => {
  test('show 64-bit values whole, bytes in hexadecimal, and leave out what is absent', () => {
    const shown = describeStructure({
      size: 2n ** 63n,
      data: new Uint8Array([1, 255]),
      none: undefined,
    })
    expect(shown).toEqual({
      kind: 'fields',
      fields: [
        {
          name: 'size',
          value: { kind: 'text', text: '9223372036854775808 (0x8000000000000000)' },
        },
        { name: 'data', value: { kind: 'text', text: '01 ff' } },
      ],
    })
  })

  test('show offsets as everywhere, those that are counted in sectors as numbers', () => {
    const shown = (value: object) => {
      const described = describeStructure(value)
      const fields = described?.kind === 'fields' ? described.fields : []
      return fields.map((one) => (one.value.kind === 'text' ? one.value.text : ''))
    }
    expect(shown({ offset: 65_536, tableOffset: 1n << 20n })).toEqual(['0x10000', '0x100000'])
    expect(shown({ descriptorOffset: 1 })).toEqual(['1'])
    expect(shown({ sectors: 8, offset: 128 })).toEqual(['8', '128'])
  })

  test('cut long lists and bytes, saying so', () => {
    const list = describeStructure(Array.from({ length: 500 }, (_, index) => index))
    expect(list?.kind === 'list' && list.items.length).toBe(201)
    expect(list?.kind === 'list' && list.items.at(-1)).toEqual({ kind: 'text', text: '… +300' })
    const bytes = describeStructure(new Uint8Array(100))
    expect(bytes?.kind === 'text' && bytes.text).toMatch(/… \(100 bytes\)$/)
  })
})

test('what is seen on a base is told, also where it is not known what uses it', () => {
  const unused = base(0, { users: 0 })
  expect(hasUnknownOverlays(unused)).toBe(true)
  const seen = [{ path: 'copy.qcow2', allocated: 1 }]
  expect(hasUnknownOverlays({ ...unused, overlays: seen })).toBe(false)
})

test('of a base that something unread may use there are no overlays seen, not at least 0', () => {
  const cache = { kind: 'invisible', unseenUsers: 0 } as const
  const open = base(0, { users: 0, cache, isUsersAtLeast: true })
  expect([hasUnknownOverlays(open), hasUnknownUsers(open)]).toEqual([true, true])
  const used = { ...open, users: 1 }
  expect([hasUnknownOverlays(used), hasUnknownUsers(used)]).toEqual([true, false])
})
