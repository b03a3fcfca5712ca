// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { base, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'
import { openFinishedNode } from '../../scanning.tsx'

installLayout()

const isOpen = () =>
  screen
    .getByRole('button', { name: /^(Show|Hide) the details$/ })
    .getAttribute('aria-expanded') === 'true'

async function openOverview() {
  const app = await openFinishedNode()
  fireEvent.click(screen.getByRole('button', { name: 'Show the details' }))
  expect(isOpen()).toBe(true)
  return app
}

test('the overview that was opened over the table closes with Escape, before anything else is let go', async () => {
  const { stores } = await openOverview()
  act(() => stores.view.getState().actions.filter('instances', 'db'))
  fireEvent.keyDown(document.body, { key: 'Escape' })
  await waitFor(() => expect(isOpen()).toBe(false))
  expect(stores.view.getState().scopes.instances.filter).toBe('db')
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(stores.view.getState().scopes.instances.filter).toBe('')
})

test('it closes with another list, whose table it would lie over', async () => {
  const { stores } = await openOverview()
  act(() => stores.view.getState().actions.showScope('bases'))
  expect(isOpen()).toBe(false)
})

test.each(['instances', 'bases'] as const)(
  'the rest of its largest bases leads to the table of all, with the focus, from %s',
  async (scope) => {
    const bases = Array.from({ length: 10 }, (_, at) =>
      base(1, { id: `_base/${at}`, name: `${at}` }),
    )
    const { stores } = await openView(nodeView([instance(1)], { bases }))
    act(() => stores.view.getState().actions.showScope(scope))
    fireEvent.click(screen.getByRole('button', { name: 'Show the details' }))
    const rest = await screen.findByRole('button', { name: /^Other \(2\)/ })
    act(() => rest.focus())
    fireEvent.click(rest)
    expect(isOpen()).toBe(false)
    expect(stores.view.getState().scope).toBe('bases')
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('row'))
  },
)

test('its handle says what it does', async () => {
  await openOverview()
  const handle = screen.getByRole('button', { name: 'Hide the details' })
  expect(handle.title).toBe('Hide the details')
  fireEvent.click(handle)
  expect(handle.title).toBe('Show the details')
})
