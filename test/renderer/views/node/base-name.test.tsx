// @vitest-environment jsdom

import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'

installLayout()

test.each([
  ['/srv/images/base.qcow2', 'base.qcow2'],
  ['nbd://host/x', 'nbd://host/x'],
  ['rbd:vms/disk', 'rbd:vms/disk'],
])('of the name %s that an image stands on its table shows %s', async (name, shown) => {
  const row: ImageRow = {
    id: 'top.qcow2',
    name: 'top.qcow2',
    length: 1,
    allocated: 1,
    mtimeMs: 1,
    chain: name.startsWith('/') ? 'missing' : 'protocol',
    backing: { name },
    findings: [],
  }
  const { stores } = await openView(nodeView([], { images: [row] }))
  act(() => stores.view.getState().actions.showScope('images'))
  expect(screen.getByText(shown).closest('[role=gridcell]')).not.toBeNull()
})
