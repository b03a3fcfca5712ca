import { lstatSync, mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { freedIfDeleted } from '../../../shared/analysis/accounting/deletion/freed.ts'
import { createForest } from '../../../shared/analysis/accounting/forest/create-forest.ts'
import type { Travel } from '../../../shared/analysis/accounting/travel/travel.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { qemuIo } from '../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines, scanOfTree } from '../../helpers/scan/node-view.ts'
import { scanTree } from '../../helpers/scan/scan-tree.ts'
import { entriesOf } from '../../helpers/scan/scans.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const INSTANCES = 'var/lib/nova/instances'
const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const DISK = `${INSTANCES}/${UUID}/disk`
const IMAGE = 'var/lib/glance/images/11111111-1111-4111-8111-111111111111'
const ELSEWHERE = 'var/lib/glance/images/other'

const SUBFORMATS = {
  monolithicFlat: ['-flat'],
  twoGbMaxExtentSparse: ['-s001', '-s002', '-s003'],
  twoGbMaxExtentFlat: ['-f001', '-f002', '-f003'],
} as const

/** A disk of 5 GiB, of which a megabyte on either side of 2 GiB is written. */
function makeVmdk(path: string, subformat: string): void {
  const folder = join(path, '..')
  mkdirSync(folder, { recursive: true })
  const options = ['-f', 'vmdk', '-o', `subformat=${subformat}`]
  qemuImg(folder, 'create', '-q', ...options, basename(path), `${5 * GIB}`)
  qemuIo(path, [`write -q -P 7 ${2 * GIB - MIB} 2M`], 'vmdk')
}

describe.each(Object.entries(SUBFORMATS))('a disk that is a %s VMDK', (subformat, suffixes) => {
  const root = join(temporaryFolder(), 'node')
  makeVmdk(join(root, DISK), subformat)
  makeVmdk(join(root, IMAGE), subformat)
  const { view, space } = scanOfTree(liveTree(root))
  const forest = createForest(space)
  const entries = entriesOf(scanTree(liveTree(root)))
  const extentsOf = (path: string) => suffixes.map((suffix) => path + suffix)
  const bytes = (...paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + lstatSync(join(root, path)).blocks * 512, 0)
  const freed = (...files: readonly string[]) => freedIfDeleted(forest, { instances: [], files })

  test('has extents that are known for what they are', () => {
    const roles = new Map(entries.map(({ path, role }) => [path, role]))
    for (const path of [...extentsOf(DISK), ...extentsOf(IMAGE)])
      expect([path, roles.get(path)]).toEqual([path, 'vmdk.extent'])
    expect([roles.get(DISK), roles.get(IMAGE)]).toEqual(['disk', 'glance-image'])
  })

  test('says of the descriptor what is wrong, and nothing of the extents', () => {
    const told = new Set(view.findings.map(({ subject }) => subject.path))
    for (const path of [...extentsOf(DISK), ...extentsOf(IMAGE)]) expect(told).not.toContain(path)
    expect(findingLines(view)).toContain(`high vmdk-extents ${DISK}`)
    expect(cleanupSteps({ view, space }).flatMap(({ targets }) => targets)).toEqual([])
  })

  test.each([DISK, IMAGE])('does not open any more when an extent of %s goes', (path) => {
    for (const extent of extentsOf(path)) {
      const { bytes: alone, breaks, unknown } = freed(extent)
      const instance = path === DISK ? { instance: `${INSTANCES}/${UUID}` } : {}
      expect(breaks).toEqual([{ path, lost: extent, ...instance }])
      expect([alone, unknown]).toEqual([bytes(extent), []])
    }
    const all = [path, ...extentsOf(path)]
    expect(freed(...all)).toMatchObject({ bytes: bytes(...all), breaks: [], unknown: [] })
  })

  test('costs what its extents take, once', () => {
    const [row] = view.instances
    const data = bytes(...extentsOf(DISK))
    const own = bytes(DISK, `${INSTANCES}/${UUID}`)
    expect(row?.sizes).toEqual({ exclusive: own + data, shared: 0, amortised: own + data })
    expect(row?.disks).toHaveLength(1)
    // Nobody else uses the extents: they are the disk's as much as its descriptor is.
    const all = bytes(DISK) + data
    expect(row?.disks[0]?.sizes).toEqual({ exclusive: all, shared: 0, amortised: all })
    expect(row?.disks[0]?.extents).toHaveLength(suffixes.length)
    const { amortised = Number.NaN, unusedCache = Number.NaN, others, rest } = view.accounting.space
    expect(others).toBe(bytes(IMAGE, ...extentsOf(IMAGE)))
    expect(amortised + unusedCache + others + rest).toBe(view.totals.allocated)
  })

  test('is one image of its size in a store, however many files it is in', () => {
    const { imageCount, imageVirtualBytes } = view.totals
    expect([imageCount, imageVirtualBytes]).toEqual([1, 5 * GIB])
  })

  test('grows by what its extents lack', () => {
    expect(view.accounting.growth.need).toBe(5 * GIB - bytes(DISK, ...extentsOf(DISK)))
  })
})

test('an extent that a symlink leads to travels with the instance', () => {
  const root = join(temporaryFolder(), 'node')
  makeVmdk(join(root, DISK), 'monolithicFlat')
  mkdirSync(join(root, ELSEWHERE), { recursive: true })
  renameSync(join(root, `${DISK}-flat`), join(root, ELSEWHERE, 'flat'))
  symlinkSync(`../../../../../${ELSEWHERE}/flat`, join(root, `${DISK}-flat`))
  const { blocks, size } = lstatSync(join(root, ELSEWHERE, 'flat'))
  const needed = { path: `${ELSEWHERE}/flat`, kind: 'data', otherUsers: 0 }
  expect(travelWith(root).needed).toEqual([{ ...needed, allocated: blocks * 512, length: size }])
})

function travelWith(root: string): Travel {
  const { view, travelOf } = scanOfTree(liveTree(root))
  const [row] = view.instances
  const travel = row && travelOf(row)
  if (travel === undefined) throw new Error('no instance')
  return travel
}
