// @vitest-environment jsdom

import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { ascii, concat, u32be, u64be } from '../../../helpers/bytes/encoders.ts'
import { extension, qcow2Image } from '../../../helpers/bytes/encoders-qcow2.ts'
import { imagePlace, problem } from '../../data.ts'
import { expectAccessible, installInspector, MIB, rowOf, show } from '../../inspected.tsx'

installInspector()

/** The header extension with the bitmaps' directory. */
const BITMAPS = 0x23852875

const factOf = (name: string) =>
  screen.getByText((_, at) => at?.tagName === 'DT' && at.textContent === name).nextElementSibling
    ?.textContent

describe('the facts of an image', () => {
  test('have an info button at every size of the disk', async () => {
    await show('Overview')
    for (const name of [
      'Virtual size',
      'Allocated',
      'File length',
      'Can still grow by',
      'Cluster size',
    ]) {
      screen.getByRole('button', { name: `What is “${name}”?` })
    }
  })

  test('count what its other files take, as far as they are here', async () => {
    const elsewhere = { allocated: 24 * MIB, absent: 0, absentNames: [] }
    await show('Overview', undefined, undefined, elsewhere)
    expect(factOf('Allocated in other files')).toContain('24.0 MiB 25,165,824 bytes')
    expect(factOf('Can still grow by')).toContain('40.0 MiB')
    screen.getByText('The image has no backing file, and its data is in other files.')
    expect(screen.queryByText(/stands alone/)).toBeNull()
  })

  test('count the header of a LUKS volume, beside what the guest sees', async () => {
    const { stores } = await show('Overview')
    const { report } = stores.page.getState()
    if (report === undefined) throw new Error('no report')
    const summary = { format: 'luks', virtualSize: 16 * MIB, encryption: 'luks' } as const
    const stat = { ...report.stat, length: 18 * MIB, allocated: MIB / 4 }
    const details = { summary, faults: [] }
    act(() => stores.page.setState({ report: { ...report, stat, details } }))
    expect(factOf('Can still grow by')).toContain('17.8 MiB 18,612,224 bytes')
  })

  test.each([
    ['en', 'Overview', 'encrypted: AES'],
    ['zh-CN', '概览', '已加密：AES'],
  ] as const)('have encryption in the chain too (%s)', async (language, tab, words) => {
    const settings = { language, theme: 'light' } as const
    await show(tab, settings, qcow2Image({ cryptMethod: 1 }))
    screen.getByText(words)
  })

  test.each(['base', 'image'] as const)(
    'say of no %s that it can grow: nothing writes to it',
    async (role) => {
      const { stores } = await show('Overview')
      const { report } = stores.page.getState()
      if (report === undefined) throw new Error('no report')
      act(() =>
        stores.page.setState({ report: { ...report, verdict: { ...report.verdict, role } } }),
      )
      expect(factOf('File length')).toBeTruthy()
      expect(screen.queryByText('Can still grow by')).toBeNull()
    },
  )

  test('call no growth known where one of its files is not', async () => {
    const elsewhere = { allocated: 0, absent: 1, absentNames: ['a-s001.vmdk'] }
    await show('Overview', undefined, undefined, elsewhere)
    expect(factOf('Allocated in other files')).toContain(
      'At least: 1 file that it names is not here, or outside of what was opened.',
    )
    expect(factOf('Can still grow by')).toMatch(/^–/)
    screen.getAllByText('Files that hold its data are not here, or outside of what was opened.')
    expect(screen.queryByText(/stands alone/)).toBeNull()
  })

  test.each([
    ['en', 'Overview', 'Open or drop all files of the disk together'],
    ['zh-CN', '概览', '请将磁盘的所有文件一起打开或拖入'],
  ] as const)(
    'name the extents that are not here, and say (%s) how they come to be',
    async (language, tab, how) => {
      const lines = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
      const type = 'createType="twoGbMaxExtentSparse"'
      const text = [...lines, type, 'RW 2048 SPARSE "a-s001.vmdk"', ''].join('\n')
      const elsewhere = { allocated: 0, absent: 1, absentNames: ['a-s001.vmdk'] }
      await show(tab, { language, theme: 'light' }, ascii(text), elsewhere)
      screen.getByText('a-s001.vmdk', { selector: 'code' })
      screen.getByText(new RegExp(how))
    },
  )
})

test('an extent that is named by a path is shown, and nobody is asked for it', async () => {
  const head = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
  const lines = [...head, 'createType="monolithicFlat"', 'RW 2048 FLAT "/etc/shadow" 0', '']
  const elsewhere = { allocated: 0, absent: 1, absentNames: ['/etc/shadow'] }
  await show('Overview', undefined, ascii(lines.join('\n')), elsewhere)
  screen.getByText('/etc/shadow', { selector: 'code' })
  screen.getByText('≥ 1 B of 1.00 MiB')
  expect(screen.queryByRole('button', { name: /Locate/ })).toBeNull()
  expect(screen.queryByText(/Open or drop all files of the disk together/)).toBeNull()
})

describe('the structures of a qcow2 image', () => {
  test('never call a table empty that cannot be read', async () => {
    const lost = { snapshots: 2, snapshotsOffset: 0x900_0000, autoclear: 1 }
    const directory = concat(u32be(2), u32be(0), u64be(64), u64be(0x900_0000))
    await show('Structures', undefined, qcow2Image(lost, { 112: extension(BITMAPS, directory) }))
    screen.getByText('The header names 2 snapshots, whose table cannot be read.')
    screen.getByText('The image names 2 bitmaps, whose directory cannot be read.')
    expect(screen.queryByText('The image has no internal snapshots.')).toBeNull()
    expect(screen.queryByText(/what they say is no longer true/)).toBeNull()
  })

  test('say that bitmaps are out of date where the image itself does', async () => {
    const directory = concat(u32be(1), u32be(0), u64be(32), u64be(0x20000))
    await show('Structures', undefined, qcow2Image({}, { 112: extension(BITMAPS, directory) }))
    screen.getByText(/what they say is no longer true/)
  })

  test('tell the header in words, with the names of the specification', async () => {
    const { view } = await show('Structures')
    rowOf('Cluster size').getByText('64.0 KiB (65,536 bytes)')
    rowOf('refcount_order').getByText('16 bits')
    rowOf('Active L1 table').getByText('1 entry at 0x30000')
    await expectAccessible(view.container)
  })

  test('tell of every feature bit whether it is set and what it means', async () => {
    await show('Structures')
    rowOf('lazy refcounts').getByText('set')
    rowOf('lazy refcounts').getByText(/Refcounts are written late/)
    rowOf('dirty bit').getByText('not set')
    rowOf('40').getByText('set, unknown')
  })

  test('list extensions, also those that nobody knows', async () => {
    await show('Structures')
    rowOf('0x12345678').getByText('01 02 03')
  })

  test('list snapshots; what is not recorded is not zero', async () => {
    await show('Structures')
    rowOf('before').getByText('disk only')
    rowOf('before').getByText('64.0 MiB')
    rowOf('before').getByText('01:01:01.002')
    rowOf('after').getByText('4.00 KiB')
    expect(rowOf('after').getAllByText('Not recorded.')).toHaveLength(2)
    rowOf('after').getByText('Not measured yet.')
  })

  test('measure the space of snapshots on demand', async () => {
    const { api, end } = await show('Structures')
    fireEvent.click(screen.getByRole('button', { name: /Measure the space/ }))
    await act(async () => undefined)
    expect(api.requests).toContainEqual(['image:start', imagePlace.id, '', 'snapshot-space'])
    screen.getByRole('progressbar', { name: 'Measuring the space of snapshots' })
    const held = (id: string, diskBytes: number) => ({ id, name: id, diskBytes, vmStateBytes: 0 })
    await end({
      kind: 'snapshot-space',
      space: {
        snapshots: [held('1', 3 * MIB), held('2', 0)],
        shared: { diskBytes: MIB, vmStateBytes: 0 },
        total: { diskBytes: 4 * MIB, vmStateBytes: 0 },
        changed: false,
      },
    })
    rowOf('before').getByText('3.00 MiB')
    screen.getByText(
      'Deleting all snapshots would free 4.00 MiB, of which several snapshots share 1.00 MiB.',
    )
  })
})

/** The headings of the overview of an image that lacks its base, by its path below what was opened. */
async function titlesOf(path: string) {
  const { stores } = await show('Overview')
  const { report } = stores.page.getState()
  if (report === undefined) throw new Error('no report')
  const findings = [problem('missing-backing-file', 'high', '')]
  act(() => stores.page.setState({ report: { ...report, path, findings } }))
  return screen.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)
}

test.each([
  ['disk', 2, 'Active layer'],
  // What it stands on may not have been found.
  ['disk', 1, 'Active layer'],
  // Nothing writes to a copy that lies about, nor to a base.
  ['file', 2, 'Top layer'],
  ['base', 1, 'Base'],
  ['file', 1, 'Image'],
] as const)('the first layer of a %s with %i layers is called %s', async (role, count, name) => {
  const { stores } = await show('Overview')
  const { report } = stores.page.getState()
  const [layer] = report?.chain.layers ?? []
  if (report === undefined || layer === undefined) throw new Error('no report')
  const below = { ...layer, path: 'below', displayPath: '/srv/below' }
  const chain = { ...report.chain, layers: [layer, below].slice(0, count) }
  act(() => {
    stores.page.setState({ report: { ...report, chain, verdict: { ...report.verdict, role } } })
  })
  const size = screen.getByText('1 B of 64.0 MiB', { selector: '[data-first=true] *' })
  expect(size.parentElement?.firstElementChild?.textContent).toBe(name)
})

test('the overview of an image that was opened by itself begins with whether it is safe', async () => {
  expect((await titlesOf('')).slice(0, 3)).toEqual(['Safety', 'Problems', 'Backing chain'])
})

test('that of one in an opened folder begins with what is wrong', async () => {
  const titles = await titlesOf('disk')
  expect(titles.slice(0, 3)).toEqual(['Problems', 'Backing chain', 'Safety'])
  expect(titles).toContain('Facts')
})

describe('a file of no image format that is known', () => {
  const text = ascii('hello\n')

  test.each([
    ['en', 'Overview', 'No image format recognised: taken for raw'],
    ['zh-CN', '概览', '未识别出任何镜像格式，按 raw 处理'],
  ] as const)('says first of all (%s) that it is only taken for raw', async (...words) => {
    const [language, tab, said] = words
    const { view } = await show(tab, { language, theme: 'light' }, text)
    screen.getByRole('heading', { name: new RegExp(said) })
    screen.getByText('raw?')
    await expectAccessible(view.container)
  })

  test('has no shield that calls it safe', async () => {
    const { view } = await show('Overview', undefined, text)
    expect(view.container.querySelector('[data-state=safe]')).toBeNull()
    expect(view.container.querySelector('[data-state=doubted]')?.textContent).toContain(
      'Not recognised',
    )
  })

  test('is another thing than raw data with partitions', async () => {
    const disk = new Uint8Array(MIB)
    disk.set([0x80, 0, 0, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 446)
    disk.set([0x55, 0xaa], 510)
    await show('Overview', undefined, disk)
    expect(screen.queryByText(/No image format recognised/)).toBeNull()
  })
})
