// @vitest-environment jsdom
import { fireEvent, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Growth } from '../../../../shared/analysis/accounting/nova/growth.ts'
import { plainAccounting } from '../../../helpers/scan/plain-accounting.ts'
import { identified } from '../../../shared/report/sample-view.ts'
import { GiB, hostNode, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openFold, openView, section } from '../../opened.tsx'

installLayout()

const title = /^If every disk is filled/
const on = (folder: string, number: number) =>
  instance(number, { id: `${folder}/${instance(number).uuid}`, name: 'vm' })
const growing = (row: ReturnType<typeof instance>) => ({
  path: `${row.id}/disk`,
  instance: row.id,
  virtual: 20 * GiB,
  allocated: GiB,
})
const growthOf = (change: Partial<Growth>): Growth => ({
  ...plainAccounting.growth,
  need: 90 * GiB,
  ...change,
})
const rowTexts = () =>
  within(section(title))
    .getAllByRole('button', { name: /^vm / })
    .map(({ textContent }) => textContent)

describe('disks that can grow most', () => {
  test('are told apart by UUID where their instances have one name', async () => {
    const rows = [1, 2].map((number) => on('instances', number))
    const growth = growthOf({ largest: rows.map(growing) })
    await openView(nodeView(rows, { accounting: { ...plainAccounting, growth } }))
    await openFold('Can grow most')
    expect(rowTexts()).toEqual(rows.map(({ uuid }) => `vm / disk19.0 GiB${uuid}`))
  })

  test('are told apart by host where one instance lies on two', async () => {
    const rows = ['cmp-1', 'cmp-2'].map((host) => on(host, 1))
    const growth = growthOf({ largest: rows.map(growing) })
    const nodes = ['cmp-1', 'cmp-2'].map((host) => hostNode(host))
    await openView(nodeView(rows, { nodes, accounting: { ...plainAccounting, growth } }))
    await openFold('Can grow most')
    const { uuid } = instance(1)
    expect(rowTexts()).toEqual([`vm / disk19.0 GiB${uuid}cmp-1`, `vm / disk19.0 GiB${uuid}cmp-2`])
  })

  test('are of the host whose domain names them, where several have one storage', async () => {
    const { identity } = identified
    if (identity === undefined) throw new Error('no identity')
    const row = on('shared', 1)
    const rows = [{ ...row, identity: { ...identity, xml: 'cmp-2/etc/libvirt/qemu/vm.xml' } }]
    const layout = {
      kind: 'node',
      glancePaths: [],
      domainPaths: [],
      instancesPath: 'shared',
    } as const
    const nodes = ['cmp-1', 'cmp-2'].map((host) => hostNode(host, { layout }))
    const growth = growthOf({ largest: rows.map(growing) })
    await openView(nodeView(rows, { nodes, accounting: { ...plainAccounting, growth } }))
    await openFold('Can grow most')
    expect(rowTexts()).toEqual([`vm / disk19.0 GiB${row.uuid}cmp-2`])
  })

  test('are five, and all twenty that are named when asked for; of more the number', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => on('instances', at + 1))
    const disks = rows.map(growing)
    const growth = growthOf({ largest: disks, impossible: disks, impossibleCount: 23 })
    await openView(nodeView(rows, { accounting: { ...plainAccounting, growth } }))
    // The list of those that never fit is what one came for; the other is asked for.
    expect(rowTexts().length).toBe(5)
    await openFold('Can grow most')
    expect(rowTexts().length).toBe(10)
    for (const more of within(section(title)).getAllByText('Show 15 more')) fireEvent.click(more)
    await within(section(title)).findAllByText(instance(20).uuid)
    expect(rowTexts().length).toBe(40)
    within(section(title)).getByText('3 more are not named.')
  })
})

test('what is free and what lacks are not known where the space may be another machine’s', async () => {
  const { available: _, shortfall: __, impossibleCount: ___, ...rest } = growthOf({})
  const growth: Growth = { ...rest, unknown: 'no-host' }
  await openView(nodeView([instance(1)], { accounting: { ...plainAccounting, growth } }))
  const why = "The free space may be another machine's"
  expect(within(section(title)).getAllByTitle(why)).toHaveLength(2)
  within(section(title)).getByText(/neither what would be lacking is known, nor which disks/)
})
