import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import type { NodeAccounting } from '../../shared/analysis/accounting/node-accounting.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import { nothingLeftOut, plainAccounting, plainNova } from '../helpers/scan/plain-accounting.ts'
import { GiB, instance, nodePlace, nodeView } from './data.ts'
import { renderApp } from './dom.tsx'
import { ok } from './fake-api.ts'

/** What a few instances take, by themselves and with others. */
const sizes = { exclusive: 3 * GiB, shared: GiB, amortised: 3.5 * GiB }
export const rows = [
  instance(1, { sizes }),
  instance(2, { sizes: { exclusive: 5 * GiB, shared: 0, amortised: 5 * GiB } }),
  instance(3),
]

export const accounting: NodeAccounting = {
  ...plainAccounting,
  growth: {
    need: 90 * GiB,
    available: 45 * GiB,
    shortfall: 45 * GiB,
    largest: [
      {
        path: `${instance(1).id}/disk`,
        instance: instance(1).id,
        virtual: 20 * GiB,
        allocated: GiB,
      },
    ],
    impossible: [],
    impossibleCount: 0,
    unknownDisks: 0,
    incompleteInstances: 0,
  },
  nova: {
    ...plainNova,
    reserved: { hostGib: 2, cacheGib: 0, cacheIsReserved: false },
    leftOut: { ...nothingLeftOut, imageCache: 2 * GiB },
  },
  cache: {
    options: {
      managerInterval: 2400,
      removeUnused: true,
      originalMinimumAge: 86400,
      resizedMinimumAge: 3600,
    },
    optionsAreKnown: true,
    path: '/var/lib/nova/instances/_base',
    withoutImage: 1,
    doubts: [],
    doubtCounts: {},
    otherHosts: ['two'],
  },
}

/** The window with a node of these rows that was scanned. */
export async function openNode(
  answers: Parameters<typeof renderApp>[0] = {},
  change: Partial<NodeView> = {},
) {
  // Wide enough for every column that is shown from the start.
  const app = await renderApp(
    { 'place:choose-folder': () => ok(nodePlace), ...answers },
    { windowWidth: 1600 },
  )
  return showRows(app, change)
}

async function showRows(
  app: Awaited<ReturnType<typeof renderApp>>,
  change: Partial<NodeView> = {},
) {
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  const view = nodeView(rows, { accounting, ...change })
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view })
    app.frames.pass()
  })
  return app
}

export const rowOf = (name: string): HTMLElement => {
  const grid = within(screen.getByRole('treegrid'))
  const row = grid.getByText(name).closest<HTMLElement>('[role=row]')
  if (row === null) throw new Error(`no row ${name}`)
  return row
}
