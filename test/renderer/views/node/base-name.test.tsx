// @vitest-environment jsdom

import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { base, nodeView } from '../../data.ts'
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

test('of a symlink in the image cache and the file that it leads to, which have one name, each says which it is', async () => {
  const [link, file] = [base(1), base(1, { id: 'mnt/big/base.raw' })]
  const bases = [
    { ...link, link: { target: '/mnt/big/base.raw', to: file.id } },
    { ...file, linkedAt: link.id },
  ]
  const { stores } = await openView(nodeView([], { bases }))
  act(() => stores.view.getState().actions.showScope('bases'))
  for (const said of ['→ /mnt/big/base.raw', 'file mnt/big/base.raw']) {
    expect(screen.getByText(said).closest('[role=gridcell]')?.textContent).toContain(link.name)
  }
})
