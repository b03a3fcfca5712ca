import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { parseDiskInfo } from '../../../shared/nova/disk-info.ts'

function faultOf(text: string): string {
  try {
    parseDiskInfo(text)
  } catch (error) {
    if (error instanceof FormatError) return error.fault.code
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('disk.info', () => {
  test('gives the format by file name, wherever the node keeps its instances', () => {
    const text = '{"/var/lib/nova/instances/x/disk": "qcow2", "/srv/x/disk.config": "raw"}\n'
    expect(parseDiskInfo(text)).toEqual({ disk: 'qcow2', 'disk.config': 'raw' })
    expect(parseDiskInfo('{}')).toEqual({})
    expect(parseDiskInfo('{"\\u002fx\\/disk": "raw"}')).toEqual({ disk: 'raw' })
  })

  test.each([
    ['an empty file', '', 'invalid'],
    ['half an object', '{"/x/disk": "qc', 'invalid'],
    ['a comma too many', '{"/x/disk": "qcow2",}', 'invalid'],
    ['text after it', '{"/x/disk": "qcow2"} more', 'invalid'],
    ['a list', '[]', 'invalid'],
    ['null', 'null', 'invalid'],
    ['a format that is no text', '{"/x/disk": {}}', 'invalid'],
    ['a format that is too long', `{"/x/disk": "${'x'.repeat(33)}"}`, 'invalid'],
    ['too much text', `{"/x/disk": "raw"}${' '.repeat(65536)}`, 'limit'],
    [
      'too many disks',
      JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`/x/${i}`, 'raw']))),
      'limit',
    ],
  ])('is refused with %s', (_, text, code) => {
    expect(faultOf(text)).toBe(code)
  })

  test('reads the same however it is laid out', () => {
    const name = fc.oneof(fc.stringMatching(/^[\w./-]{1,20}$/), fc.string({ unit: 'binary' }))
    const pairs = fc.dictionary(name, fc.stringMatching(/^[\w -]{0,12}$/), { maxKeys: 5 })
    const space = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(pairs, space, (value, indent) => {
        const expected = new Map(
          Object.entries(value).map(([path, format]) => [
            path.slice(path.lastIndexOf('/') + 1),
            format,
          ]),
        )
        const found = parseDiskInfo(JSON.stringify(value, undefined, indent))
        expect(new Map(Object.entries(found))).toEqual(expected)
      }),
    )
  })
})
