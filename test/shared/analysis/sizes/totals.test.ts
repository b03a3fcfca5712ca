import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { virtualTotals } from '../../../../shared/analysis/sizes/virtual-totals.ts'
import type { ScannedEntry, UnitResult } from '../../../../shared/scan/model.ts'
import { finished, LATER } from '../finished-view.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  entry,
  glanceUnit,
  IMAGES,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'

const BASES = 4

/** What a disk stands on: nothing, a base by number, another disk of the instance, something lost. */
type Below = 'nothing' | 'lost' | 'sibling' | number

interface DiskPlan {
  readonly below: Below
  readonly allocated: number
  /** Hard links by a small number; the same number is the same file. */
  readonly link: number | undefined
}

interface FolderPlan {
  readonly suffix: '' | '_resize' | '_del'
  readonly disks: readonly DiskPlan[]
}

const diskPlan: fc.Arbitrary<DiskPlan> = fc.record({
  below: fc.oneof(
    fc.constantFrom<Below>('nothing', 'lost', 'sibling'),
    fc.integer({ min: 0, max: BASES - 1 }),
  ),
  allocated: fc.integer({ min: 0, max: 1 << 30 }),
  link: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 4 }),
})
const forest = fc.array(
  fc.record<FolderPlan>({
    suffix: fc.constantFrom('', '', '_resize', '_del'),
    disks: fc.array(diskPlan, { maxLength: 4 }),
  }),
  { maxLength: 8 },
)

function baseName(n: number): string {
  return n.toString(16).padStart(40, '0')
}

function imageBelow(below: Below, at: number) {
  if (below === 'nothing' || (below === 'sibling' && at === 0)) return qcow2()
  if (below === 'lost') return qcow2('/lost/x', 'raw')
  if (below === 'sibling') return qcow2(`disk.eph${at - 1}`, 'qcow2')
  return qcow2(`/${BASE}/${baseName(below)}`, 'raw')
}

function folderUnit({ suffix, disks }: FolderPlan, n: number): UnitResult {
  const folder = `${uuid(n)}${suffix}`
  const entries = disks.map(({ below, allocated, link }, at) => {
    // A file has one size, from wherever it is linked.
    const size = link === undefined ? allocated : 1000 + link
    const linked = link === undefined ? {} : { linkKey: `8:${link}` }
    const image = imageBelow(below, at)
    return disk(folder, `disk.eph${at}`, { image, allocated: size, ...linked })
  })
  const own = entry(`${INSTANCES}/${folder}`, { type: 'directory', role: 'directory' })
  return instanceUnit(folder, [own, ...entries])
}

function unitsOf(folders: readonly FolderPlan[]): readonly UnitResult[] {
  const bases = Array.from({ length: BASES }, (_, n) => base(baseName(n), { allocated: 100 + n }))
  return [baseUnit(...bases), glanceUnit(uuid(77)), ...folders.map(folderUnit)]
}

function viewOf(units: readonly UnitResult[]): NodeView {
  const plan = nodePlan(units.map(({ unit }) => unit))
  return finished(units, { plan, options: { nowMs: LATER } }).view
}

/** What `du` would say: every inode once. */
function diskUsage(entries: readonly ScannedEntry[]): number {
  const inodes = new Map(entries.map((one) => [one.linkKey ?? one.path, one.allocated]))
  return [...inodes.values()].reduce((sum, bytes) => sum + bytes, 0)
}

describe('on any forest of instances and bases', () => {
  test('everything by kind adds up to what du says, whatever order units come in', () => {
    fc.assert(
      fc.property(forest, fc.boolean(), (folders, reversed) => {
        const units = unitsOf(folders)
        const { totals } = viewOf(reversed ? units.toReversed() : units)
        const { instances, bases, images, leftovers, other } = totals.byKind
        const usage = diskUsage(units.flatMap(({ entries }) => entries))
        expect(instances + bases + images + leftovers + other).toBe(usage)
        expect(totals.allocated).toBe(usage)
        expect(totals).toEqual(viewOf(units).totals)
      }),
    )
  })

  test("a base's bytes count once, however many disks stand on it", () => {
    fc.assert(
      fc.property(forest, (folders) => {
        const view = viewOf(unitsOf(folders))
        expect(view.totals.byKind.bases).toBe(100 + 101 + 102 + 103)
        expect(view.bases.map(({ id }) => id)).toHaveLength(BASES)
      }),
    )
  })

  test('every disk is in exactly one row, and every overlay under exactly one base', () => {
    fc.assert(
      fc.property(forest, (folders) => {
        const view = viewOf(unitsOf(folders))
        const rows = view.instances.flatMap(({ disks }) => disks.map(({ path }) => path))
        expect(new Set(rows).size).toBe(rows.length)
        expect(rows).toHaveLength(folders.reduce((sum, { disks }) => sum + disks.length, 0))
        const onBases = folders.flatMap(({ disks }) =>
          disks.filter(({ below }) => typeof below === 'number'),
        )
        const overlays = view.bases.flatMap((row) => row.overlays.map(({ path }) => path))
        expect(new Set(overlays).size).toBe(overlays.length)
        expect(overlays).toHaveLength(onBases.length)
      }),
    )
  })

  test('a base is unused exactly when nothing stands on it, where XML tells that nothing is made from it', () => {
    fc.assert(
      fc.property(forest, (folders) => {
        const domains = folders.map((_, n) => domainFacts({ uuid: uuid(n), hasNoImage: true }))
        const unit = { kind: 'domains', path: 'etc/libvirt/qemu' } as const
        const units = [{ unit, entries: [], domains }, ...unitsOf(folders)]
        for (const row of viewOf(units).bases) {
          const unused = row.findings.some(({ code }) => code === 'unused-base')
          expect(unused).toBe(row.overlays.length === 0)
        }
      }),
    )
  })

  test('the order in which units come in changes no table', () => {
    fc.assert(
      fc.property(forest, (folders) => {
        const units = unitsOf(folders)
        expect(viewOf(units.toReversed())).toEqual(viewOf(units))
      }),
    )
  })
})

test('a file linked from an instance and the cache counts as the base', () => {
  const linkKey = '8:1'
  const units = [
    instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: raw(), linkKey, allocated: 50 })]),
    baseUnit(base(baseName(1), { linkKey, allocated: 50 })),
  ]
  expect(viewOf(units).totals.byKind).toMatchObject({ bases: 50, instances: 0 })
})

test('over-commit is never negative for one disk and leaves leftovers out', () => {
  const units = [
    instanceUnit(uuid(1), [
      disk(uuid(1), 'disk', { image: raw(1000), allocated: 400 }),
      disk(uuid(1), 'disk.swap', { image: raw(1000), allocated: 5000 }),
    ]),
    instanceUnit(`${uuid(2)}_resize`, [disk(uuid(2), 'disk', { image: raw(1e9), allocated: 0 })]),
  ]
  expect(viewOf(units).totals).toMatchObject({
    instances: 1,
    disks: 2,
    virtual: 2000,
    overcommit: 600,
  })
})

test('images are counted beside the disks of instances, with the size that is known', () => {
  const cut = entry(`${IMAGES}/cut`, { role: 'glance-image' })
  const { unit, entries } = glanceUnit(uuid(8), uuid(9))
  const { totals } = viewOf([{ unit, entries: [...entries, cut] }])
  expect(totals).toMatchObject({
    imageCount: 3,
    imageVirtualBytes: 2 << 20,
    unknownImages: 1,
    disks: 0,
    virtual: 0,
  })
})

test('a sum of disks tells how many it leaves out, and is none where it leaves out all', () => {
  const unread = disk(uuid(1), 'disk.config', {})
  const known = disk(uuid(1), 'disk', { image: raw(1000) })
  const { totals, end, accounting } = viewOf([instanceUnit(uuid(1), [known, unread])])
  expect(totals).toMatchObject({ disks: 2, virtual: 1000, unknownDisks: 1 })
  expect(virtualTotals({ totals, end, accounting })).toMatchObject({ virtual: 1000, unknown: 1 })
  const none = virtualTotals({ totals: { ...totals, disks: 1, virtual: 0 }, end, accounting })
  expect(none).toMatchObject({ virtual: undefined, unknown: 1 })
})

test.each([
  [{ instances: 1, imageCount: 1, baseCount: 1 }, 'disks', 2],
  [{ instances: 0, imageCount: 1, baseCount: 1 }, 'images', 1],
  [{ instances: 0, imageCount: 0, baseCount: 1 }, 'bases', 1],
  [{ instances: 0, imageCount: 0, baseCount: 0 }, 'disks', 2],
])('of %j the virtual size is that of the %s', (counts, of, count) => {
  const { totals, end, accounting } = viewOf([])
  const counted = { totals: { ...totals, disks: 2, ...counts }, end, accounting }
  expect(virtualTotals(counted)).toMatchObject({ of, count })
})

test('base files are counted by themselves, with the size that is known', () => {
  const unread = entry(`${BASE}/swap_1`, { role: 'base', base: { kind: 'swap', mib: 1 } })
  const { totals } = viewOf([baseUnit(base(baseName(1)), base(baseName(2)), unread)])
  expect(totals).toMatchObject({
    baseCount: 3,
    baseVirtualBytes: 2 * 65536,
    unknownBases: 1,
    imageCount: 0,
  })
})
