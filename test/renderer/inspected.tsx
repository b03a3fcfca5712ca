import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, vi } from 'vitest'
import type { DataElsewhere } from '../../shared/analysis/chain/chain-model.ts'
import type { ByteSource } from '../../shared/bytes/source.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import type { ImageReport } from '../../shared/ipc/answers.ts'
import type { Settings } from '../../shared/ipc/contract.ts'
import type { ImageTaskResult, MapSummary } from '../../shared/ipc/tasks.ts'
import type { MapExtent } from '../../shared/map/classes.ts'
import { extentPage } from '../../shared/map/extent-table.ts'
import { ExtentTableBuilder } from '../../shared/map/table-builder.ts'
import { mapTotals } from '../../shared/map/totals.ts'
import { mapWindow } from '../../shared/map/window.ts'
import { concat } from '../helpers/bytes/encoders.ts'
import { extension, qcow2Image, snapshotEntry } from '../helpers/bytes/encoders-qcow2.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { imagePlace } from './data.ts'
import { installLayout, renderApp } from './dom.tsx'
import { ok } from './fake-api.ts'

/** Call it in every test file of the inspector. */
export function installInspector(): void {
  installLayout()
  beforeEach(() => {
    // jsdom draws nothing; what is drawn is seen in the real window.
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800)
  })
}

export const MIB = 1024 ** 2
/** Two snapshots, one unknown extension, lazy refcounts and a feature that nobody knows. */
export function image(): Uint8Array {
  const snapshots = concat(
    snapshotEntry({ id: '1', name: 'before' }),
    snapshotEntry({ id: '2', name: 'after', vmStateSize: 4096, extra: new Uint8Array(0) }),
  )
  const change = { snapshots: 2, snapshotsOffset: 0x20000, compatible: 1, autoclear: 1n << 40n }
  const unknown = extension(0x12345678, Uint8Array.of(1, 2, 3))
  return qcow2Image(change, { 112: unknown, [0x20000]: snapshots })
}

export function reportOf(source: ByteSource, elsewhere?: DataElsewhere): ImageReport {
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
      ino: 1,
    },
    details,
    verdict: imageVerdict(source, { role: 'file' }, details),
    chain: {
      layers: [{ ...layer, ...(elsewhere && { elsewhere }) }],
      state: { kind: 'standalone' },
    },
    findings: [],
  }
}

const EXTENTS: readonly MapExtent[] = [
  { start: 0, length: 32 * MIB, kind: 'data', depth: 0, offset: 0x50000 },
  { start: 32 * MIB, length: 16 * MIB, kind: 'zero', depth: 0 },
  { start: 48 * MIB, length: 16 * MIB, kind: 'data', depth: 1, offset: 48 * MIB },
]

function tableOf(extents: readonly MapExtent[]) {
  const builder = new ExtentTableBuilder()
  for (const extent of extents) builder.add(extent)
  return builder.finish()
}

export const summary: MapSummary = {
  size: 64 * MIB,
  layers: [
    {
      path: '/srv/a.qcow2',
      missing: false,
      format: 'qcow2',
      size: 64 * MIB,
      holesKnown: true,
      dataPaths: [],
      absentNames: [],
    },
    {
      path: '/srv/base',
      missing: false,
      format: 'raw',
      size: 64 * MIB,
      holesKnown: false,
      dataPaths: [],
      absentNames: [],
    },
  ],
  gaps: [],
  totals: mapTotals(tableOf(EXTENTS)),
  extents: 3,
  end: 64 * MIB,
  coarse: false,
  zerosFound: false,
  zerosUnread: 0,
  lost: 0,
  faults: [],
  faultCount: 0,
  changed: false,
}

export const map = (change: Partial<MapSummary> = {}): ImageTaskResult => ({
  kind: 'map',
  mapId: 'm',
  summary: { ...summary, ...change },
})

export async function show(
  tab: string,
  settings?: Settings,
  bytes = image(),
  elsewhere?: DataElsewhere,
  /** What is in sight of a map comes after that. */
  hold?: Promise<void>,
  extents = EXTENTS,
) {
  let task = 0
  const table = tableOf(extents)
  const opened = await renderApp(
    {
      'image:inspect': () => ok(reportOf(memorySource(bytes), elsewhere)),
      'image:start': () => {
        task += 1
        return ok({ taskId: `t${task}` })
      },
      'image:map': async (_, request) => {
        await hold
        return ok(mapWindow(table, request))
      },
      'image:extents': (_, first, count) => ok(extentPage(table, first, count)),
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

/** The row that this text is in. */
export const rowOf = (text: string | RegExp) => {
  const row = screen.getByText(text).closest('tr')
  if (row === null) throw new Error(`${text} is in no row`)
  return within(row)
}

/** Colours and landmarks are seen in the real window alone. */
export async function expectAccessible(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
}
