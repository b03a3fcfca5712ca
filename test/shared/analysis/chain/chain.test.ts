import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAIN_DEPTH_LIMIT, resolveChain } from '../../../../shared/analysis/chain/chain.ts'
import type { ChainHost, Lookup } from '../../../../shared/analysis/chain/chain-host.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { says } from '../../../../shared/phrases/phrase.ts'
import { qcow2, raw } from '../scan-builder.ts'

/** Images by name in one folder, and a record of what was asked for. */
function hostOf(images: Readonly<Record<string, ImageSummary | Lookup>>) {
  const asked: string[] = []
  const host: ChainHost = {
    places: { rootPath: '/srv', nodeRoot: false },
    lookup(address) {
      asked.push(address)
      if (address.startsWith('/')) return { kind: 'outside', target: address }
      const found = Object.hasOwn(images, address) ? images[address] : undefined
      if (found === undefined) return { kind: 'absent' }
      if ('kind' in found) return found
      return { kind: 'found', address, key: address, length: 9, allocated: 8, image: found }
    },
  }
  return { host, asked }
}

function chainOf(images: Readonly<Record<string, ImageSummary | Lookup>>, start = 'top') {
  return resolveChain(start, hostOf(images).host)
}

describe('how a chain ends', () => {
  test('an image with nothing below it is standalone', () => {
    const { layers, state } = chainOf({ top: qcow2() })
    expect(state).toEqual({ kind: 'standalone' })
    expect(layers).toHaveLength(1)
    expect(layers[0]).toMatchObject({ path: 'top', displayPath: '/srv/top', length: 9 })
  })

  test('a whole chain names by which rule each member was found', () => {
    const { layers, state } = chainOf({
      top: qcow2('mid', 'qcow2'),
      mid: qcow2('base'),
      base: raw(),
    })
    expect(state).toEqual({ kind: 'complete' })
    expect(layers.map(({ path }) => path)).toEqual(['top', 'mid', 'base'])
    expect(layers[1]?.recorded).toEqual({ name: 'mid', format: 'qcow2', rule: 'relative' })
    expect(layers[2]?.recorded).toEqual({ name: 'base', rule: 'relative' })
  })

  test('a missing member is named with every place that was tried', () => {
    const state = { kind: 'missing', name: 'gone.raw', tried: ['/srv/gone.raw'] }
    expect(chainOf({ top: qcow2('gone.raw') }).state).toEqual(state)
  })

  test('an image over itself, and two over each other, are loops', () => {
    expect(chainOf({ top: qcow2('top') }).state).toMatchObject({ kind: 'loop', path: 'top' })
    const two = chainOf({ top: qcow2('mid'), mid: qcow2('./top') })
    expect(two.state).toEqual({ kind: 'loop', name: './top', path: 'top' })
    expect(two.layers).toHaveLength(2)
  })

  test('two names of one file are a loop as well', () => {
    const linked = (image: ImageSummary, address: string): Lookup => {
      return { kind: 'found', address, key: '8:1', length: 9, allocated: 8, image }
    }
    const state = chainOf({
      top: linked(qcow2('twin'), 'top'),
      twin: linked(qcow2('twin'), 'twin'),
    })
    expect(state.state).toEqual({ kind: 'loop', name: 'twin', path: 'twin' })
  })

  test.each([
    ['json:{"driver":"qcow2"}', 'json'],
    ['nbd://10.0.0.1/x', 'nbd'],
    ['rbd:vms/disk', 'rbd'],
  ])('%s is a protocol, and nothing is looked for', (name, protocol) => {
    const { host, asked } = hostOf({ top: qcow2(name) })
    expect(resolveChain('top', host).state).toEqual({ kind: 'protocol', name, protocol })
    expect(asked).toEqual(['top'])
  })

  test.each([
    [undefined, 'raw'],
    ['qcow2', 'qcow2'],
  ])(
    'a described member that was pointed at is as it is recorded (%s), or described (%s)',
    (recorded, format) => {
      const name = 'json:{"driver":"raw","file":{"driver":"rbd","image":"x"}}'
      const { host } = hostOf({ top: qcow2(name, recorded), copy: qcow2('/etc/passwd') })
      const places = { ...host.places, located: new Map([[name, 'copy']]) }
      const { layers } = resolveChain('top', { ...host, places })
      expect(layers[1]?.recorded).toEqual({ name, format, rule: 'located' })
    },
  )

  test('a name that leaves the root is outside, by whatever way it leaves', () => {
    const climbing = { kind: 'outside', name: '../../etc/passwd', target: '/etc/passwd' }
    expect(chainOf({ top: qcow2('../../etc/passwd') }).state).toEqual(climbing)
    const absolute = { kind: 'outside', name: '/etc/passwd', target: '/etc/passwd' }
    expect(chainOf({ top: qcow2('/etc/passwd') }).state).toEqual(absolute)
  })

  test('a member that cannot be read carries its fault', () => {
    const fault = { code: 'permission', path: 'base', errno: 'EACCES' } as const
    const state = chainOf({ top: qcow2('base'), base: { kind: 'fault', fault } }).state
    expect(state).toEqual({ kind: 'unreadable', name: 'base', fault })
  })

  test('below a header that makes no sense nothing is known', () => {
    const fault = {
      code: 'invalid',
      message: says('Unsupported qcow2 version {{n}}', { n: 4 }),
      what: 'header.version',
      offset: 4,
      expected: says('{{n}} or {{n2}}', { n: 2, n2: 3 }),
      found: 4,
    } as const
    const { state } = chainOf({ top: qcow2('base'), base: { format: 'qcow2', fault } })
    expect(state).toMatchObject({ kind: 'unreadable', name: 'base', imageFault: fault })
  })

  test('a member that is declared raw is not followed, whatever header it carries', () => {
    const { host, asked } = hostOf({ top: qcow2('base', 'raw'), base: qcow2('/etc/passwd') })
    expect(resolveChain('top', host).state).toEqual({ kind: 'complete' })
    expect(asked).toEqual(['top', 'base'])
  })

  test('an empty backing name is none', () => {
    expect(chainOf({ top: qcow2('') }).state).toEqual({ kind: 'standalone' })
  })
})

describe('the depth of a chain', () => {
  function chainOfDepth(depth: number) {
    const names = Array.from({ length: depth }, (_, at) => `l${at}`)
    const images = names.map((name, at) => [name, at + 1 < depth ? qcow2(`l${at + 1}`) : raw()])
    return chainOf(Object.fromEntries(images), 'l0')
  }

  test('as many layers as the limit are followed', () => {
    const { layers, state } = chainOfDepth(CHAIN_DEPTH_LIMIT)
    expect(state).toEqual({ kind: 'complete' })
    expect(layers).toHaveLength(CHAIN_DEPTH_LIMIT)
  })

  test('one more is too deep', () => {
    const { layers, state } = chainOfDepth(CHAIN_DEPTH_LIMIT + 1)
    expect(state).toEqual({ kind: 'too-deep', limit: CHAIN_DEPTH_LIMIT })
    expect(layers).toHaveLength(CHAIN_DEPTH_LIMIT)
  })
})

test('any web of images ends in some state, with no image twice and no look outside', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  const target = fc.option(
    fc.oneof(fc.constantFrom(...names), fc.constantFrom('../x', '/x', 'nbd:x', 'gone')),
  )
  fc.assert(
    fc.property(fc.array(target, { minLength: 5, maxLength: 5 }), (targets) => {
      const images = names.map((name, at) => [name, qcow2(targets[at] ?? undefined)])
      const { layers } = chainOf(Object.fromEntries(images), 'a')
      const paths = layers.map(({ path }) => path)
      expect(new Set(paths).size).toBe(paths.length)
      expect(paths.every((path) => names.includes(path))).toBe(true)
    }),
  )
})
