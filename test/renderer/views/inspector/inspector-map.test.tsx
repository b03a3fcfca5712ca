// @vitest-environment jsdom

import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { imagePlace } from '../../data.ts'
import { expectAccessible, installInspector, MIB, map, show, summary } from '../../inspected.tsx'
import { mapped, picture } from '../../mapped.tsx'

installInspector()

describe('the allocation map', () => {
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
})
