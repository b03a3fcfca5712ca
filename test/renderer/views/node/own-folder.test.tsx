// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openNode } from '../../accounted.tsx'
import { nodePlace } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'

installLayout()

const TITLE = "Cowscope's own folder lies in what you opened"

test('a node in which the own folder lies says which that is, and that it is written', async () => {
  const place = { ...nodePlace, ownFolder: '/mnt/node/root/.config/cowscope' }
  await openNode({ 'place:choose-folder': () => ok(place) })
  expect(screen.getByText(TITLE).parentElement?.textContent).toMatch(
    /written to \/mnt\/node\/root\/\.config\/cowscope\. Nothing else/,
  )
})

test('any other node says nothing of it', async () => {
  await openNode()
  expect(screen.queryByText(TITLE)).toBeNull()
})
