import { describe, expect, test } from 'vitest'
import { novaPart } from '../../../../shared/report/json/nova-json.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { disk, instanceUnit, raw, uuid } from '../scan-builder.ts'
import { domains, GiB, MiB, planWith, viewOf } from './accounted-node.ts'

const large = { image: raw(), length: 12.5 * GiB, allocated: 0 }
const whole = instanceUnit(uuid(1), [disk(uuid(1), 'disk.eph0', large)])
/** What is no image that can be read: its size is not known. */
const unread = disk(uuid(2), 'disk', { allocated: 2 * MiB })
const both = domains(
  [uuid(1), undefined, ['disk.eph0']],
  [uuid(2), undefined, ['disk', 'disk.eph0']],
)

describe("of Nova's sum, where a disk of one instance is not known", () => {
  const units = [
    both,
    whole,
    instanceUnit(uuid(2), [unread, disk(uuid(2), 'disk.eph0', { ...large, length: GiB })]),
  ]

  test('a bound is, without all disks of that instance, which Nova may skip', () => {
    const { nova } = viewOf(units).accounting
    expect(nova).toMatchObject({
      unknown: 'incomplete',
      bound: { overCommitted: 12.5 * GiB, availableLeast: -2.5 * GiB, unsummed: 1 },
    })
    expect(nova).not.toHaveProperty('overCommitted')
    expect(nova).not.toHaveProperty('availableLeast')
  })

  test('the table says at most so much, and what is left out', () => {
    expect(nodeText(viewOf(units))).toMatch(
      /^disk_available_least +<= -2\.50 GiB +10\.00 GiB free - >= 12\.50 GiB over-commit, without the disks of 1 instance; not everything could be read$/m,
    )
  })

  test('the JSON report has it beside the null of the sum', () => {
    const nova = novaPart(viewOf(units).accounting)
    expect(nova).toMatchObject({ overCommittedBytes: null, diskAvailableLeastBytes: null })
    expect(nova?.atLeast).toEqual({
      overCommittedBytes: 12.5 * GiB,
      diskAvailableAtMostBytes: -2.5 * GiB,
      instancesLeftOut: 1,
    })
  })

  test('there is none of folders that stand for domains, which may be none of Nova’s', () => {
    expect(viewOf(units.slice(1)).accounting.nova).not.toHaveProperty('bound')
  })

  test('there is none of what is free where that is a Ceph pool’s', () => {
    const { nova } = viewOf(units, planWith('[libvirt]\nimages_type = rbd\n')).accounting
    expect(nova?.bound).toEqual({ overCommitted: 12.5 * GiB, unsummed: 1 })
  })
})
