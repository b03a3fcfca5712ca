// @vitest-environment jsdom
import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

test('of the overlays of an opened base the copy that a resize left is told from the instance of its name', async () => {
  const left = instance(2, { name: 'web-1', kind: 'resize' })
  const { stores } = await openView(nodeView([instance(1), left]))
  act(() => stores.view.getState().actions.showScope('bases'))
  fireEvent.keyDown(screen.getByRole('row', { name: /2fd4e1c6/ }), { key: 'ArrowRight' })
  const rows = screen.getAllByRole('row').map(({ textContent }) => textContent)
  expect(rows.filter((text) => text?.startsWith('web-1'))).toEqual([
    expect.not.stringContaining('Copy of a resize'),
    expect.stringContaining('Copy of a resize'),
  ])
})
