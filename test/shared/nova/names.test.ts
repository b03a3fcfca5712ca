import { describe, expect, test } from 'vitest'
import { isGlanceImageName } from '../../../shared/glance/names.ts'
import { type BaseName, baseName } from '../../../shared/nova/base-name.ts'
import type { EntryRole } from '../../../shared/nova/entry-role.ts'
import {
  type InstanceDirName,
  instanceDirName,
  instanceFileRole,
  nestedInstanceFileRole,
} from '../../../shared/nova/names.ts'

const uuid = '6f3b4d6e-1b2c-4d5e-8f90-a1b2c3d4e5f6'
const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709'

describe('the name of a folder under instances_path', () => {
  test.each<readonly [string, InstanceDirName | undefined]>([
    [uuid, { kind: 'instance', id: uuid }],
    [`${uuid}_resize`, { kind: 'resize', id: uuid }],
    [`${uuid}_del`, { kind: 'del', id: uuid }],
    ['instance-0000001f', { kind: 'legacy', id: 'instance-0000001f' }],
    ['instance-0000001f_del', { kind: 'del', id: 'instance-0000001f' }],
    [uuid.toUpperCase(), undefined],
    [`${uuid}_resize_del`, undefined],
    [`${uuid}_other`, undefined],
    [`${uuid}\n`, undefined],
    ['_base', undefined],
    ['_del', undefined],
    ['locks', undefined],
    ['instance-1f', undefined],
    ['', undefined],
  ])('%j', (name, expected) => {
    expect(instanceDirName(name)).toEqual(expected)
  })
})

describe('the name of a file in an instance folder', () => {
  test.each<readonly [string, EntryRole]>([
    ['disk', 'disk'],
    ['disk.local', 'disk.local'],
    ['disk.eph0', 'disk.eph'],
    ['disk.eph12', 'disk.eph'],
    ['disk.eph', 'unknown'],
    ['disk.swap', 'disk.swap'],
    ['disk.config', 'disk.config'],
    ['disk.rescue', 'rescue'],
    ['disk.config.rescue', 'rescue'],
    ['kernel.rescue', 'rescue'],
    ['kernel', 'kernel'],
    ['ramdisk', 'ramdisk'],
    ['disk.info', 'disk.info'],
    ['disk.info.tmp', 'temporary'],
    ['disk_qcow', 'temporary'],
    ['disk.local_raw', 'temporary'],
    ['disk-raw', 'disk'],
    ['disk.old', 'unknown'],
    ['disk.fallocate_test', 'temporary'],
    ['0123456789abcdef0123456789abcdef.tmp', 'temporary'],
    ['tmpa_b1c2', 'temporary'],
    ['tmpAb_1C2', 'temporary'],
    ['tmpa1b2c3d4', 'temporary'],
    ['tmpA1b2c3d4', 'unknown'],
    ['console.log', 'console.log'],
    ['console.log.0', 'console.log'],
    ['console.log.gz', 'unknown'],
    ['libvirt.xml', 'libvirt.xml'],
    ['unrescue.xml', 'unrescue.xml'],
    ['Disk', 'unknown'],
    ['disk\n', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (name, role) => {
    expect(instanceFileRole(name)).toBe(role)
  })
})

describe('the name of a file further down in an instance folder', () => {
  test.each<readonly [readonly string[], string, EntryRole]>([
    [['disk'], 'root.hds', 'disk'],
    [['disk'], 'root.hds.{5fbaabe3-6958-40ff-92a7-860e329aab41}', 'disk'],
    [['disk'], 'DiskDescriptor.xml', 'ploop.descriptor'],
    [['disk'], 'DiskDescriptor.xml.lck', 'ploop.descriptor'],
    [['disk.local'], 'root.hds', 'disk.local'],
    [['disk.rescue'], 'root.hds', 'rescue'],
    [['disk'], 'notes', 'unknown'],
    [['disk', 'deeper'], 'root.hds', 'unknown'],
    [['rootfs', 'etc'], 'passwd', 'rootfs'],
    [['swtpm', uuid, 'tpm2'], 'tpm2-00.permall', 'swtpm'],
    [['stranger'], 'disk', 'unknown'],
  ])('%j, %j is %s', (above, name, role) => {
    expect(nestedInstanceFileRole(above, name)).toBe(role)
  })
})

describe('the name of a file in the image cache', () => {
  test.each<readonly [string, BaseName]>([
    [sha1, { kind: 'original', sha1 }],
    [`${sha1}_20`, { kind: 'resized', sha1, gib: 20 }],
    [`${sha1}_sm`, { kind: 'legacy-small', sha1 }],
    [`${sha1}_xx`, { kind: 'unknown' }],
    ['swap_512', { kind: 'swap', mib: 512 }],
    ['swap_', { kind: 'unknown' }],
    ['ephemeral_20_40d1d2c', { kind: 'ephemeral', gib: 20, fileSystem: 'ext4' }],
    ['ephemeral_20_66f137c', { kind: 'ephemeral', gib: 20, fileSystem: 'ext3' }],
    ['ephemeral_20_979f413', { kind: 'ephemeral', gib: 20, fileSystem: 'ext2' }],
    ['ephemeral_20_310201b', { kind: 'ephemeral', gib: 20, fileSystem: 'xfs' }],
    ['ephemeral_20_68e98b8', { kind: 'ephemeral', gib: 20, fileSystem: 'ntfs' }],
    ['ephemeral_20_0706d66', { kind: 'ephemeral', gib: 20, fileSystem: 'vfat' }],
    ['ephemeral_20_abcdef0', { kind: 'ephemeral', gib: 20, fileSystem: 'abcdef0' }],
    ['ephemeral_20_default', { kind: 'ephemeral', gib: 20, fileSystem: 'default' }],
    ['ephemeral_20_linux', { kind: 'ephemeral', gib: 20, fileSystem: 'linux' }],
    ['ephemeral_0_20_None', { kind: 'ephemeral', gib: 20, fileSystem: 'None' }],
    [`${sha1}.part`, { kind: 'part', of: sha1 }],
    [`${sha1}.converted`, { kind: 'converted', of: sha1 }],
    [`${sha1}.info`, { kind: 'info', of: sha1 }],
    [`${sha1}.sha1`, { kind: 'info', of: sha1 }],
    ['.part', { kind: 'unknown' }],
    [sha1.toUpperCase(), { kind: 'unknown' }],
    [`${sha1}\n`, { kind: 'unknown' }],
    ['', { kind: 'unknown' }],
  ])('%j', (name, expected) => {
    expect(baseName(name)).toEqual(expected)
  })
})

test('a file of an image store bears a UUID', () => {
  expect(isGlanceImageName(uuid)).toBe(true)
  expect(isGlanceImageName(`${uuid}.part`)).toBe(false)
})
