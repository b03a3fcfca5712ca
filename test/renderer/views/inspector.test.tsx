// @vitest-environment jsdom

import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { DataElsewhere } from '../../../shared/analysis/model.ts'
import { type ByteSource, memorySource } from '../../../shared/bytes/source.ts'
import type { ImageCheck } from '../../../shared/formats/check/types.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import type { ImageReport, Settings } from '../../../shared/ipc/contract.ts'
import type { ImageTaskResult, MapSummary } from '../../../shared/ipc/tasks.ts'
import { extentPage } from '../../../shared/map/extent-table.ts'
import { ExtentTableBuilder } from '../../../shared/map/table-builder.ts'
import { mapTotals } from '../../../shared/map/totals.ts'
import { mapWindow } from '../../../shared/map/window.ts'
import { concat, u32be, u64be } from '../../helpers/encoders.ts'
import { extension, qcow2Image, snapshotEntry } from '../../helpers/encoders-qcow2.ts'
import { imagePlace } from '../data.ts'
import { installLayout, renderApp } from '../dom.tsx'
import { ok } from '../fake-api.ts'

installLayout()
beforeEach(() => {
  // jsdom draws nothing; what is drawn is seen in the real window.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
})

const MIB = 1024 ** 2
/** The header extension with the bitmaps' directory. */
const BITMAPS = 0x23852875

/** Two snapshots, one unknown extension, lazy refcounts and a feature that nobody knows. */
function image(): Uint8Array {
  const snapshots = concat(
    snapshotEntry({ id: '1', name: 'before' }),
    snapshotEntry({ id: '2', name: 'after', vmStateSize: 4096, extra: new Uint8Array(0) }),
  )
  const change = { snapshots: 2, snapshotsOffset: 0x20000, compatible: 1, autoclear: 1n << 40n }
  const unknown = extension(0x12345678, Uint8Array.of(1, 2, 3))
  return qcow2Image(change, { 112: unknown, [0x20000]: snapshots })
}

function reportOf(source: ByteSource, elsewhere?: DataElsewhere): ImageReport {
  const details = inspectImage(source)
  const { summary } = details
  const layer = { path: '', displayPath: '/srv/a.qcow2', length: 1, allocated: 1, image: summary }
  return {
    placeId: imagePlace.id,
    path: '',
    displayPath: '/srv/a.qcow2',
    stat: {
      type: 'file',
      length: 1,
      allocated: 1,
      dev: 1,
      uid: 0,
      gid: 0,
      mode: 0o644,
      mtimeMs: 1,
      ctimeMs: 1,
      nlink: 1,
    },
    details,
    verdict: imageVerdict(source, {}, details),
    chain: {
      layers: [{ ...layer, ...(elsewhere && { elsewhere }) }],
      state: { kind: 'standalone' },
    },
    findings: [],
  }
}

function table() {
  const builder = new ExtentTableBuilder()
  builder.add({ start: 0, length: 32 * MIB, kind: 'data', depth: 0, offset: 0x50000 })
  builder.add({ start: 32 * MIB, length: 16 * MIB, kind: 'zero', depth: 0 })
  builder.add({ start: 48 * MIB, length: 16 * MIB, kind: 'data', depth: 1, offset: 48 * MIB })
  return builder.finish()
}

const summary: MapSummary = {
  size: 64 * MIB,
  layers: [
    {
      path: '/srv/a.qcow2',
      missing: false,
      format: 'qcow2',
      size: 64 * MIB,
      holesKnown: true,
      dataPaths: [],
    },
    {
      path: '/srv/base',
      missing: false,
      format: 'raw',
      size: 64 * MIB,
      holesKnown: false,
      dataPaths: [],
    },
  ],
  gaps: [],
  totals: mapTotals(table()),
  extents: 3,
  end: 64 * MIB,
  coarse: false,
  zerosFound: false,
  faults: [],
  faultCount: 0,
  changed: false,
}

const map = (change: Partial<MapSummary> = {}): ImageTaskResult => ({
  kind: 'map',
  mapId: 'm',
  summary: { ...summary, ...change },
})

async function show(tab: string, settings?: Settings, bytes = image(), elsewhere?: DataElsewhere) {
  let task = 0
  const opened = await renderApp(
    {
      'image:inspect': () => ok(reportOf(memorySource(bytes), elsewhere)),
      'image:start': () => {
        task += 1
        return ok({ taskId: `t${task}` })
      },
      'image:map': (_, request) => ok(mapWindow(table(), request)),
      'image:extents': (_, first, count) => ok(extentPage(table(), first, count)),
    },
    settings === undefined ? {} : { settings },
  )
  act(() => opened.api.push('place:opened', [imagePlace]))
  fireEvent.click(await screen.findByRole('tab', { name: tab }))
  const end = async (result: ImageTaskResult) => {
    await act(async () => opened.api.emit({ kind: 'task-done', taskId: `t${task}`, result }))
  }
  return { ...opened, end }
}

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
    const elsewhere = { allocated: 24 * MIB, absent: 0 }
    await show('Overview', undefined, undefined, elsewhere)
    expect(factOf('Allocated in other files')).toContain('24.0 MiB 25,165,824 bytes')
    expect(factOf('Can still grow by')).toContain('40.0 MiB')
  })

  test('call no growth known where one of its files is not', async () => {
    await show('Overview', undefined, undefined, { allocated: 0, absent: 1 })
    expect(factOf('Allocated in other files')).toContain(
      'At least: 1 file that it names is not here, or was not granted.',
    )
    expect(factOf('Can still grow by')).toMatch(/^–/)
  })
})

const rowOf = (text: string | RegExp) => {
  const row = screen.getByText(text).closest('tr')
  if (row === null) throw new Error(`${text} is in no row`)
  return within(row)
}

async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}

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
    rowOf('Active L1 table').getByText('1 entry at 0x30000 (196608)')
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
    screen.getByText(/Deleting all snapshots would free 4.00 MiB/)
  })
})

describe('the check', () => {
  const clean: ImageCheck = {
    checkErrors: 0,
    corruptions: 0,
    leaks: 0,
    imageEndOffset: 262_144,
    totalClusters: 1000,
    allocatedClusters: 500,
    fragmentedClusters: 5,
    compressedClusters: 0,
    findings: [],
    beyondEnd: [],
    beyondEndCount: 0,
    changed: false,
  }
  const report = (change: Partial<ImageCheck>, moreFindings = 0): ImageTaskResult => ({
    kind: 'check',
    report: { format: 'qcow2', check: { ...clean, ...change }, moreFindings, moreBeyondEnd: 0 },
  })

  async function checked(result: ImageTaskResult) {
    const shown = await show('Check')
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    await act(async () => undefined)
    await shown.end(result)
    return shown
  }

  test('tells how far it is, and is cancelled by a button or by Escape', async () => {
    const { api } = await show('Check')
    fireEvent.click(screen.getByRole('button', { name: 'Check now' }))
    await act(async () => undefined)
    act(() => api.emit({ kind: 'task-progress', taskId: 't1', done: 3 * MIB, total: 4 * MIB }))
    screen.getByText('3.00 MiB of 4.00 MiB of tables read')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('75')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    screen.getByRole('button', { name: 'Cancelling…' })
    expect(api.requests).toContainEqual(['image:cancel', 't1'])
  })

  test('says in words that an image is clean, with the counts of qemu-img', async () => {
    const { view } = await checked(report({}))
    screen.getByText('Clean')
    screen.getByText('500 (50% of the disk)')
    screen.getByText('5 (1% of the allocated)')
    screen.getByText('256 KiB (262,144 bytes)')
    await expectAccessible(view.container)
  })

  test.each([
    [
      'en',
      'Check',
      'Check now',
      'Cut off',
      'Clean',
      /^The file ends before 2 of its structures do/,
    ],
    ['zh-CN', '检查', '开始检查', '文件被截断', '完好', /^文件在 2 个结构结束之前就已结束/],
  ] as const)(
    'says in words (%s) that a cut file is not clean',
    async (...[language, tab, button, cut, clean, text]) => {
      const { end } = await show(tab, { language, theme: 'light' })
      fireEvent.click(screen.getByRole('button', { name: button }))
      await act(async () => undefined)
      await end(report({ beyondEndCount: 2 }))
      screen.getByText(cut)
      screen.getByText(text)
      expect(screen.queryByText(clean)).toBeNull()
    },
  )

  test('says in the verdict that the file was cut, and puts findings that are alike in one row', async () => {
    const findings = [1, 2, 3].map(
      (at) =>
        ({
          kind: 'corruption',
          what: 'L2 entry',
          offset: 0x50_000 + 8 * at,
          expected: 'a region that ends by 5000000',
          found: `65536 bytes at ${at}`,
          message: '',
          times: 1,
        }) as const,
    )
    await checked(report({ corruptions: 3, beyondEndCount: 3, findings }))
    within(screen.getByRole('status')).getByText(/^The file ends before structures that it names/)
    rowOf('0x50008').getByText('corruption ×3')
    expect(screen.queryByText('0x50010')).toBeNull()
  })

  test('lists what is wrong with offset, expected and found, and counts what it does not list', async () => {
    const finding = {
      kind: 'corruption',
      what: 'L2 entry',
      offset: 0x50_008,
      expected: 'an offset aligned to clusters',
      found: '0x201',
      message: '',
      times: 2,
    } as const
    await checked(report({ corruptions: 3, leaks: 1, findings: [finding] }, 2))
    screen.getByText('Corrupt')
    screen.getByText(/^3 corruptions were found/)
    screen.getByText(/^1 cluster takes space/)
    const row = rowOf('0x50008')
    row.getByText('an offset aligned to clusters')
    row.getByText('0x201')
    row.getByText('corruption ×2')
    screen.getByText('and 2 more')
  })

  test.each([
    ['en', 'Check', 'Check now', 'an offset below the end at 0x20000'],
    ['zh-CN', '检查', '开始检查', '低于文件末尾 0x20000 的偏移'],
  ] as const)(
    'writes what is expected and found in the base of the offset, and in words (%s)',
    async (...[language, tab, button, expected]) => {
      const { end } = await show(tab, { language, theme: 'light' })
      fireEvent.click(screen.getByRole('button', { name: button }))
      await act(async () => undefined)
      const found = { what: 'L2 entry', expected: 'an offset below the end at 131072' } as const
      const place = { ...found, offset: 0x50_008, found: '262144' }
      const finding = { ...place, kind: 'corruption', message: '', times: 1 } as const
      const beyond = { ...place, offset: 0x50_010, code: 'truncated', message: '' } as const
      const beyondEnd = [beyond]
      await end(report({ corruptions: 1, findings: [finding], beyondEnd, beyondEndCount: 1 }))
      for (const offset of ['0x50008', '0x50010']) {
        const row = rowOf(offset)
        row.getByText(expected)
        row.getByText('0x40000')
        row.getByText(language === 'en' ? 'L2 entry' : 'L2 条目')
      }
    },
  )

  test('calls a disk with partitions by the name that everybody has for it', async () => {
    const sector = new Uint8Array(1 << 20)
    sector.set([0x80, 0, 0, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], 446)
    sector.set([0x55, 0xaa], 510)
    await show('Check', undefined, sector)
    screen.getByText('There is no check for raw images; qemu-img has none either.')
  })

  test('says so when the image was changed under it', async () => {
    await checked(report({ changed: true }))
    screen.getByText(/The image was changed while it was read/)
  })

  test('that is refused says by which fault', async () => {
    const fault = {
      code: 'limit',
      message: '',
      what: 'header.l1_size',
      offset: 36,
      expected: 'at most 4194304',
      found: '9999999',
    } as const
    await checked({ kind: 'refused', fault })
    screen.getByText(/This cannot be done with the image/)
    screen.getByText('header.l1_size at offset 0x24: expected at most 4194304, found 9999999')
  })
})

describe('the allocation map', () => {
  async function mapped(result = map(), settings?: Settings) {
    const name = settings?.language === 'zh-CN' ? '分配图' : 'Allocation map'
    const shown = await show(name, settings)
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
      expect(document.querySelector('dl[data-cell]')?.textContent).toContain('in a-s001.vmdk · 1')
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

  test('tells what it leaves out and what is damaged', async () => {
    const fault = {
      code: 'invalid',
      message: '',
      what: 'L2 entry',
      offset: 8,
      expected: 'x',
      found: 'y',
    } as const
    await mapped(
      map({ end: 32 * MIB, coarse: true, changed: true, faults: [fault], faultCount: 7 }),
    )
    screen.getByText(/only the first 32.0 MiB are mapped/)
    screen.getByText(/neighbours of one kind are shown as one/)
    screen.getByText(/The image was changed/)
    screen.getByText('7 faults in the tables')
    screen.getByText('and 6 more')
  })

  test('in Chinese', async () => {
    await mapped(map(), { language: 'zh-CN', theme: 'dark' })
    screen.getByText('没有查找 raw、平面和预分配文件的空洞：其中显示为数据的部分可能是零。')
    screen.getByRole('button', { name: '读取并查找零' })
  })
})
