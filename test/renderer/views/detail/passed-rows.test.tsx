// @vitest-environment jsdom
import { act, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

test('of rows that are passed while storage does not answer only the first and the last are read', async () => {
  const rows = [1, 2, 3, 4].map((number) => instance(number))
  const settings = { language: 'en', theme: 'light' } as const
  const { api, stores } = await openView(nodeView(rows), settings, () => new Promise(() => {}))
  const disks = rows.map(({ id }) => `${id}/disk`)
  for (const path of disks) {
    act(() => stores.view.getState().actions.select({ kind: 'image', path }))
  }
  const read = () => api.requests.filter(([channel]) => channel === 'image:inspect')
  await waitFor(() => expect(read().map(([, , path]) => path)).toEqual([disks[0], disks[3]]))
})
