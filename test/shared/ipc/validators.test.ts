import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { argumentSchemas, isTreePath } from '../../../shared/ipc/validators.ts'

describe('arguments of requests', () => {
  test('a well-formed call passes with its arguments unchanged', () => {
    const args = ['place-1', 'var/lib/nova/instances/_base/0123']
    expect(argumentSchemas['image:inspect'].parse(args)).toEqual(args)
  })

  test.each([
    ['settings:set', [{ theme: 'blue' }]],
    ['settings:set', [{ telemetry: true }]],
    ['settings:set', [{ theme: undefined }]],
    ['place:open', [['/x\0/y']]],
    ['place:open', [Array.from({ length: 257 }, () => '/x')]],
    ['place:open', ['/x']],
    ['scan:start', []],
    ['scan:start', ['']],
    ['scan:start', ['a', 'b']],
    ['scan:start', ['x'.repeat(65)]],
    ['image:inspect', ['p', '../../etc/shadow']],
    ['image:inspect', ['p', '/etc/shadow']],
    ['image:inspect', ['p', 'x'.repeat(4097)]],
    ['image:locate', ['p', 'disk', '']],
    ['image:forget', ['p', 'disk', '']],
    ['image:start', ['p', 'disk', 'delete']],
    ['image:start', ['p', '../disk', 'map']],
    ['image:map', ['m', { start: -1, cellBytes: 512, cells: 1 }]],
    ['image:map', ['m', { start: 0, cellBytes: 0, cells: 1 }]],
    ['image:map', ['m', { start: 0, cellBytes: 0.5, cells: 1 }]],
    ['image:map', ['m', { start: 0, cellBytes: 512, cells: 1_000_000 }]],
    ['image:extents', ['m', 0, 1_000_000]],
    ['image:extents', ['m', Number.NaN, 1]],
    ['report:save', ['s', 'exe']],
    ['plan:rows', ['s', 0, 10_000]],
    ['plan:rows', ['s', -1, 10]],
    ['plan:choice', ['s', ['leftover-del x']]],
    ['plan:choice', ['s', [0.5]]],
    ['plan:copy', ['s', 'json', 'all']],
    ['plan:save', ['s', 'plan-script', 'some']],
    ['app:bootstrap', ['extra']],
  ] as const)('%s refuses %j', (channel, args) => {
    expect(argumentSchemas[channel].safeParse(args).success).toBe(false)
  })

  // Of QED, of VHDX, and of a VMDK whose descriptor is nothing else.
  test.each([4095, 32_767, 1_000_000])('a recorded name of %i characters passes', (length) => {
    const args = ['p', 'disk', 'x'.repeat(length)]
    expect(argumentSchemas['image:locate'].safeParse(args).success).toBe(true)
  })

  test('a name longer than any reader gives is refused', () => {
    const args = ['p', 'disk', 'x'.repeat(1024 * 1024)]
    expect(argumentSchemas['image:locate'].safeParse(args).success).toBe(false)
  })

  test('a settings change may name one setting only', () => {
    expect(argumentSchemas['settings:set'].parse([{ theme: 'dark' }])).toEqual([{ theme: 'dark' }])
  })
})

describe('tree paths', () => {
  test('names of any characters joined by slashes are paths inside a tree', () => {
    const part = fc
      .string({ minLength: 1 })
      .filter((text) => !/[/\0]/.test(text) && text !== '.' && text !== '..')
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(isTreePath(parts.join('/'))).toBe(true)
      }),
    )
  })

  test.each(['..', 'a/..', 'a/../b', '.', 'a/./b', '/a', 'a/', 'a//b', 'a\0b'])(
    '%j is refused',
    (path) => {
      expect(isTreePath(path)).toBe(false)
    },
  )
})
