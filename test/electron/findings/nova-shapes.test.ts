import { beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { makeShapedNode, type NovaShape, SHAPED } from '../../helpers/nova/nova-shapes.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { findingLines, scanOfTree } from '../../helpers/scan/node-view.ts'
import { withSpace } from '../../helpers/trees/small-node.ts'

const NOVA = 240_000
const INSTANCES = 'var/lib/nova/instances'
const RAW = { 'libvirt.images_type': 'raw' }
const KEPT = { force_raw_images: false }

const shapes: readonly (readonly [string, NovaShape])[] = [
  ['as it does by default', { options: {} }],
  ['from an image that is raw', { options: {}, format: 'raw' }],
  [
    'from a VMDK, which it converts',
    { options: {}, format: 'vmdk', create: ['-o', 'subformat=streamOptimized'] },
  ],
  ['with images_type raw', { options: RAW }],
  ['without copy on write', { options: { use_cow_images: false } }],
  ['with bases as Glance has them', { options: KEPT }],
  ['with bases as Glance has them, and images_type raw', { options: { ...RAW, ...KEPT } }],
  ['with space set aside', { options: { preallocate_images: 'space' } }],
  ['with space set aside for raw disks', { options: { ...RAW, preallocate_images: 'space' } }],
  ['with config drives in VFAT', { options: { config_drive_format: 'vfat' } }],
  ['with another name of the cache', { options: { 'image_cache.subdirectory_name': 'cached' } }],
]

describe.each(shapes)('on a node that Nova makes %s', (_, shape) => {
  const root = temporaryFolder()
  beforeAll(() => makeShapedNode(root, shape), NOVA)
  const scan = () => scanOfTree(withSpace(liveTree(root)))

  test('nothing is wrong, and what goes on is told', () => {
    const { view } = scan()
    expect(view.instances).toHaveLength(SHAPED.length + 1)
    expect(findingLines(view)).toEqual([
      `info leftover-resize ${INSTANCES}/${SHAPED[1]}_resize`,
      `info rescue-in-progress ${INSTANCES}/${SHAPED[2]}`,
    ])
  })

  test('nothing is to be cleaned up', () => {
    expect(cleanupSteps(scan())).toEqual([])
  })
})

describe('on a node whose instances have two ephemeral disks', () => {
  const root = temporaryFolder()
  beforeAll(() => makeShapedNode(root, { options: {}, ephemeralGib: [1, 2] }), NOVA)

  test('Nova looks at the first alone, and will remove the base of the second', () => {
    const { view } = scanOfTree(withSpace(liveTree(root)))
    expect(findingLines(view).filter((line) => !line.startsWith('info'))).toEqual([
      `high base-used-unseen ${INSTANCES}/_base/ephemeral_2_40d1d2c`,
    ])
  })
})
