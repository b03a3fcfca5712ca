// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { NodeAccounting } from '../../../../shared/analysis/accounting/node-accounting.ts'
import { accounting, openNode, rowOf } from '../../accounted.tsx'
import { GiB, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { details, openFold, openView, section } from '../../opened.tsx'

installLayout()

describe('the overview', () => {
  test('gives disk_available_least with its parts, and what is in none of them', async () => {
    await openNode()
    await openFold('How Nova counts')
    await openFold('DISK_GB of placement')
    await openFold("What takes space and is in none of Nova's sums")
    const text = details().textContent
    expect(text).toMatch(/Free45\.00 GiB.*over-commit54\.00 GiB.*disk_available_least−9\.00 GiB/)
    expect(text).toMatch(/without the fraction−9 GiB.*Reserved for the host2 GiB/)
    expect(text).toMatch(/Below zero/)
    expect(text).toMatch(/Image cache2\.00 GiB/)
    expect(text).toMatch(
      /DISK_GB of placementTotal100 GiB.*Used by flavors60 GiBLeft for new instances40 GiB.*scheduler refuses/,
    )
    expect(text).toMatch(
      /disk_available_least, which still has in it what is reserved for the host/,
    )
  })

  test('says what refuses the host first, and sets the sum right-aligned with its bytes as titles', async () => {
    await openNode()
    const nova = section(/As Nova counts/)
    const order = /Below zero.*Free45\.00 GiB.*DISK_GB of placement/
    expect(nova.textContent).toMatch(order)
    within(nova).getByTitle('-9,663,676,416 bytes')
    expect(nova.querySelector('dl[data-look=sum]')?.textContent).toMatch(/^Free.*−9\.00 GiB$/)
  })

  test('shows the sum that refuses every instance, which is folded where it does not', async () => {
    const { nova } = accounting
    if (nova === undefined) throw new Error('no numbers')
    const placement = { ...nova.placement, usedGib: 100 }
    await openNode({}, { accounting: { ...accounting, nova: { ...nova, placement } } })
    expect(section(/As Nova counts/).textContent).toMatch(
      /Nothing is left.*Capacity100 GiB− used by flavors100 GiBLeft for new instances0 GiB.*DISK_GB/,
    )
  })

  test('says what would be lacking if every disk were filled, and which can grow most', async () => {
    await openNode()
    within(details()).getByRole('img', { name: '90.0 GiB may be written, 45.0 GiB are free' })
    expect(details().textContent).toMatch(/Would be lacking45\.0 GiB/)
    await openFold('Can grow most')
    within(details()).getByRole('button', { name: /web-1 \/ disk\s*19\.0 GiB/ })
  })

  test('writes what may be written and what is free in one unit', async () => {
    const growth = { ...accounting.growth, need: 2048 * GiB, shortfall: 2003 * GiB }
    await openNode({}, { accounting: { ...accounting, growth } })
    within(details()).getByRole('img', { name: '2,048 GiB may be written, 45.0 GiB are free' })
    expect(details().textContent).toMatch(/Would be lacking2,003 GiB/)
  })

  test('says which disks Nova counts, and what it skips', async () => {
    const nova = accounting.nova && { ...accounting.nova, skippedInstances: 2 }
    await openNode({}, { accounting: { ...accounting, ...(nova && { nova }) } })
    expect(details().textContent).toMatch(/Nova leaves 2 instances out whole/)
    await openFold('How Nova counts')
    expect(details().textContent).toMatch(/Of 3 disks, as the domain XML of this host names them/)
  })

  test('has an info button at each of its three sizes, and at the sum of them all', async () => {
    await openNode()
    const title = within(details()).getByRole('heading', { name: /As Nova counts/ })
    const nova = within(title.closest('section') as HTMLElement)
    for (const name of ['As Nova counts', 'Free', '− over-commit', 'disk_available_least']) {
      nova.getByRole('button', { name: `What is “${name}”?` })
    }
  })

  test('says of what was counted of a partial scan that it is at least so much', async () => {
    const { availableLeast: _, availableLeastGib: __, ...rest } = accounting.nova ?? {}
    const nova = { ...rest, unknown: 'incomplete' } as NodeAccounting['nova'] & object
    const space = {
      amortised: 7 * GiB,
      leftovers: 0,
      unknownCache: 2 * GiB,
      others: GiB,
      rest: GiB / 2,
    }
    const end = { state: 'partial', reason: 'cancelled' } as const
    await openNode({}, { end, accounting: { ...accounting, space, nova } })
    for (const fold of [
      'By use',
      'How Nova counts',
      "What takes space and is in none of Nova's sums",
    ])
      await openFold(fold)
    const text = details().textContent
    expect(text).toMatch(/over-commit≥ 54\.00 GiB.*At least: not everything.*Instances counted≥ 3/s)
    expect(text).toMatch(/Image cache≥ 2\.00 GiB/)
    expect(text).toMatch(/share of the bases below them≥ 7\.00 GiB/)
    expect(text).toMatch(
      /of which it is not known≥ 2\.00 GiB.*Other images, stored and elsewhere≥ 1\.00 GiB/,
    )
    expect(text).toMatch(/The rest≥ 512 MiB/)
  })

  test('shows the bound where a disk is not known, and warns of one below zero', async () => {
    const {
      availableLeast: _,
      availableLeastGib: __,
      overCommitted: ___,
      ...rest
    } = accounting.nova ?? {}
    const bound = { overCommitted: 54 * GiB, availableLeast: -9 * GiB, unsummed: 1 }
    const nova = { ...rest, unknown: 'outside', bound } as NodeAccounting['nova'] & object
    await openNode({}, { accounting: { ...accounting, nova } })
    expect(details().textContent).toMatch(
      /Below zero.*over-commit≥ 54\.00 GiB.*disk_available_least≤ −9\.00 GiB.*lies outside of what was opened\. The disks of 1 instance are left out\./s,
    )
  })

  test('says why Nova’s sum is not known', async () => {
    const { availableLeast: _, availableLeastGib: __, free: ___, ...rest } = accounting.nova ?? {}
    const nova = { ...rest, unknown: 'other-storage' } as NodeAccounting['nova'] & object
    await openNode({}, { accounting: { ...accounting, nova } })
    expect(details().textContent).toMatch(/volume group or a Ceph pool/)
  })

  test('names the pool that Nova counts with, once', async () => {
    const { availableLeast: _, availableLeastGib: __, free: ___, ...rest } = accounting.nova ?? {}
    const nova = { ...rest, unknown: 'other-storage' } as NodeAccounting['nova'] & object
    const elsewhere = ['vms', 'old'].map((name) => ({ kind: 'rbd', name }) as const)
    const growth = { ...accounting.growth, elsewhere }
    await openNode({}, { accounting: { ...accounting, nova, growth } })
    const text = details().textContent
    expect(text).toMatch(/Free– Nova counts here with the free space of Ceph pool vms, which is/)
    expect(text).toMatch(/disk_available_least– Not known\./)
  })

  test('says at which disk Nova’s pass fails, instead of a sum', async () => {
    const {
      availableLeast: _,
      availableLeastGib: __,
      overCommitted: ___,
      ...rest
    } = accounting.nova ?? {}
    const refusal = { unknown: 'refused', refusedDisks: 2, refusedDisk: 'instances/a/disk' }
    const nova = { ...rest, ...refusal } as NodeAccounting['nova'] & object
    await openNode({}, { accounting: { ...accounting, nova } })
    expect(details().textContent).toMatch(/its database keeps what it had/)
    expect(details().textContent).toMatch(
      /fails at instances\/a\/disk \(InvalidDiskInfo\).*There are 2 such disks/,
    )
  })
})

describe('the instances table', () => {
  test('marks a folder that no domain of the host is for, old enough to be an orphan or not', async () => {
    const rows = [
      instance(1, { name: 'web-1' }),
      instance(2, { name: 'web-2', orphan: true }),
      instance(3, { name: 'web-3', orphanAtMs: 5 }),
    ]
    await openView(nodeView(rows))
    const mark = /No domain of this host/
    expect(within(rowOf('web-1')).queryByTitle(mark)).toBeNull()
    within(rowOf('web-2')).getByTitle(mark)
    within(rowOf('web-3')).getByTitle(mark)
  })

  test('shows what is exclusive, sorts by it, and shows amortised bytes when asked', async () => {
    await openNode()
    const grid = screen.getByRole('treegrid')
    fireEvent.click(within(grid).getByRole('button', { name: 'Exclusive' }))
    expect(within(grid).getAllByRole('row')[1]?.textContent).toContain('web-2')
    expect(rowOf('web-2').textContent).toContain('5.00 GiB')
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Amortised' }))
    await waitFor(() => expect(rowOf('web-1').textContent).toContain('3.50 GiB'))
  })

  test('explains exclusive with formula and example', async () => {
    await openNode()
    const grid = screen.getByRole('treegrid')
    fireEvent.click(within(grid).getByRole('button', { name: 'What is “Exclusive”?' }))
    await screen.findByText(/so much is freed if it is deleted/)
    screen.getByText(/An overlay of 1 GiB alone on a base of 4 GiB: 5 GiB/)
  })
})
