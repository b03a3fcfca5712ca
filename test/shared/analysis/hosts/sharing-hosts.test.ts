import { describe, expect, test } from 'vitest'
import {
  formerHosts,
  otherHosts,
  sharingHosts,
} from '../../../../shared/analysis/hosts/sharing-hosts.ts'

const HOUR = 3_600_000
const NOW = 1_700_000_000_000

/** `hours` before the scan, by host. */
function seen(hours: Readonly<Record<string, number>>, own?: string) {
  const hosts = Object.entries(hours).map(([host, ago]) => ({ host, seenMs: NOW - ago * HOUR }))
  const all = sharingHosts(hosts, own === undefined ? [] : [own], NOW)
  return { all, others: otherHosts(all), former: formerHosts(all) }
}

describe('hosts on one instances_path', () => {
  test('are as old against this one in a copy of two days ago, as they were then', () => {
    const { all, others } = seen({ a: 48, b: 48.1 }, 'a')
    expect(others).toEqual(['b'])
    expect(all.map(({ active }) => active)).toEqual([false, false])
    expect(seen({ a: 48, b: 48.1 }).others).toEqual(['a', 'b'])
  })

  test('that were not seen for a day before this one was are former ones, and are no less named', () => {
    const { others, former } = seen({ a: 0, b: 1, gone: 48 }, 'a')
    expect([others, former]).toEqual([['b'], ['gone']])
    expect(seen({ a: 48, gone: 96 }, 'a').former).toEqual(['gone'])
    expect(seen({ now: 0, before: 1000 })).toMatchObject({ others: [], former: ['before'] })
  })

  test('count when this one is the one that was not seen, and when it is in no list at all', () => {
    expect(seen({ a: 100, b: 0 }, 'a').others).toEqual(['b'])
    expect(seen({ b: 0 }, 'a').others).toEqual(['b'])
    expect(seen({ b: 0 }).others).toEqual([])
  })

  test('are not others for being called with the domain', () => {
    expect(seen({ 'a.example.org': 0, 'b.example.org': 0 }, 'a').others).toEqual(['b.example.org'])
    expect(seen({ '10.0.0.1': 0, '10.0.0.2': 0 }, '10.0.0.1').others).toEqual(['10.0.0.2'])
  })

  test('are no older for a clock that is ahead', () => {
    expect(seen({ a: -48, b: 1 }, 'a').others).toEqual(['b'])
  })
})
