import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveChain } from '../../../../shared/analysis/chain/chain.ts'
import type { ChainHost } from '../../../../shared/analysis/chain/chain-host.ts'
import { KnownChains } from '../../../../shared/analysis/chain/known-chains.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { qcow2, raw } from '../scan-builder.ts'

type Images = Readonly<Record<string, ImageSummary>>

function hostOf(images: Images, known?: KnownChains) {
  const asked: string[] = []
  const host: ChainHost = {
    places: { rootPath: '/srv', nodeRoot: false },
    ...(known !== undefined && { known: () => known }),
    lookup(address) {
      asked.push(address)
      const image = Object.hasOwn(images, address) ? images[address] : undefined
      if (image === undefined) return { kind: 'absent' }
      return { kind: 'found', address, key: address, length: 9, allocated: 8, image }
    },
  }
  return { host, asked }
}

describe('what absolute names lead to', () => {
  test('is looked for once, however many overlays record it', () => {
    const images = { one: qcow2('/srv/base'), two: qcow2('/srv/base'), base: raw() }
    const { host, asked } = hostOf(images, new KnownChains())
    const [one, two] = ['one', 'two'].map((path) => resolveChain(path, host))
    expect(two?.layers.slice(1)).toEqual(one?.layers.slice(1))
    expect(asked).toEqual(['one', 'base', 'two'])
  })

  test('is looked for again when it was missing', () => {
    const images: Record<string, ImageSummary> = { one: qcow2('/srv/base') }
    const { host } = hostOf(images, new KnownChains())
    expect(resolveChain('one', host).state.kind).toBe('missing')
    images['base'] = raw()
    expect(resolveChain('one', host).state.kind).toBe('complete')
  })

  test('is another image for an overlay that declares another format', () => {
    const images = {
      probing: qcow2('/srv/mid'),
      declaring: qcow2('/srv/mid', 'raw'),
      mid: qcow2('/srv/base'),
      base: raw(),
    }
    const { host } = hostOf(images, new KnownChains())
    expect(resolveChain('probing', host).layers).toHaveLength(3)
    expect(resolveChain('declaring', host).layers).toHaveLength(2)
  })

  test('is what it is without being remembered', () => {
    const names = ['a', 'b', 'c', 'd']
    const name = fc.constantFrom(...names.flatMap((one) => [one, `/srv/${one}`]), '/srv/gone')
    const format = fc.constantFrom('raw', 'qcow2', undefined)
    const image = fc.oneof(
      fc.tuple(name, format).map(([below, declared]) => qcow2(below, declared)),
      fc.constant(raw()),
    )
    const forest = fc.record({ a: image, b: image, c: image, d: image })
    fc.assert(
      fc.property(forest, fc.shuffledSubarray(names, { minLength: 4 }), (images, order) => {
        const remembering = hostOf(images, new KnownChains()).host
        for (const start of [...order, ...order]) {
          const alone = resolveChain(start, hostOf(images).host)
          expect(resolveChain(start, remembering)).toEqual(alone)
        }
      }),
    )
  })
})
