// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { imagePlace } from '../../data.ts'
import { installLayout, renderApp } from '../../dom.tsx'
import { fail } from '../../fake-api.ts'

installLayout()

/** The inspector with images of these names. */
async function openImages(...names: readonly string[]) {
  const app = await renderApp({ 'image:inspect': () => fail('not-found') })
  const places = names.map((name) => ({ ...imagePlace, id: name, path: `/srv/${name}` }))
  act(() => app.api.push('place:opened', places))
  return app
}

const tabs = () => within(screen.getByRole('navigation', { name: 'Images' }))
const shown = () => screen.getByRole('heading', { level: 1 }).textContent

test('an image of several is closed by its button, the middle button and Delete', async () => {
  await openImages('a', 'b', 'c', 'd', 'e')
  fireEvent.click(tabs().getByRole('button', { name: 'Close a' }))
  expect(shown()).toBe('b')
  fireEvent(
    tabs().getByRole('button', { name: 'd' }),
    new MouseEvent('auxclick', { button: 1, bubbles: true }),
  )
  expect(tabs().queryByRole('button', { name: 'd' })).toBeNull()
  fireEvent.keyDown(tabs().getByRole('button', { name: 'b' }), { key: 'Delete' })
  expect(shown()).toBe('c')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('c'))
})

test('an image alone is closed by its button, and stays a recent place', async () => {
  const { api } = await openImages('a')
  fireEvent.click(screen.getByRole('button', { name: 'Close a' }))
  await screen.findByRole('heading', { name: 'Recent' })
  expect(api.requests.map(([channel]) => channel)).not.toContain('recent:forget')
})

test.each(['a key', 'the menu'])('the image that is shown is closed by %s', async (how) => {
  const { api } = await openImages('a', 'b')
  if (how === 'a key') fireEvent.keyDown(document.body, { key: 'F4', ctrlKey: true })
  else act(() => api.push('menu:command', 'close-image'))
  await waitFor(() => expect(shown()).toBe('b'))
})
