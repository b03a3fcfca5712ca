import { expect, test } from 'vitest'
import {
  type ImageBackendName,
  type ImagesType,
  imageBackendOf,
} from '../../../shared/nova/image-backends.ts'

test.each<readonly [ImagesType, boolean, ImageBackendName, boolean, boolean]>([
  ['default', true, 'qcow2', true, true],
  ['default', false, 'flat', true, false],
  ['qcow2', false, 'qcow2', true, true],
  ['raw', true, 'flat', true, false],
  ['flat', true, 'flat', true, false],
  ['lvm', true, 'lvm', false, false],
  ['rbd', true, 'rbd', false, false],
  ['ploop', true, 'ploop', true, false],
])(
  'images_type %s with use_cow_images %s is %s: root here %s, on a base %s',
  (type, cow, name, local, backing) => {
    const backend = imageBackendOf(type, cow)
    expect(backend).toMatchObject({ name, rootIsLocal: local, hasBacking: backing })
    expect(backend.localRoles.includes('disk')).toBe(local)
    expect(backend.localRoles).toContain('console.log')
  },
)

test('with rbd, ephemeral and swap disks and disk.info stay files of the node', () => {
  expect(imageBackendOf('rbd', true).localRoles).toEqual(
    expect.arrayContaining(['disk.eph', 'disk.swap', 'disk.info', 'console.log']),
  )
})
