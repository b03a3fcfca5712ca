import { describe, expect, test, vi } from 'vitest'
import {
  formatCount,
  formatMode,
  formatPercent,
  formatRatio,
} from '../../../renderer/format/number.ts'
import { formatPlace } from '../../../renderer/format/offset.ts'
import {
  baseName,
  nameEnd,
  shortBaseName,
  shortenMiddle,
  showName,
  splitEnd,
  splitTail,
  withShortPaths,
} from '../../../renderer/format/path.ts'
import { formatTime, formatTimeExact } from '../../../renderer/format/time.ts'

describe('paths', () => {
  test('show what cannot be seen or is not UTF-8 as escapes', () => {
    expect(showName('a\nb')).toBe('a\\nb')
    expect(showName('\udcff.img')).toBe('\\xff.img')
    expect(showName('\u202egnp.exe')).toBe('\\u202egnp.exe')
    expect(showName('镜像 1')).toBe('镜像 1')
  })

  test('are shortened in the middle, keeping root and file name', () => {
    expect(shortenMiddle('/short', 10)).toBe('/short')
    const short = shortenMiddle('/var/lib/nova/instances/_base/0123456789', 20)
    expect([...short]).toHaveLength(20)
    expect(short).toMatch(/^\/var.*….*0123456789$/)
  })

  test('keep the end of a long name apart, which tells what it is of', () => {
    expect(splitEnd('/disk.config')).toEqual({ front: '', end: '/disk.config' })
    const folder = '/cc3ee076-1635-45ae-a297-212ed0eeac97_resize'
    expect(splitEnd(folder)).toEqual({ front: folder.slice(0, -12), end: 'eac97_resize' })
    expect(splitEnd(`${'a'.repeat(30)}${'𠮷'.repeat(12)}`).end).toBe('𠮷'.repeat(12))
  })

  test('split into folders and file name', () => {
    expect(splitTail('/a/b/c')).toEqual({ head: '/a/b', tail: '/c' })
    expect(splitTail('c')).toEqual({ head: '', tail: 'c' })
    expect(splitTail('/')).toEqual({ head: '', tail: '/' })
    expect([baseName('a/b'), baseName('b'), baseName('a/')]).toEqual(['b', 'b', 'a/'])
  })

  test('of two ephemeral bases keep the sizes, which alone tell them apart', () => {
    const names = ['ephemeral_10_40d1d2c', 'ephemeral_20_40d1d2c']
    expect(names.map(nameEnd)).toEqual(['_10_40d1d2c', '_20_40d1d2c'])
    expect(names.map(shortBaseName)).toEqual(['ephemeral_10', 'ephemeral_20'])
    expect(names.map(shortBaseName).map(nameEnd)).toEqual(['_10', '_20'])
  })

  test('of base files keep what follows the hash', () => {
    expect(shortBaseName('2fd4e1c67a2d28fced849ee1bb76e7391b93eb12_20')).toBe('2fd4e1c6_20')
    expect(shortBaseName('swap_512')).toBe('swap_512')
  })

  test('of base files are told by their last name where they stand whole', () => {
    const say = (text: string) => withShortPaths(text, ['/i/_base/b.c', '/i/_base/b.c/d', '_base/'])
    const of = (name: string) => `/i/_base/${name}`
    expect(
      say(`${of('b.c')} is below ${of('b.c/d')}, not /x${of('b.c')} nor ${of('b.c-2')}.`),
    ).toBe(`b.c is below ${of('b.c/d')}, not /x${of('b.c')} nor ${of('b.c-2')}.`)
    const sha1 = '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12'
    expect(withShortPaths(`${of(sha1)} is not there.`, [of(sha1)])).toBe('2fd4e1c6 is not there.')
  })

  test('of other files are told whole: where they lie is what is to be known', () => {
    const others = ['/etc/passwd', '/var/lib/nova/instances/u/disk', 'nbd://10.0.0.1:10809/x']
    const through = ['/i/_base/../../etc/shadow', '/i/_base/../_base/a', '/srv/_base/x/disk']
    for (const path of [...others, ...through])
      expect(withShortPaths(`It has ${path}.`, [path])).toBe(`It has ${path}.`)
  })

  test('of any length that an image records are told', () => {
    const name = `/_base/${'a('.repeat(100_000)}`
    expect(withShortPaths(`It has ${name}.`, [name])).toBe(`It has ${baseName(name)}.`)
  })
})

describe('numbers', () => {
  test('a share that is there is never 0%', () => {
    expect(formatPercent(1, 1000)).toBe('<1%')
    expect(formatPercent(999, 1000)).toBe('>99%')
    expect(formatPercent(1000, 1000)).toBe('100%')
    expect(formatPercent(0, 1000)).toBe('0%')
    expect(formatPercent(1, 0)).toBe('0%')
    expect(formatPercent(42, 100)).toBe('42%')
  })

  test('ratios keep the digits that matter', () => {
    expect([1, 10, 100, 6612].map((part) => formatRatio(part, 3))).toEqual([
      '0.33',
      '3.3',
      '33',
      '2,204',
    ])
  })

  test('a ratio is never more than it is, for ≥ may stand before it', () => {
    expect([2106, 19.99, 11, 9.99].map((part) => formatRatio(part, 10))).toEqual([
      '210',
      '1.9',
      '1.1',
      '0.99',
    ])
  })

  test('counts are grouped, modes are as ls writes them', () => {
    expect(formatCount(1_234_567, 'en')).toBe('1,234,567')
    expect(formatMode(0o640)).toBe('rw-r----- (0640)')
  })
})

describe('times', () => {
  test('are ISO ordered, and not known where the clock was never set', () => {
    const at = new Date(2026, 10, 21, 9, 5, 7).getTime()
    expect(formatTime(at)).toBe('2026-11-21 09:05')
    expect(formatTimeExact(at)).toMatch(/^2026-11-21 09:05:07 UTC/)
    expect(formatTime(0)).toBeUndefined()
    expect(formatTime(Number.NaN)).toBeUndefined()
    expect(formatTime(1e300)).toBeUndefined()
  })

  test.each([
    [0, 'UTC'],
    [-480, 'UTC+8'],
    [-345, 'UTC+5:45'],
    [210, 'UTC-3:30'],
  ])('that are exact say how far they are from UTC: %d', (offset, zone) => {
    const clock = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(offset)
    expect(formatTimeExact(Date.UTC(2026, 10, 21))?.split(' ')[2]).toBe(zone)
    clock.mockRestore()
  })
})

test('a place on a disk is told from the next one, however small the step is', () => {
  const place = 25 * 1024 ** 3
  expect(formatPlace(place, 1024 ** 3)).toBe('25.0 GiB')
  expect(formatPlace(place, 512)).toBe('0x640000000')
  expect(formatPlace(place + 512, 512)).toBe('0x640000200')
  expect(formatPlace(0, 512)).toBe('0 B')
})
