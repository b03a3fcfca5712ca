import { expect, test } from 'vitest'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import { locatedLayers } from '../../../../shared/analysis/chain/located-doubts.ts'

const top: ChainLayer = {
  path: 'disk',
  displayPath: '/n/disk',
  length: 65536,
  allocated: 65536,
  image: {
    format: 'vmdk',
    virtualSize: 1 << 20,
    backing: { name: '/n/base', identity: '0badcafe' },
  },
}

function below(change: Partial<ChainLayer['image']>, rule: 'located' | 'relative'): ChainLayer {
  const image = { format: 'vmdk', virtualSize: 1 << 20, identity: '0badcafe', ...change } as const
  const recorded = { name: '/n/base', format: 'vmdk', rule }
  return { ...top, path: '/m/base', displayPath: '/m/base', image, recorded }
}

function doubtsOf(change: Partial<ChainLayer['image']>, rule: 'located' | 'relative' = 'located') {
  return locatedLayers({ layers: [top, below(change, rule)], state: { kind: 'complete' } })
}

test('a located file that is as it is recorded raises no doubt', () => {
  expect(doubtsOf({})).toMatchObject([{ name: '/n/base', doubts: [] }])
})

test('one with another id than the layer above was made on is doubted', () => {
  const identity = { kind: 'identity', recorded: '0badcafe', found: '12345678' }
  expect(doubtsOf({ identity: '12345678' })).toMatchObject([{ doubts: [identity] }])
})

test('a file that was found and not pointed at is none of the user’s', () => {
  expect(doubtsOf({ identity: '12345678' }, 'relative')).toEqual([])
})
