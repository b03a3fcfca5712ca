import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { parseDiskInfo } from '../../../shared/nova/disk-info.ts'

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const NODE = { rootPath: '/mnt/node', folder: `var/lib/nova/instances/${UUID}` }

function faultOf(text: string): string {
  try {
    parseDiskInfo(text, NODE)
  } catch (error) {
    if (error instanceof FormatError) return error.fault.code
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('disk.info', () => {
  test('gives the format by file name, wherever the node keeps its instances', () => {
    const text = '{"/var/lib/nova/instances/x/disk": "qcow2", "/srv/x/disk.config": "raw"}\n'
    expect(parseDiskInfo(text, NODE)).toEqual({ disk: 'qcow2', 'disk.config': 'raw' })
    expect(parseDiskInfo('{}', NODE)).toEqual({})
    expect(parseDiskInfo('{"\\u002fx\\/disk": "raw"}', NODE)).toEqual({ disk: 'raw' })
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

  test('with blanks that end nothing is read once, not once for each', () => {
    const blanks = ' '.repeat(65_000)
    for (let mark = 0; mark < 40; mark += 1) {
      expect(faultOf(`{${blanks}${mark}"/x/disk": "raw"}`)).toBe('invalid')
    }
  })

  test('reads the same however it is laid out', () => {
    const name = fc.oneof(fc.stringMatching(/^[\w./-]{1,20}$/), fc.string({ unit: 'binary' }))
    const pairs = fc.dictionary(name, fc.stringMatching(/^[\w -]{0,12}$/), { maxKeys: 5 })
    const space = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(pairs, space, (value, indent) => {
        const names = Object.keys(value).map((path) => path.slice(path.lastIndexOf('/') + 1))
        fc.pre(new Set(names).size === names.length)
        const expected = new Map(
          Object.entries(value).map(([path, format]) => [
            path.slice(path.lastIndexOf('/') + 1),
            format,
          ]),
        )
        const found = parseDiskInfo(JSON.stringify(value, undefined, indent), NODE)
        expect(new Map(Object.entries(found))).toEqual(expected)
      }),
    )
  })
})

describe('two paths in disk.info that end in one name', () => {
  const own = `/var/lib/nova/instances/${UUID}/disk`
  const old = `/old/${UUID}/disk`
  const instances = (folder: string) => ({ rootPath: '/copies/nova/instances', folder })

  test.each([
    ['of a host, by its own path', NODE, own],
    ['of this machine', { rootPath: '/', folder: NODE.folder }, own],
    ['of a host whose instances lie elsewhere now', { ...NODE, folder: `old/${UUID}` }, old],
    [
      'by its own path, though another ends the same',
      { ...NODE, folder: `old/${UUID}` },
      old,
      `/mnt${old}`,
    ],
    ['of instances copied from there', instances(UUID), own],
    ['of what a resize renamed', { ...NODE, folder: `${NODE.folder}_resize` }, own],
    ['of what was set aside', instances(`cowscope-aside-2026-01-31/${UUID}`), own],
    [
      'beside one of another instance',
      instances(UUID),
      old,
      '/copies/nova/instances/bbbbbbbb-0000-4000-8000-000000000002/disk',
    ],
  ])('is that which fits the place: %s', (_, place, right, wrong = right === own ? old : own) => {
    for (const paths of [
      [right, wrong],
      [wrong, right],
    ]) {
      const formats = paths.map((path) => [path, path === right ? 'qcow2' : 'raw'])
      const text = JSON.stringify(Object.fromEntries(formats))
      expect(parseDiskInfo(text, place)).toEqual({ disk: 'qcow2' })
    }
  })

  test('tell nothing where neither fits better, unless they agree', () => {
    const paths = [`/a/${UUID}/disk`, `/b/${UUID}/disk`]
    const info = (...formats: readonly string[]) =>
      JSON.stringify(Object.fromEntries(paths.map((path, at) => [path, formats[at]])))
    expect(parseDiskInfo(info('raw', 'qcow2'), NODE)).toEqual({})
    expect(parseDiskInfo(info('raw', 'raw'), NODE)).toEqual({ disk: 'raw' })
  })

  test('are one where they are the same: the last counts, as in JSON', () => {
    expect(parseDiskInfo(`{"${own}": "raw", "${own}": "qcow2"}`, NODE)).toEqual({ disk: 'qcow2' })
  })
})
