// @vitest-environment jsdom

import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

test('of an image that was opened by itself the table says why nobody knows what stands on it', async () => {
  const plain = { length: 1, allocated: 1, mtimeMs: 1, chain: 'standalone', findings: [] } as const
  const alone = { isAlone: true, isUsersAtLeast: true } as const
  const images: ImageRow[] = [
    { id: 'a', name: 'a', ...plain, ...alone, overlays: [{ path: 'b', allocated: 1 }] },
    { id: 'b', name: 'b', ...plain, ...alone },
  ]
  const { stores } = await openView(nodeView([], { images }))
  act(() => stores.view.getState().actions.showScope('images'))
  expect(screen.getByText('≥ 1').closest('[role=gridcell]')).not.toBeNull()
  expect(screen.getByTitle(/^What lies beside it was not opened/).textContent).toBe('–')
})
