// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { nodePlace } from '../data.ts'
import { installLayout, renderApp } from '../dom.tsx'
import { ok } from '../fake-api.ts'

installLayout()

test('that something is being opened is a status outside of what is busy, and gone with it', async () => {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await renderApp({ 'place:choose-folder': () => asked.then(() => ok(nodePlace)) })
  const status = () =>
    screen.queryAllByRole('status').find(({ textContent }) => textContent === 'Opening…')
  expect(status()).toBeUndefined()
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(status()?.closest('[aria-busy=true]')).toBeNull())
  expect(document.querySelector('[aria-busy=true]')).not.toBeNull()
  answer()
  await waitFor(() => expect(status()).toBeUndefined())
  await waitFor(() => expect(document.querySelector('header [aria-busy=true]')).toBeNull())
})
