import { describe, expect, test } from 'vitest'
import type { NovaNumbers } from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { plainPlacement } from '../../../helpers/scan/plain-accounting.ts'
import { countedView, sampleView } from '../sample-view.ts'

/** A counted node of which Nova has other numbers. */
function withNova(change: Partial<NovaNumbers>): NodeView {
  const view = countedView()
  const { accounting } = view
  return { ...view, accounting: { ...accounting, nova: { ...novaOf(view), ...change } } }
}

function withPlacement(change: Partial<NovaNumbers['placement']>): NodeView {
  return withNova({ placement: { ...novaOf(countedView()).placement, ...change } })
}

function novaOf({ accounting: { nova } }: NodeView): NovaNumbers {
  if (nova === undefined) throw new Error('no numbers of Nova')
  return nova
}

describe('what Nova counts, in the report for the terminal', () => {
  test('counts as Nova does', () => {
    const view = countedView()
    const text = nodeText(view)
    expect(text).toMatch(
      /^disk_available_least +-2\.50 GiB +10\.00 GiB free - 12\.50 GiB over-commit; Nova's database keeps -2 GiB,/m,
    )
    expect(text).toMatch(/^ {2}not in it +3\.00 GiB +image cache 2\.00 GiB, leftovers 1\.00 GiB$/m)
    expect(text).toMatch(/^ {2}counted +1 disk of 1 instance, as domain XML names them$/m)
    expect(text).toMatch(
      /^ {2}new instances +40 GiB +left of DISK_GB of placement: \(100 - 0 reserved\) \* 1 - 60 GiB by flavors/m,
    )
    expect(text).toMatch(/^Would lack +2\.50 GiB +if the disk is filled$/m)
  })

  test('says the same of what Nova counts, and of bases of which it is not known', () => {
    const { accounting: all } = sampleView()
    const space = { ...all.space, unusedCache: 0, unknownCache: 1 << 30 }
    const out = { orphans: 0, otherHosts: 0, skipped: 0, unnamed: 0, leftovers: 0, other: 1024 }
    const nova = {
      from: 'folders',
      instances: 3,
      disks: 4,
      skippedInstances: 0,
      refusedDisks: 0,
      unnamedDisks: 0,
      unknown: 'incomplete',
      placement: plainPlacement,
      reserved: { hostGib: 0, cacheGib: 0, cacheIsReserved: false },
      leftOut: { ...out, imageCache: 1 << 20 },
    } as const
    const end = { state: 'partial', reason: 'cancelled' } as const
    const text = nodeText(sampleView({ accounting: { ...all, space, nova }, end }))
    expect(text).toMatch(/no instance seen here stands on >= 1\.00 GiB of them/)
    expect(text).toMatch(/^ {2}counted +>= 4 disks of 3 instances/m)
    const parts = 'image cache >= 1.00 MiB, other >= 1.00 KiB'
    expect(text).toMatch(new RegExp(`^  not in it +>= 1\\.00 MiB +${parts}$`, 'm'))
  })

  test('groups the digits of all numbers of a line', () => {
    expect(nodeText(withNova({ availableLeastGib: -2256 }))).toContain(
      "; Nova's database keeps -2,256 GiB, without the fraction",
    )
  })

  test('groups the digits of what placement has left, below zero too', () => {
    expect(nodeText(withPlacement({ usedGib: 2180 }))).toMatch(
      /^ {2}new instances +-2,080 GiB +left of .* - 2,180 GiB by flavors$/m,
    )
  })

  test('says of how many instances the flavor may override what placement counts', () => {
    expect(nodeText(withPlacement({ untoldSpecs: 2 }))).toMatch(
      /^ +The XML of 2 instances, .* does not tell whether their flavors set resources:DISK_GB,/m,
    )
  })

  test('has what is to be known of placement below its numbers, before the problems, and what refuses all among them', () => {
    const findings = [finding('special-file', { kind: 'file', path: 'pipe' }, { case: 'fifo' })]
    const text = nodeText({ ...withPlacement({ usedGib: 100 }), findings })
    expect(text).toMatch(
      /^ {2}new instances .*\n {10,}Nothing is left.*\n {2}No disk_allocation_ratio is set.*\nProblems +1 /m,
    )
  })

  test('names the pool that Nova counts with where the disks are in one', () => {
    const view = countedView()
    const { growth, ...others } = view.accounting
    const { availableLeast: _, availableLeastGib: __, ...rest } = novaOf(view)
    const accounting = {
      ...others,
      nova: { ...rest, unknown: 'other-storage' } as const,
      growth: { ...growth, elsewhere: [{ kind: 'rbd', name: 'vms' }] } as const,
    }
    expect(nodeText({ ...view, accounting })).toMatch(
      /^disk_available_least +- +Nova counts here with the free space of Ceph pool vms, which is/m,
    )
    expect(nodeText({ ...view, accounting })).toMatch(
      /^ {2}counted +1 disk of .*\n +Without the disks in Ceph pool vms\.$/m,
    )
  })
})
