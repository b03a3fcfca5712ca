import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import type { ByteSource } from '../../../shared/bytes/source.ts'
import { savedDomainXml } from '../../../shared/nova/saved-domain.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'
import { savedDomain } from '../../helpers/nova/saved-domain.ts'

const XML = '<domain type="kvm"><name>instance-0000002a</name></domain>'

/** Counts what is read. */
function counted(bytes: Uint8Array) {
  const source = memorySource(bytes)
  let read = 0
  const counting: ByteSource = {
    size: source.size,
    read(target, offset) {
      read += target.length
      return source.read(target, offset)
    },
  }
  return { counting, read: () => read }
}

test.each([
  ['as a whole', {}],
  ['while it is written', { magic: 'LibvirtQemudPart' }],
  ['by a host with the other order of bytes', { isBigEndian: true }],
])('the XML in a managed save is read, %s', (_, as) => {
  expect(savedDomainXml(memorySource(savedDomain(XML, as)))).toBe(XML)
})

test('a long XML is read whole', () => {
  const long = `<domain>${'<x/>'.repeat(100_000)}</domain>`
  expect(savedDomainXml(memorySource(savedDomain(long)))).toBe(long)
})

test('of the memory behind it nothing is read, however much the header says is text', () => {
  const bytes = savedDomain(XML, { memory: Buffer.alloc(8 * 1024 ** 2, 7), length: 8 * 1024 ** 2 })
  const { counting, read } = counted(bytes)
  expect(savedDomainXml(counting)).toBe(XML)
  expect(read()).toBeLessThan(70 * 1024)
})

describe('what is no managed save is refused with a sentence', () => {
  test.each<readonly [string, Uint8Array, FormatError['fault']['code']]>([
    ['nothing', new Uint8Array(), 'truncated'],
    ['a part of a header', savedDomain(XML).subarray(0, 91), 'truncated'],
    ['other bytes', Buffer.alloc(4096, 'LibvirtQemudDump'), 'invalid'],
    ['a text that goes on behind the end', savedDomain(XML, { length: 2 ** 31 }), 'truncated'],
    [
      'a text without an end',
      savedDomain('x'.repeat(1024 ** 2 + 10), { length: 1024 ** 2 + 5 }),
      'limit',
    ],
  ])('%s', (_, bytes, code) => {
    const refused = () => savedDomainXml(memorySource(bytes))
    expect(refused).toThrow(FormatError)
    expect(refused).toThrow(expect.objectContaining({ fault: expect.objectContaining({ code }) }))
  })
})
