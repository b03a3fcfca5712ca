import { expect, test } from 'vitest'
import type { NovaNumbers } from '../../../../shared/analysis/accounting/nova/nova-node.ts'
import { GiB, planWith, viewOf } from '../accounting/accounted-node.ts'

const NOVA = '/var/lib/nova/instances'

/** Of an instances_path that was opened alone at a path, on a file system that is mounted at another. */
function numbersOf(rootPath: string, mountPoint: string): NovaNumbers | undefined {
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
    },
    fileSystem: { type: 'nfs4', mountPoint, total: 100 * GiB, free: 12 * GiB, available: 10 * GiB },
  }
  return viewOf([], alone).accounting.nova
}

test.each([
  ['is mounted by itself', '/mnt/share', '/mnt/share'],
  ['lies where Nova has it', NOVA, '/'],
])('an instances_path that %s has the free space that its host has', (_, at, mountPoint) => {
  expect(numbersOf(at, mountPoint)).toMatchObject({
    free: 10 * GiB,
    availableLeast: 10 * GiB,
    availableLeastGib: 10,
  })
})

test('one in a folder of a larger file system may be a copy: what is free there is no number of Nova', () => {
  const copy = numbersOf('/home/me/instances', '/home')
  expect(copy).toMatchObject({ unknown: 'no-host', overCommitted: 0 })
  expect(copy).not.toHaveProperty('free')
  expect(copy).not.toHaveProperty('availableLeast')
})
