// @vitest-environment jsdom
import { act, fireEvent, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { base, baseId, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView, section } from '../../opened.tsx'

installLayout()

const ID = '11111111-1111-4111-8111-111111111111'

const stored: ImageRow = {
  id: `glance/${ID}`,
  name: ID,
  role: 'glance-image',
  length: 4096,
  allocated: 4096,
  mtimeMs: 1,
  chain: 'standalone',
  findings: [],
}

test('an image of the store leads to its base and to the instances on it, and the base back', async () => {
  const rows = [instance(1), instance(2)]
  const { dependants, ...on } = base(2, { glanceId: ID })
  const path = `instances/cowscope-aside-2026-01-01/${instance(3).uuid}`
  const aside = { path, kind: 'aside', allocated: 4096, disks: 1 } as const
  const instances = [...dependants.instances, aside]
  const bases = [{ ...on, dependants: { ...dependants, instances } }]
  const { stores } = await openView(nodeView(rows, { bases, images: [stored] }))
  const select = (path: string) =>
    act(() => stores.view.getState().actions.select({ kind: 'image', path }))
  const selected = () => stores.view.getState().selection

  select(stored.id)
  const below = section('Base file made from it')
  expect(below.textContent).toContain('2 instances')
  fireEvent.click(within(below).getByTitle(baseId))
  expect(selected()).toEqual({ kind: 'image', path: baseId })

  // Its id stands there once.
  expect(within(section('Base')).getAllByText(ID)).toHaveLength(1)
  fireEvent.click(within(section('Base')).getByTitle(stored.id))
  expect(selected()).toEqual({ kind: 'image', path: stored.id })

  fireEvent.click(within(section('Base file made from it')).getByText('Show its instances'))
  expect(stores.view.getState()).toMatchObject({ scope: 'instances', base: baseId })
})
