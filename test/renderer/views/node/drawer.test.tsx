// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { installLayout } from '../../dom.tsx'
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

test('its handle says what it does', async () => {
  await openOverview()
  const handle = screen.getByRole('button', { name: 'Hide the details' })
  expect(handle.title).toBe('Hide the details')
  fireEvent.click(handle)
  expect(handle.title).toBe('Show the details')
})
