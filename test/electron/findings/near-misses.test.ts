import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  DISK,
  DOMAIN,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  sha1,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, node } from '../../helpers/trees/spoiled-node.ts'

const MIB = 1 << 20

/** A boot sector of a file system on a whole disk: its messages stand where a table would be. */
function bootSector(name: string, fats: number, media: number): Buffer {
  const disk = Buffer.alloc(8 * MIB)
  disk.set([0xeb, 0x52, 0x90])
  disk.write(name, 3, 'latin1')
  disk.set([fats], 16)
  disk.set([media], 21)
  disk.write('A disk read error occurred\r\nBOOTMGR is compressed\r\nPress Ctrl+Alt+Del', 0x1a0)
  disk.set([0x55, 0xaa], 510)
  return disk
}

function rawDisk(spoiled: SmallNode, bytes: Uint8Array): void {
  spoiled.write(DISK, bytes)
  spoiled.diskInfo({ disk: 'raw' })
  spoiled.domain({ disk: 'raw' })
}

describe('what a guest has on its raw disk is its own', () => {
  test.each<[string, Buffer]>([
    ['NTFS on a whole disk', bootSector('NTFS    ', 0, 0xf8)],
    ['exFAT', bootSector('EXFAT   ', 0, 0)],
    ['FAT', bootSector('MSDOS5.0', 2, 0xf8)],
    ['BitLocker', bootSector('-FVE-FS-', 0, 0xf8)],
    ['a dynamic disk of Windows', dynamicDisk()],
    ['bytes without a meaning', Buffer.alloc(8 * MIB, 0xa7)],
  ])('%s, whether it is declared or not', (_, bytes) => {
    const spoiled = node()
    rawDisk(spoiled, bytes)
    expect(lines(spoiled)).toEqual([])
    for (const path of [`${FOLDER}/disk.info`, DOMAIN]) rmSync(spoiled.path(path))
    expect(lines(spoiled)).toEqual([])
  })
})

/** Type 42, and a boot flag that no firmware has. */
function dynamicDisk(): Buffer {
  const disk = Buffer.alloc(8 * MIB)
  disk.set([0x01, 0, 0, 0, 0x42, 0, 0, 0, 1], 446)
  disk.set([0x55, 0xaa], 510)
  return disk
}

test('an ephemeral disk of Windows, and the blank one below it', () => {
  const spoiled = node()
  const base = `${INSTANCES}/_base/ephemeral_1_68e98b8`
  spoiled.write(base, bootSector('NTFS    ', 0, 0xf8))
  spoiled.truncate(base, 1 << 30)
  const disk = `${FOLDER}/disk.eph0`
  spoiled.make('qcow2', disk, '1G', '-u', '-b', `/${base}`, '-F', 'raw')
  spoiled.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
  spoiled.diskInfo({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
  expect(lines(spoiled)).toEqual([])
})

describe('a kernel', () => {
  /** The first sector of an x86 kernel ends as an MBR does, and is code. */
  const kernel = Buffer.alloc(8 * MIB, 0xc3)
  kernel.set([0x4d, 0x5a])
  kernel.set([0x55, 0xaa], 510)
  kernel.write('HdrS', 0x202, 'latin1')

  test('in Glance, in the image cache and in an instance’s folder is no disk', () => {
    const spoiled = node()
    const places = [
      `${STORE}/${OTHER_IMAGE}`,
      `${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`,
      `${FOLDER}/kernel`,
    ]
    for (const path of places) spoiled.write(path, kernel)
    expect(lines(spoiled)).toEqual([])
  })

  test('that is a disk image as well is told of', () => {
    const spoiled = node()
    const path = `${STORE}/${OTHER_IMAGE}`
    spoiled.make('qcow2', path, '8M')
    spoiled.patch(path, 510, 0x55, 0xaa)
    spoiled.patch(path, 0x202, 0x48, 0x64, 0x72, 0x53)
    expect(lines(spoiled)).toContain(`warning openstack-refuses ${path}`)
  })
})

test('the snapshot of an instance on volumes is an empty file in Glance, however old', () => {
  const spoiled = node()
  spoiled.write(`${STORE}/${OTHER_IMAGE}`, '', 1000)
  expect(lines(spoiled)).toEqual([])
})

describe('instances whose disks are not files of this node', () => {
  const away = (source: string) => {
    const spoiled = node()
    const xml = readFileSync(spoiled.path(DOMAIN), 'utf8')
    rmSync(spoiled.path(FOLDER), { recursive: true })
    spoiled.write(`${FOLDER}/console.log`, 'booting\n')
    spoiled.write(DOMAIN, xml.replace(/<disk .*<\/disk>/, source))
    return spoiled
  }
  const driver = '<driver name="qemu" type="raw"/>'

  test.each([
    [
      'LVM',
      `<disk type="block" device="disk">${driver}<source dev="/dev/nova/${UUID}_disk"/></disk>`,
    ],
    [
      'Ceph',
      `<disk type="network" device="disk">${driver}<source protocol="rbd" name="vms/${UUID}_disk"/></disk>`,
    ],
    [
      'a volume',
      `<disk type="network" device="disk">${driver}<source protocol="rbd" name="volumes/volume-${OTHER_IMAGE}"/><serial>${OTHER_IMAGE}</serial></disk>`,
    ],
  ])('%s', (_, source) => {
    expect(lines(away(source))).toEqual([])
  })
})

test('what libvirt starts by itself is linked to by absolute names', () => {
  const spoiled = node()
  const folder = 'etc/libvirt/qemu/autostart'
  mkdirSync(spoiled.path(folder))
  symlinkSync(`/${DOMAIN}`, spoiled.path(`${folder}/instance-00000001.xml`))
  expect(lines(spoiled)).toEqual([])
})

test('guests that only read one file do not overwrite each other', () => {
  const spoiled = node()
  for (const number of [5, 6]) {
    const uuid = IMAGE.replace(/1$/, String(number))
    const disk = '<driver name="qemu" type="raw"/><source file="/srv/data.img"/><readonly/>'
    spoiled.write(
      `etc/libvirt/qemu/vm${number}.xml`,
      `<domain type="kvm"><name>vm${number}</name><uuid>${uuid}</uuid><devices><disk type="file" device="disk">${disk}</disk></devices></domain>`,
    )
  }
  expect(lines(spoiled)).toEqual([])
})
