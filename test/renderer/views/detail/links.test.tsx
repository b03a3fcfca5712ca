// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  createNodeIndex,
  diskAt,
  namedPath,
  selectionFor,
} from '../../../../renderer/views/node/node-index.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import { instance, nodePlace, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { details, openView, section } from '../../opened.tsx'

installLayout()

const LINK = `${instance(1).id}/disk`
const FILE = 'data/ov.qcow2'

function linkedTo(path: string, number: number): InstanceRow {
  const row = instance(number)
  return {
    ...row,
    disks: row.disks.map((disk) => ({ ...disk, path, linkedAt: `${row.id}/disk` })),
  }
}

const inspected = (app: Awaited<ReturnType<typeof openView>>) =>
  app.api.requests.filter(([channel]) => channel === 'image:inspect').map(([, , path]) => path)

describe.each([
  [
    'en' as const,
    'Reached by a symlink',
    'symlink',
    /Nova starts the instance through the symlink/,
  ],
  ['zh-CN' as const, '经由符号链接', '符号链接', /Nova 会经由符号链接启动实例/],
])('in %s', (language, title, tag, ofFolder) => {
  test('a linked disk is shown with its symlink and opened by it, as qemu opens it', async () => {
    const app = await openView(nodeView([linkedTo(FILE, 1)]), { language, theme: 'light' })
    fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-1'))
    within(details()).getByText(tag)
    fireEvent.click(within(details()).getByRole('button', { name: /^disk/ }))
    expect(section(title).textContent).toContain(LINK)
    await waitFor(() => expect(inspected(app)).toEqual([LINK]))
    expect(within(details()).getAllByText('web-1')).not.toEqual([])
    fireEvent.click(within(details()).getByRole('button', { name: /Inspect|检查器|查看/ }))
    const { screen: shown } = app.stores.view.getState()
    expect(shown).toMatchObject({ images: [{ placeId: nodePlace.id, path: LINK }] })
  })

  test('a linked folder tells of the symlink that leads to it', async () => {
    const row: InstanceRow = { ...instance(1), id: 'data/vm1', linkedAt: instance(1).id }
    await openView(nodeView([row]), { language, theme: 'light' })
    fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-1'))
    expect(section(title).textContent).toContain(instance(1).id)
    expect(section(title).textContent).toMatch(ofFolder)
  })
})

test('what is wrong with a disk that two instances have is told once in its details', async () => {
  const evidence = { mode: '0666' }
  const findings = [1, 2].map((number) =>
    finding(
      'world-writable',
      { kind: 'disk', path: FILE, instance: instance(number).id },
      evidence,
    ),
  )
  const view = { ...nodeView([linkedTo(FILE, 1), linkedTo(FILE, 2)]), findings }
  const app = await openView(view)
  act(() => app.stores.view.getState().actions.select({ kind: 'image', path: FILE }))
  await waitFor(() =>
    expect(within(details()).getAllByText('Everybody may write to it')).toHaveLength(1),
  )
})

test('a disk that is not reached by a symlink says nothing of one', async () => {
  const app = await openView(nodeView([instance(1)]))
  fireEvent.click(within(screen.getByRole('treegrid')).getByText('web-1'))
  expect(within(details()).queryByText(/symlink/)).toBeNull()
  act(() => app.stores.view.getState().actions.select({ kind: 'image', path: LINK }))
  await waitFor(() => expect(inspected(app)).toEqual([LINK]))
  expect(within(details()).queryByText(/symlink/)).toBeNull()
})

test("a file is found as the disk of the instance that leads to it, and first of the folder's own", () => {
  const index = createNodeIndex([linkedTo(FILE, 1), linkedTo(FILE, 2)], undefined)
  expect(diskAt(FILE, index)?.row.name).toBe('web-1')
  expect(selectionFor(FILE, index)).toEqual({ kind: 'image', path: FILE })
  const own = createNodeIndex([linkedTo(`${instance(2).id}/disk`, 1), instance(2)], undefined)
  expect(namedPath(`${instance(2).id}/disk`, own)).toBe(`${instance(2).id}/disk`)
})
