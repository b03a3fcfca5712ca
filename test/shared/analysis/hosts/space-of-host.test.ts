import { expect, test } from 'vitest'
import type { NovaNumbers } from '../../../../shared/analysis/accounting/nova/nova-numbers.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { GiB, planWith, viewOf } from '../accounting/accounted-node.ts'
import { entry, instanceUnit, raw } from '../scan-builder.ts'

const NOVA = '/var/lib/nova/instances'
const UUID = '11111111-1111-4111-8111-111111111111'

/** A disk that is larger than the file system, in an instances_path that is the tree's root. */
const HUGE = atRoot(
  instanceUnit(UUID, [
    entry(`${UUID}/disk`, { role: 'disk', image: raw(200 * GiB), allocated: 0 }),
  ]),
)

function atRoot(result: UnitResult): UnitResult {
  return { ...result, unit: { ...result.unit, path: UUID } }
}

/** Of an instances_path that was opened alone at a path, on a file system that is mounted at another. */
function viewAt(
  rootPath: string,
  mountPoint: string,
  units: readonly UnitResult[] = [],
  more: { readonly isInUsualPlace?: true } = {},
): NodeView {
  const plan = planWith('')
  const { basePath: _, nova: __, ...layout } = plan.layout
  const alone = {
    ...plan,
    rootPath,
    layout: {
      ...layout,
      kind: 'instances' as const,
      instancesPath: '',
      recordedInstancesPath: NOVA,
      ...more,
    },
    fileSystem: { type: 'nfs4', mountPoint, total: 100 * GiB, free: 12 * GiB, available: 4 * GiB },
  }
  return viewOf(units, alone)
}

function numbersOf(rootPath: string, mountPoint: string): NovaNumbers | undefined {
  return viewAt(rootPath, mountPoint).accounting.nova
}

test.each([
  ['is mounted by itself', '/mnt/share', '/mnt/share'],
  ['lies where Nova has it', NOVA, '/'],
])('an instances_path that %s has the free space that its host has', (_, at, mountPoint) => {
  expect(numbersOf(at, mountPoint)).toMatchObject({
    free: 4 * GiB,
    availableLeast: 4 * GiB,
  })
})

test('one in a folder of a larger file system may be a copy: what is free there is no number of Nova', () => {
  const copy = numbersOf('/home/me/instances', '/home')
  expect(copy).toMatchObject({ unknown: 'no-host', overCommitted: 0 })
  expect(copy).not.toHaveProperty('free')
  expect(copy).not.toHaveProperty('availableLeast')
})

test('one that a usual name leads to on this machine is no copy, wherever it lies', () => {
  const view = viewAt('/srv/large/instances', '/srv', [], { isInUsualPlace: true })
  expect(view.accounting.nova).toMatchObject({ free: 4 * GiB, availableLeast: 4 * GiB })
})

test('the narrower view is not the surer one: of the folder of one instance alone nothing fits for certain', () => {
  const at = `${NOVA}/${UUID}`
  const plan = planWith('')
  const {
    basePath: _,
    nova: __,
    instancesPath: ___,
    recordedInstancesPath: ____,
    ...layout
  } = plan.layout
  const unit = instanceUnit(UUID, [entry('disk', { role: 'disk', image: raw(GiB), allocated: 0 })])
  const view = viewOf([{ ...unit, unit: { ...unit.unit, path: '' } }], {
    ...plan,
    rootPath: at,
    layout: { ...layout, kind: 'folder' as const, domainPaths: [] },
    fileSystem: { mountPoint: at, total: 100 * GiB, free: 12 * GiB, available: 4 * GiB },
  })
  expect(view.accounting.growth).toMatchObject({ need: GiB, unknown: 'instances-alone' })
  expect(view.accounting.growth).not.toHaveProperty('shortfall')
  expect(spaceFindings(view)).toEqual([])
  expect(nodeText(view)).toMatch(
    /^Free +4\.00 GiB .*\n +on the file system .*\nWould lack +- .*: others may grow/m,
  )
})

const SPACE_FINDINGS = [
  'disk-larger-than-file-system',
  'file-system-nearly-full',
  'growth-exceeds-free',
]
const spaceFindings = ({ findings }: NodeView) =>
  findings
    .map(({ code }) => code)
    .filter((code) => SPACE_FINDINGS.includes(code))
    .sort()

test('growth and what is wrong go by the space of the host', () => {
  const view = viewAt(NOVA, '/', [HUGE])
  expect(view.accounting.growth).toMatchObject({
    available: 4 * GiB,
    shortfall: 196 * GiB,
    impossibleCount: 1,
  })
  expect(spaceFindings(view)).toEqual(SPACE_FINDINGS)
})

test('beside a copy neither growth nor what is wrong goes by the space of the machine that has it', () => {
  const view = viewAt('/home/me/instances', '/home', [HUGE])
  const { growth } = view.accounting
  expect(growth).toMatchObject({ need: 200 * GiB, unknown: 'no-host', impossible: [] })
  for (const key of ['available', 'shortfall', 'impossibleCount']) {
    expect(growth).not.toHaveProperty(key)
  }
  expect(spaceFindings(view)).toEqual([])
})

test('the text says at each number of the host why it is not known', () => {
  const lines = nodeText(viewAt('/home/me/instances', '/home', [HUGE]))
  const other = "the free space may be another machine's"
  // What is free there is a fact, beside which the file systems stand with the same number.
  expect(lines).toMatch(
    /^Free +4\.00 GiB +of 100 GiB on nfs4, .*\n +on the file system of the opened folder now; /m,
  )
  expect(lines).toMatch(new RegExp(`^Would lack +- .*${other}$`, 'm'))
  expect(lines).toMatch(/^Impossible +- .*may be another machine's$/m)
  expect(lines).toMatch(new RegExp(`^disk_available_least +- .*${other}$`, 'm'))
})
