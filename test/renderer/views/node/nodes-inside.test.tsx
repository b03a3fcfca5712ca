// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openNode } from '../../accounted.tsx'
import { installLayout } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'

installLayout()

const answers = { 'place:open': () => ok([]) }

test('each node inside of a folder that was opened can be opened from its banner', async () => {
  const { api } = await openNode(answers, { nodesInside: ['a', 'b', 'c', 'deep/d'] })
  fireEvent.click(screen.getByRole('button', { name: 'Open one' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: 'deep/d' }))
  expect(api.requests).toContainEqual(['place:open', ['/mnt/node/deep/d']])
})

test('one alone is opened by one button', async () => {
  const { api } = await openNode(answers, { nodesInside: ['a'] })
  fireEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(api.requests).toContainEqual(['place:open', ['/mnt/node/a']])
})
