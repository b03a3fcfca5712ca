import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'
import { instance, nodePlace, nodeView, problem } from './data.ts'
import { renderApp } from './dom.tsx'
import { ok } from './fake-api.ts'

/** Two instances and one with a problem. */
export const rows = [
  instance(1),
  instance(2),
  instance(3, {
    name: 'db',
    findings: [problem('missing-backing-file', 'high', `${instance(3).id}/disk`)],
  }),
]

/** The window with a node that is being scanned. */
export async function openNode(answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await renderApp({ 'place:choose-folder': () => ok(nodePlace), ...answers })
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  await screen.findByRole('region', { name: 'Totals' })
  const emit: typeof app.api.emit = (event) =>
    act(() => {
      app.api.emit(event)
      app.frames.pass()
    })
  return { ...app, emit }
}

export async function openFinishedNode(answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await openNode(answers)
  app.emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows) })
  return app
}

/** The first cells of the table, in their order. */
export const shownNames = () =>
  within(screen.getByRole('treegrid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent)
