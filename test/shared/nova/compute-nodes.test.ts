import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { activeHosts, parseComputeNodes } from '../../../shared/nova/compute-nodes.ts'

const HOUR_MS = 3600 * 1000

describe('compute_nodes', () => {
  test('of 30 bytes, as on a node of 2015', () => {
    const text = '{"compute": 1451541836.318517}'
    expect(text).toHaveLength(30)
    expect(parseComputeNodes(text)).toEqual([{ host: 'compute', seenMs: 1_451_541_836_319 }])
  })

  test('has the host that was seen last first, and a day makes it inactive', () => {
    const hosts = parseComputeNodes('{"b": 0, "a": 90000, "c": 90000}')
    expect(hosts.map(({ host }) => host)).toEqual(['a', 'c', 'b'])
    expect(activeHosts(hosts, 24 * HOUR_MS).map(({ host }) => host)).toEqual(['a', 'c'])
    expect(activeHosts(hosts, 24 * HOUR_MS - 1)).toHaveLength(3)
  })

  test.each([
    ['', 'nothing'],
    ['[]', 'array'],
    ['null', 'object'],
    ['{"a": "now"}', 'string'],
    ['{"a": 1e300}', 'number'],
    [`{"${'h'.repeat(256)}": 1}`, '256 characters'],
  ])('%j is refused with what was found', (text, found) => {
    expect(() => parseComputeNodes(text)).toThrow(found)
  })

  test('of a million hosts is refused before it is understood', () => {
    expect(() => parseComputeNodes(`{${' '.repeat(300_000)}}`)).toThrow(FormatError)
  })
})
