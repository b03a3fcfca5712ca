import { describe, expect, test } from 'vitest'
import { freedIfDeleted } from '../../../../shared/analysis/accounting/deletion/freed.ts'
import { createForest } from '../../../../shared/analysis/accounting/forest/create-forest.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  entry,
  glanceUnit,
  INSTANCES,
  instanceUnit,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'
import { domains, IMAGE, MiB, NOW, OTHER, on, planWith, SHA1, viewOf } from './accounted-node.ts'

describe('what is allocated', () => {
  test('is the amortised sizes, the unused cache, the other images and a rest', () => {
    const view = viewOf([
      baseUnit(
        entry(BASE, { type: 'directory', role: 'directory' }),
        base(SHA1, { allocated: 3 * MiB }),
        base(OTHER, { allocated: 5 * MiB }),
      ),
      glanceUnit(IMAGE),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1)), disk(uuid(1), 'console.log')]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(SHA1))]),
    ])
    expect(view.accounting.space).toEqual({
      amortised: 3 * MiB + 3 * 4096,
      leftovers: 0,
      unusedCache: 5 * MiB,
      unknownCache: 0,
      others: 4096,
      rest: 4096,
    })
    expect(view.totals.allocated).toBe(8 * MiB + 5 * 4096)
    expect(view.instances.map(({ sizes }) => sizes)).toEqual([
      { exclusive: 8192, shared: 3 * MiB, amortised: 1.5 * MiB + 8192 },
      { exclusive: 4096, shared: 3 * MiB, amortised: 1.5 * MiB + 4096 },
    ])
    expect(view.bases.map(({ name, users, exclusive }) => [name, users, exclusive])).toEqual([
      [SHA1, 2, 3 * MiB],
      [OTHER, 0, 5 * MiB],
    ])
  })

  test('of a folder that a resize or a deletion left is among the leftovers, with its part of the base', () => {
    const over = (folder: string) => instanceUnit(folder, [disk(folder, 'disk', on(SHA1))])
    const cache = baseUnit(base(SHA1, { allocated: 3 * MiB }))
    const view = viewOf([cache, over(uuid(1)), over(`${uuid(2)}_resize`), over(`${uuid(3)}_del`)])
    expect(view.accounting.space).toMatchObject({
      amortised: MiB + 4096,
      leftovers: 2 * MiB + 2 * 4096,
      unusedCache: 0,
      rest: 0,
    })
    const text = nodeText(view)
    expect(text).toMatch(/^ {2}instances +1\.00 MiB +with their share of the bases below them$/m)
    expect(text).toMatch(
      /^ {2}leftovers +2\.01 MiB +of resizes, deletions, snapshots, downloads and clean-ups/m,
    )
  })

  test('of a snapshot, and of what Nova writes first, is among the leftovers, a file of two names once', () => {
    const snapshot = { role: 'snapshot', image: raw(), allocated: 7 * MiB, linkKey: '1:1' } as const
    const entries = [
      entry(`${INSTANCES}/snapshots/a`, snapshot),
      entry(`${INSTANCES}/snapshots/b`, snapshot),
      entry(`${INSTANCES}/snapshots/c`, { role: 'snapshot', allocated: 2 * MiB }),
      entry(`${INSTANCES}/tmp1`, { role: 'temporary', allocated: MiB }),
    ]
    const { totals, accounting } = viewOf([{ unit: { kind: 'top', path: INSTANCES }, entries }])
    expect(totals.byKind).toMatchObject({ leftovers: 10 * MiB, images: 0, other: 0 })
    expect(accounting.space).toMatchObject({ leftovers: 10 * MiB, others: 0, rest: 0 })
  })

  test('has no unused bases while something unseen may use them, and no downloads among them', () => {
    const idle = base(OTHER, { allocated: 5 * MiB })
    const download = base(`${SHA1}.part`, { allocated: 2 * MiB })
    const lost = { fault: { code: 'permission', path: uuid(1), errno: 'EACCES' } } as const
    const seen = viewOf([baseUnit(idle, download)]).accounting.space
    expect(seen).toMatchObject({
      unusedCache: 5 * MiB,
      unknownCache: 0,
      leftovers: 2 * MiB,
      rest: 0,
    })
    const unseen = viewOf([
      baseUnit(idle, download),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', lost)]),
    ])
    expect(unseen.accounting.space.unusedCache).toBeUndefined()
    expect(unseen.accounting.space).toMatchObject({
      unknownCache: 5 * MiB,
      leftovers: 2 * MiB,
      rest: 0,
    })
  })

  test('counts a hard-linked disk once, and says who shares it', () => {
    const linked = { linkKey: '1:2', image: raw(), allocated: MiB }
    const view = viewOf([
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', linked)]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', linked)]),
    ])
    expect(view.accounting.space).toMatchObject({ amortised: MiB, rest: 0 })
    expect(view.instances.map(({ sizes }) => sizes?.exclusive)).toEqual([0, 0])
  })

  test('has the layers that only a disk stands on with that disk, and divides a base among disks', () => {
    const over = (name: string, below: string) =>
      disk(uuid(1), name, {
        role: 'unknown',
        image: {
          ...qcow2(),
          backing: { name: `/${INSTANCES}/${uuid(1)}/${below}`, format: 'qcow2' },
        },
      })
    const view = viewOf([
      domains([uuid(1), undefined, ['disk.snap2']]),
      baseUnit(base(SHA1, { allocated: 4 * MiB })),
      instanceUnit(uuid(1), [
        disk(uuid(1), 'disk', { ...on(SHA1), allocated: MiB }),
        over('disk.snap1', 'disk'),
        over('disk.snap2', 'disk.snap1'),
      ]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(SHA1))]),
    ])
    const [instance] = view.instances
    const own = MiB + 2 * 4096
    const sizes = { exclusive: own, shared: 4 * MiB, amortised: own + 2 * MiB }
    expect(instance?.disks.map(({ name, sizes }) => [name, sizes])).toEqual([['disk.snap2', sizes]])
    expect(instance?.sizes).toEqual(sizes)
  })

  test('has the bytes of an external data file with the disk that they belong to', () => {
    const image = { ...qcow2(), dataFile: { name: 'disk.data', raw: false } }
    const view = viewOf([
      instanceUnit(uuid(1), [
        disk(uuid(1), 'disk', { image }),
        disk(uuid(1), 'disk.data', { allocated: MiB / 2 }),
      ]),
    ])
    const [cell] = view.instances[0]?.disks ?? []
    expect(cell?.dataFile?.allocated).toBe(MiB / 2)
    expect(view.totals.overcommit).toBe(MiB / 2 - 4096)
    const all = MiB / 2 + 4096
    expect(cell?.sizes).toEqual({ exclusive: all, shared: 0, amortised: all })
    expect(view.instances[0]?.sizes?.exclusive).toBe(all)
  })
})

describe('a base that keeps its data in another file', () => {
  const image = { ...qcow2(), dataFile: { name: 'data.raw', raw: false } }

  test('takes that along when it goes, and shares it among its users', () => {
    const data = base('data.raw', { allocated: 7 * MiB })
    const view = viewOf([
      baseUnit(base(SHA1, { image, allocated: 4096 }), data),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))]),
    ])
    expect(view.instances[0]?.sizes?.exclusive).toBe(7 * MiB + 8192)
    expect(view.accounting.space.unusedCache).toBe(0)
    expect(view.bases.map(({ users }) => users)).toEqual([1, 1])
  })

  test('breaks with all that stands on it when the data file goes', () => {
    const analysis = createNodeAnalysis(planWith(''))
    analysis.add(baseUnit(base(SHA1, { image }), base('data.raw')))
    analysis.add(instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))]))
    const { space } = analysis.finish({ state: 'complete' }, NOW - 1000, NOW)
    const files = [`${BASE}/data.raw`]
    const { breaks } = freedIfDeleted(createForest(space), { instances: [], files })
    expect(breaks.map(({ path }) => path)).toEqual([
      `${INSTANCES}/${uuid(1)}/disk`,
      `${BASE}/${SHA1}`,
    ])
  })
})
