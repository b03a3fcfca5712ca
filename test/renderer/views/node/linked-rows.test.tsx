// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { openNode } from '../../accounted.tsx'
import { instance, scannedFile } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'

installLayout()

const disk = (id: string, change: Partial<ScannedEntry> = {}): ScannedEntry =>
  scannedFile(`${id}/disk`, { role: 'disk', image: { format: 'qcow2' }, ...change })

const three = [instance(1), instance(2), instance(3)]
const [a = '', b = ''] = three.map(({ id }) => id)

/** The disk of the second is a symlink to that of the first. */
function openLinked() {
  const linked = disk(b, { path: `${a}/disk`, linkedAt: `${b}/disk` })
  const symlink: ScannedEntry = { ...disk(b), type: 'symlink' }
  return openNode(
    {
      'scan:instance': (_, id) => ok({ id, entries: id === b ? [symlink, linked] : [disk(id)] }),
      'image:inspect': () => fail('not-found'),
    },
    { instances: three },
  )
}

const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
const place = () => Number(document.activeElement?.getAttribute('aria-rowindex'))
const innerRows = () => document.querySelectorAll('[role=row][data-level="2"]')

/** Where the focus is after each of so many steps down from the first row. */
function stepsDown(count: number): readonly number[] {
  press('Home')
  return Array.from({ length: count }, () => {
    press('ArrowDown')
    return place()
  })
}

test('keys lead down past a disk that is also another instance’s by a symlink', async () => {
  const { stores } = await openLinked()
  act(() => {
    for (const { id } of three) stores.view.getState().actions.expand('instances', id, true)
  })
  await waitFor(() => expect(innerRows()).toHaveLength(4))
  act(() => screen.getByRole('row', { name: /^web-3/ }).focus())
  expect(stepsDown(7)).toEqual([3, 4, 5, 6, 7, 8, 8])
  const selected = () => document.querySelectorAll('[role=row][aria-selected=true]')
  stepsDown(4)
  expect([...selected()]).toEqual([document.activeElement])
  act(() => stores.view.getState().actions.filter('instances', 'web-3'))
  expect(innerRows()).toHaveLength(1)
})
