import { quote } from '../../../../shared/phrases/phrase.ts'
// @vitest-environment jsdom

import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Settings } from '../../../../shared/ipc/contract.ts'
import type { MapExtent } from '../../../../shared/map/classes.ts'
import { imagePlace } from '../../data.ts'
import { expectAccessible, installInspector, MIB, map, show, summary } from '../../inspected.tsx'

installInspector()

describe('the allocation map', () => {
  async function mapped(result = map(), settings?: Settings, extents?: readonly MapExtent[]) {
    const name = settings?.language === 'zh-CN' ? '分配图' : 'Allocation map'
    const shown = await show(name, settings, undefined, undefined, undefined, extents)
    await shown.end(result)
    return shown
  }
  const picture = () => screen.getByRole('application')

  test('is walked when it is first looked at, with progress', async () => {
    const { api } = await show('Allocation map')
    expect(api.requests).toContainEqual(['image:start', imagePlace.id, '', 'map'])
    act(() => api.emit({ kind: 'task-progress', taskId: 't1', done: 16 * MIB, total: 64 * MIB }))
    screen.getByText('16.0 MiB of 64.0 MiB of the disk walked')
  })

  test('has totals by layer in its legend, in words', async () => {
    const { view } = await mapped()
    const legend = within(screen.getByRole('table', { name: 'What the disk is made of' }))
    const names = legend.getAllByRole('rowheader').map(({ textContent }) => textContent)
    expect(names).toEqual(['This image: dataa.qcow2', 'This image: zerosa.qcow2', 'Base: database'])
    const row = legend.getByText(/^Base: data/).closest('tr')
    expect(row?.textContent).toContain('16.0 MiB25%1')
    await expectAccessible(view.container)
  })

  test('calls a layer that is not here no base, and names it in the legend', async () => {
    const [top] = summary.layers
    if (top === undefined) throw new Error('the summary has no layer')
    const absent = {
      path: 'l3.qcow2',
      missing: true,
      holesKnown: true,
      dataPaths: [],
      absentNames: [],
    }
    const totals = [
      { kind: 'data', depth: 0, bytes: 16 * MIB, extents: 1 },
      { kind: 'missing', depth: 1, bytes: 48 * MIB, extents: 1 },
    ] as const
    await mapped(map({ layers: [top, absent], totals }))
    const legend = within(screen.getByRole('table', { name: 'What the disk is made of' }))
    const names = legend.getAllByRole('rowheader').map(({ textContent }) => textContent)
    expect(names).toEqual(['This image: dataa.qcow2', 'not herel3.qcow2'])
    fireEvent.keyDown(picture(), { key: 'End' })
    const readout = document.querySelector('dl[data-cell]')?.textContent
    expect(readout).toContain('Backing file, not herel3.qcow2')
  })

  test('names the data file that is not here, in the legend and under the pointer', async () => {
    const [top, ...below] = summary.layers
    if (top === undefined) throw new Error('the summary has no layer')
    const layers = [{ ...top, absentNames: [[0, 'd.raw'] as const] }, ...below]
    const totals = [{ kind: 'missing', depth: 0, bytes: 64 * MIB, extents: 1 }] as const
    const gaps = [{ kind: 'data-file', path: top.path, name: 'd.raw' }] as const
    const held = [{ start: 0, length: 64 * MIB, kind: 'missing', depth: 0 }] as const
    await mapped(map({ layers, totals, gaps }), undefined, held)
    const legend = within(screen.getByRole('table', { name: 'What the disk is made of' }))
    const names = legend.getAllByRole('rowheader').map(({ textContent }) => textContent)
    expect(names).toEqual(['not hered.raw'])
    screen.getByText(/^d\.raw, in which \/srv\/a\.qcow2 keeps its data, is not here/)
    fireEvent.keyDown(picture(), { key: 'Home' })
    const readout = document.querySelector('dl[data-cell]')?.textContent
    expect(readout).toContain('its file is not here')
    expect(readout).toContain('in d.raw')
  })

  test.each([
    ['en', 1, '/d.vmdk names a, which is not here, or outside of what was opened.'],
    [
      'en',
      9,
      '/d.vmdk names 9 files that are not here, or outside of what was opened: a, b and 7 more.',
    ],
    ['zh-CN', 1, '/d.vmdk 指向 1 个不在这里、或在打开的范围之外的文件：a。'],
    ['zh-CN', 9, '/d.vmdk 指向 9 个不在这里、或在打开的范围之外的文件：a、b以及另外 7 个。'],
  ] as const)(
    'names the first extents that are not here, and how many (%s, %i)',
    async (language, count, words) => {
      const names = ['a', 'b'].slice(0, count)
      const gaps = [{ kind: 'extent', path: '/d.vmdk', names, count }] as const
      await mapped(map({ gaps }), { language, theme: 'light' })
      screen.getByText(words)
    },
  )

  test.each([
    ['en', 'Base: encrypted data', 'needs the key'],
    ['zh-CN', '基础镜像：加密数据', '需要密钥'],
  ] as const)('says of encrypted data that they are (%s)', async (language, held, place) => {
    const extents = [{ start: 0, length: 64 * MIB, kind: 'encrypted', depth: 1 }] as const
    const totals = [{ kind: 'encrypted', depth: 1, bytes: 64 * MIB, extents: 1 }] as const
    await mapped(map({ totals }), { language, theme: 'light' }, extents)
    screen.getByText(held)
    fireEvent.keyDown(picture(), { key: 'Home' })
    expect(document.querySelector('dl[data-cell]')?.textContent).toContain(place)
    await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
    const [, row] = within(await screen.findByRole('treegrid')).getAllByRole('row')
    expect(row?.textContent).toContain(held.split(/: |：/)[1])
  })

  test.each([
    [0, /^The file of .* What lies below shows through there/],
    [1, /^The file of .* It is shown there as not allocated\.$/],
  ])('says what is shown where the tables of layer %i are cut off', async (depth, words) => {
    const path = summary.layers[depth]?.path ?? ''
    await mapped(map({ gaps: [{ kind: 'tables', path }] }))
    screen.getByText(words)
  })

  test('of a disk without a byte draws no cell', async () => {
    const { end } = await show('Allocation map')
    await end(map({ size: 0, end: 0, extents: 0, totals: [] }))
    screen.getByText('The disk has no bytes: there is nothing to draw.')
    expect(screen.queryByRole('application')).toBeNull()
  })

  test('is worked by keys alone: they pick a cell, whose numbers are told', async () => {
    await mapped()
    fireEvent.keyDown(picture(), { key: 'ArrowRight' })
    const readout = () => document.querySelector('dl[data-cell]')
    expect(readout()?.getAttribute('data-cell')).toBe('0')
    expect(readout()?.textContent).toContain('0x50000')
    fireEvent.keyDown(picture(), { key: 'End' })
    expect(readout()?.textContent).toContain('Base')
    expect(document.querySelector('[aria-live]:not(:empty)')?.textContent).toContain('data, Base')
  })

  test('zooms by keys and buttons around the picked cell', async () => {
    const { stores } = await mapped()
    const cellBytes = () => stores.diskMap.getState().view.cellBytes
    const whole = cellBytes()
    await act(async () => fireEvent.keyDown(picture(), { key: '+' }))
    expect(cellBytes()).toBeLessThan(whole)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom out' })))
    expect(cellBytes()).toBe(whole)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom in' })))
    await act(async () => fireEvent.keyDown(picture(), { key: '0' }))
    expect(cellBytes()).toBe(whole)
  })

  test('keeps the frame under a pointer that stands still while the wheel zooms', async () => {
    const { stores } = await mapped()
    const frame = () => document.querySelector<HTMLElement>('[data-look="hover"]')?.style.transform
    fireEvent.pointerMove(picture(), { clientX: 35, clientY: 5 })
    expect(frame()).toBe('translate(30px, 0px)')
    const whole = stores.diskMap.getState().view.cellBytes
    for (let turn = 0; turn < 30; turn += 1) {
      await act(async () => fireEvent.wheel(picture(), { deltaY: -120, clientX: 35, clientY: 5 }))
    }
    expect(stores.diskMap.getState().view.cellBytes).toBeLessThan(whole)
    expect(frame()).toBe('translate(30px, 0px)')
  })

  test('has a table as its twin, which Enter opens at the picked cell', async () => {
    await mapped()
    fireEvent.keyDown(picture(), { key: 'End' })
    await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
    const grid = await screen.findByRole('treegrid', { name: 'Extents of the disk' })
    screen.getByText('Extents 1 – 3 of 3')
    const selected = within(grid).getByRole('row', { selected: true })
    expect(selected.textContent).toContain('Base · base')
    expect(selected.textContent).toContain('0x300000016.0 MiB')
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Show on the map' })))
    expect(document.querySelector('dl[data-cell]')?.textContent).toContain('Base')
  })

  describe('whose cells are still on their way', () => {
    async function typedAhead() {
      let come = (): void => undefined
      const held = new Promise<void>((resolve) => {
        come = resolve
      })
      const { end } = await show('Allocation map', undefined, undefined, undefined, held)
      await end(map())
      picture().focus()
      fireEvent.keyDown(picture(), { key: 'End' })
      fireEvent.keyDown(picture(), { key: 'Enter' })
      expect(screen.queryByRole('treegrid')).toBeNull()
      return () => act(async () => come())
    }

    test('takes Enter, and opens the table at the picked cell when they are there', async () => {
      const come = await typedAhead()
      await come()
      const grid = await screen.findByRole('treegrid', { name: 'Extents of the disk' })
      const selected = within(grid).getByRole('row', { selected: true })
      expect(selected.textContent).toContain('Base · base')
    })

    test.each([
      ['another cell is picked by then', () => fireEvent.keyDown(picture(), { key: 'Home' })],
      ['the map has been left', () => fireEvent.keyDown(picture(), { key: 'Escape' })],
    ])('opens nothing where %s', async (_, next) => {
      const come = await typedAhead()
      next()
      await come()
      expect(document.querySelector('dl[data-cell]')).not.toBeNull()
      expect(screen.queryByRole('treegrid')).toBeNull()
    })
  })

  test('is left by Escape one step at a time, and the image last', async () => {
    const { stores } = await mapped()
    const leave = (from: Element) => act(async () => fireEvent.keyDown(from, { key: 'Escape' }))
    const { cellBytes } = stores.diskMap.getState().view
    fireEvent.keyDown(picture(), { key: 'End' })
    await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
    await leave(await screen.findByRole('treegrid', { name: 'Extents of the disk' }))
    await act(async () => fireEvent.keyDown(picture(), { key: '+' }))
    await leave(picture())
    expect(stores.diskMap.getState().view.cellBytes).toBe(cellBytes)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Zoom in' })))
    await leave(document.body)
    expect(stores.diskMap.getState().view.cellBytes).toBe(cellBytes)
    await leave(picture())
    expect(document.activeElement).toBe(screen.getByRole('tab', { selected: true }))
    expect(stores.view.getState().screen.kind).toBe('inspector')
    await leave(screen.getByRole('tab', { selected: true }))
    expect(stores.view.getState().screen.kind).not.toBe('inspector')
  })

  describe('of a disk whose data is in several files', () => {
    const [overlay, base] = summary.layers
    if (overlay === undefined || base === undefined) throw new Error('there are two layers')
    const split = [
      { ...overlay, dataPaths: [[0, '/srv/a-s001.vmdk'] as const, [1, '/srv/a-s002'] as const] },
      { ...base, dataPaths: [[0, base.path] as const] },
    ]
    const grid = () => within(screen.getByRole('treegrid', { name: 'Extents of the disk' }))
    const columns = () =>
      grid()
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent)
    const openTable = async () => {
      fireEvent.keyDown(picture(), { key: 'End' })
      await act(async () => fireEvent.keyDown(picture(), { key: 'Enter' }))
      await screen.findByRole('treegrid', { name: 'Extents of the disk' })
    }

    test('names the file of each extent in a column that other disks do not have', async () => {
      await mapped(map({ layers: split }))
      await openTable()
      expect(columns().at(-1)).toBe('File')
      const rows = grid().getAllByRole('row').slice(1)
      const files = rows.map((row) => within(row).getAllByRole('gridcell').at(-1)?.textContent)
      expect(files).toEqual(['a-s001.vmdk', '–', 'base'])
    })

    test('names the file of what is under the pointer', async () => {
      await mapped(map({ layers: split }))
      fireEvent.keyDown(picture(), { key: 'ArrowRight' })
      expect(document.querySelector('dl[data-cell]')?.textContent).toContain(
        '1 extent · in a-s001.vmdk',
      )
      expect(document.querySelector('[aria-live]:not(:empty)')?.textContent).toContain(
        '0x50000 in a-s001.vmdk',
      )
    })

    test('and has no such column where each layer is one file', async () => {
      await mapped()
      await openTable()
      expect(columns()).not.toContain('File')
    })
  })

  test('says that holes were not looked for, and finds zeros on demand', async () => {
    const { api, end } = await mapped()
    screen.getByText(/Holes of raw, flat and preallocated files were not looked for/)
    await act(async () =>
      fireEvent.click(screen.getByRole('button', { name: 'Find zeros by reading' })),
    )
    expect(api.requests).toContainEqual(['image:start', imagePlace.id, '', 'zeros'])
    act(() => api.emit({ kind: 'task-progress', taskId: 't2', done: MIB, total: 16 * MIB }))
    screen.getByText('1.00 MiB of 16.0 MiB read')
    await end(map({ zerosFound: true }))
    screen.getByText(/Runs of zeros in raw, flat and preallocated files were found/)
  })

  test.each([
    [
      'en',
      /^Cancelled: zeros were found .* The other 4\.00 MiB were not read/,
      'Find zeros by reading',
    ],
    ['zh-CN', /^已取消：已找出.*其余 4\.00 MiB 没有读取/, '读取并查找零'],
  ] as const)(
    'keeps what a cancelled search for zeros has found (%s)',
    async (language, words, find) => {
      const { api, end } = await mapped(map(), { language, theme: 'light' })
      await act(async () => fireEvent.click(screen.getByRole('button', { name: find })))
      await end(map({ zerosFound: true, zerosUnread: 4 * MIB }))
      screen.getByText(words)
      expect(screen.queryByText(/were not looked for|没有查找/)).toBeNull()
      await act(async () => fireEvent.click(screen.getByRole('button', { name: find })))
      expect(api.requests.filter(([, , , work]) => work === 'zeros')).toHaveLength(2)
    },
  )

  test.each([
    ['en', 'at most 6.00 MiB allocated', /at most 6\.00 MiB of the 16\.0 MiB of data in base/],
    ['zh-CN', '实际占用最多 6.00 MiB', /base 中的 16\.0 MiB 数据最多只有 6\.00 MiB 实际占用空间/],
  ] as const)('says how much of a sparse layer can be data (%s)', async (language, most, words) => {
    const [top, base] = summary.layers
    if (top === undefined || base === undefined) throw new Error('there are two layers')
    const layers = [top, { ...base, allocated: 6 * MIB }]
    await mapped(map({ layers }), { language, theme: 'light' })
    screen.getByText(most)
    screen.getByText(words)
  })

  test('of a search for zeros that was cancelled says that the map is as it was', async () => {
    const { api } = await mapped()
    const find = () => screen.getByRole('button', { name: 'Find zeros by reading' })
    await act(async () => fireEvent.click(find()))
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    const failure = { code: 'cancelled', message: '' } as const
    act(() => api.emit({ kind: 'task-failed', taskId: 't2', failure }))
    screen.getByText(/^Cancelled before the end: what was found is not kept/)
    find()
  })

  test('tells what it leaves out and what is damaged', async () => {
    const fault = {
      code: 'invalid',
      what: 'L2 entry',
      offset: 8,
      expected: quote('x'),
      found: quote('y'),
    } as const
    await mapped(
      map({
        ...{ end: 32 * MIB, coarse: true, changed: true, lost: 3 * MIB },
        ...{ faults: [fault, { ...fault, file: '/srv/base' }], faultCount: 7 },
      }),
    )
    screen.getByText(/only the first 32.0 MiB are mapped/)
    screen.getByText(/neighbours of one kind are shown as one/)
    screen.getByText(/The image was changed/)
    screen.getByText('7 faults in the tables')
    screen.getByText(/^3.00 MiB of data lie past the end of their file/)
    screen.getByText('base: L2 entry at offset 0x8: expected x, found y')
    screen.getByText('and 5 more')
  })

  test('calls what lies past the end of a file no fault of the tables', async () => {
    await mapped(map({ lost: MIB, faultCount: 16, faultsAreEnds: true }))
    screen.getByText('16 places past the end of their file')
    expect(screen.queryByText(/faults in the tables/)).toBeNull()
  })

  test('in Chinese', async () => {
    await mapped(map(), { language: 'zh-CN', theme: 'dark' })
    screen.getByText('没有查找 raw、平面和预分配文件的空洞：其中显示为数据的部分可能是零。')
    screen.getByRole('button', { name: '读取并查找零' })
  })
})
