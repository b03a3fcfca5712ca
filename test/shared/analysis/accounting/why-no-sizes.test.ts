import { expect, test } from 'vitest'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { knownSizes, knownSizesOfDisk } from '../../../../shared/analysis/sizes/known-allocated.ts'
import {
  type WhyUnknown,
  whyNoSizes,
  whyNoSizesOfDisk,
} from '../../../../shared/analysis/sizes/why-unknown.ts'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import type { ScannedEntry, UnitResult } from '../../../../shared/scan/model.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  entry,
  INSTANCES,
  instanceUnit,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'
import { planWith, viewOf } from './accounted-node.ts'

const SHA1 = '0b40eecf3c76a87cb3a65862923e6560d1adb7b9'
const SWAP = 'swap_512'
const { fault: odd } = new FormatError('invalid', 'header', 0, 1, 9)
const damaged = { format: 'qcow2', fault: odd } as const
const at = (name: string): string => `${INSTANCES}/${uuid(1)}/${name}`
const closed = (path: string) => ({ code: 'permission', path, errno: 'EACCES' }) as const

const own = (facts: Partial<ScannedEntry>): ScannedEntry => disk(uuid(1), 'disk', facts)
const over = own({ image: qcow2(`/${BASE}/${SHA1}`) })
const swap = disk(uuid(1), 'disk.swap', { image: qcow2(`/${BASE}/${SWAP}`) })
const cache = baseUnit(base(SHA1, { allocated: 100 }), base(SWAP, { allocated: 10 }))
const other = (facts: Partial<ScannedEntry>) =>
  instanceUnit(uuid(2), [disk(uuid(2), 'disk', facts)])
const badBase = baseUnit(base(SHA1, { image: damaged }), base(SWAP, { allocated: 10 }))
const shutBase = baseUnit(
  base(SHA1, { image: qcow2(`/${BASE}/below`) }),
  base('below', { fault: closed(`${BASE}/below`) }),
)
const shut = entry(at('part'), {
  type: 'directory',
  role: 'directory',
  fault: closed(at('part')),
})

/** The instance's reason and that of its root disk; what else there is. */
type Case = readonly [
  what: string,
  instance: WhyUnknown | undefined,
  disk: WhyUnknown | undefined,
  entries: readonly ScannedEntry[],
  units: readonly UnitResult[],
]

const cases: readonly Case[] = [
  ['all was read', undefined, undefined, [over, swap], [cache]],
  ['its own header is damaged', 'header', 'header', [own({ image: damaged }), swap], [cache]],
  [
    'its disk may not be read',
    'not-read',
    'not-read',
    [own({ fault: closed(at('disk')) })],
    [cache],
  ],
  ['its base has a damaged header', 'unread-below', 'unread-below', [over, swap], [badBase]],
  ['an image below may not be read', 'unread-below', 'unread-below', [over], [shutBase]],
  [
    "another's header is damaged",
    'unread-users',
    'unread-users',
    [over],
    [cache, other({ image: damaged })],
  ],
  ['part of its folder may not be read', 'incomplete', 'unread-users', [over, shut], [cache]],
  [
    'its blocks are made up',
    'blocks',
    'blocks',
    [own({ image: raw(), allocatedFrom: 'unknown' })],
    [cache],
  ],
  [
    'nobody could look at its disk',
    'not-seen',
    'not-seen',
    [own({ fault: closed(at('disk')), unseen: true, allocatedFrom: 'unknown', allocated: 0 })],
    [cache],
  ],
]

test.each(cases)('%s: the reason is %s, of the disk %s', (_, instance, ofDisk, entries, units) => {
  const [row] = viewOf([instanceUnit(uuid(1), entries), ...units]).instances
  if (row === undefined) throw new Error('the instance has no row')
  const [root] = row.disks
  if (root === undefined) throw new Error('the instance has no disk')
  expect(whyNoSizes(row)).toBe(instance)
  expect(whyNoSizesOfDisk(row, root)).toBe(ofDisk)
  expect(knownSizes(row)?.amortised === undefined).toBe(instance !== undefined)
  expect(knownSizesOfDisk(root)?.amortised === undefined).toBe(ofDisk !== undefined)
})

test('a disk beside one that is damaged costs what it costs', () => {
  const unit = instanceUnit(uuid(1), [own({ image: damaged }), swap])
  const [row] = viewOf([unit, cache]).instances
  const beside = row?.disks.find(({ name }) => name === 'disk.swap')
  expect(beside?.sizes).toEqual({ exclusive: 4106, shared: 0, amortised: 4106 })
})

test('while the scan goes on nothing is counted yet', () => {
  const row = createNodeAnalysis(planWith('')).add(instanceUnit(uuid(1), [over]))
  const [root] = row?.disks ?? []
  if (row === undefined || root === undefined) throw new Error('no disk')
  expect([whyNoSizes(row), whyNoSizesOfDisk(row, root)]).toEqual(['not-counted', 'not-counted'])
})
