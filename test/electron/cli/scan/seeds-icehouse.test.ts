import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { duOf } from '../../../helpers/programs/du.ts'
import { COMPUTE, writeIcehouseCompute } from '../../../helpers/trees/seed-compute.ts'
import { STORE, writeIcehouseController } from '../../../helpers/trees/seed-controller.ts'
import { GIB } from '../../../helpers/trees/seed-files.ts'
import { inGib, type SeedReport, seedNode } from './seed-node.ts'

const { root, reportOf, info } = seedNode()

describe('a compute node on Icehouse', () => {
  let report: SeedReport

  beforeAll(() => {
    writeIcehouseCompute(root, { allocate: true })
    report = reportOf()
    return () => rmSync(root, { recursive: true })
  }, 60_000)

  test('lists its seven instances, and the cache beside them', () => {
    const folders = COMPUTE.folders.map(([uuid]) => uuid)
    expect(report.instances.map(({ uuid }) => uuid)).toEqual(folders)
    expect(report.bases.map(({ name }) => name)).toEqual([COMPUTE.base, 'swap_512'])
  })

  test('has the lengths of its listing', () => {
    const folder = join(root, COMPUTE.instances, COMPUTE.instance)
    const length = (name: string): number => statSync(join(folder, name)).size
    expect(length('libvirt.xml')).toBe(1873)
    expect(length('disk.info')).toBe(162)
    expect(length('console.log')).toBe(0)
    expect(statSync(join(root, COMPUTE.instances, 'compute_nodes')).size).toBe(30)
    const found = report.instances.find(({ uuid }) => uuid === COMPUTE.instance)
    expect(found?.files).toBe(5)
    expect(found?.changedAt).toBe('2015-12-31T14:17:00.000Z')
    expect(found?.disks.map(({ name, lengthBytes }) => [name, lengthBytes])).toEqual([
      ['disk', 1_116_864_512],
      ['disk.swap', 197_120],
    ])
  })

  test('says of the disk 1.0 G on a raw base of 8.5 G, both 120 G for the guest', () => {
    const found = report.instances.find(({ uuid }) => uuid === COMPUTE.instance)
    const disk = found?.disks[0]
    const base = report.bases[0]
    expect(disk).toMatchObject({ format: 'qcow2', virtualBytes: 128_849_018_880 })
    expect(inGib(disk?.allocatedBytes)).toBe('1.0')
    expect(base).toMatchObject({ format: 'raw', virtualBytes: 128_849_018_880 })
    expect(inGib(base?.allocatedBytes)).toBe('8.5')
    expect(disk?.backing).toMatchObject({
      recorded: `/${COMPUTE.instances}/_base/${COMPUTE.base}`,
      resolved: `${COMPUTE.instances}/_base/${COMPUTE.base}`,
      format: null,
      state: 'complete',
    })
    expect(disk?.descent).toMatchObject({
      base: COMPUTE.base,
      baseFormat: 'raw',
      relation: 'overlay',
    })
    expect(base?.usedBy).toEqual([disk?.path])
  })

  test('says who the instance is, as far as libvirt.xml did then', () => {
    const found = report.instances.find(({ uuid }) => uuid === COMPUTE.instance)
    expect(found).toMatchObject({
      name: 'instance-00000113',
      novaVersion: '2014.1.3',
      vcpus: 4,
      memoryBytes: 4 * GIB,
      flavor: null,
      project: null,
      nics: [{ mac: 'fa:16:3e:30:ef:bf', source: 'qbr22e7133a-ef', target: 'tap22e7133a-ef' }],
      graphics: [{ type: 'spice', listen: '0.0.0.0' }],
      remoteDisks: [],
    })
  })

  test('says that the host is alone on its storage, and that it was seen when it was listed', () => {
    expect(report.storage?.hosts).toEqual([
      {
        host: 'compute',
        seenAt: '2015-12-31T06:03:56.319Z',
        active: false,
        self: false,
        other: null,
      },
    ])
  })

  test('is 9.5 G with the base that only it uses: the overlay alone is not the disk', () => {
    const found = report.instances.find(({ uuid }) => uuid === COMPUTE.instance)
    expect(inGib(found?.sizes?.exclusiveBytes)).toBe('9.5')
    expect(found?.sizes?.sharedBytes).toBe(0)
    expect(inGib(report.bases[0]?.exclusiveBytes)).toBe('8.5')
    expect(found?.disks[0]?.nova).toMatchObject({
      type: 'qcow2',
      virt_disk_size: 128_849_018_880,
      over_committed_disk_size: 128_849_018_880 - (found?.disks[0]?.allocatedBytes ?? 0),
      backing_file: COMPUTE.base,
    })
    const { allocatedByUse, allocatedBytes, directoryBytes } = report.totals
    const parts = Object.values(allocatedByUse).reduce<number>((sum, part) => sum + (part ?? 0), 0)
    expect(parts).toBe(allocatedBytes + directoryBytes)
  })

  test('adds up to what du says', () => {
    const { totals } = reportOf(join(root, COMPUTE.instances))
    const sum = totals.allocatedBytes + totals.directoryBytes
    expect(sum).toBe(duOf(join(root, COMPUTE.instances)))
  })

  test('is told by info as qemu-img told it', () => {
    const disk = info(`${COMPUTE.instances}/${COMPUTE.instance}/disk`)
    expect(disk).toMatch(/^file format: qcow2$/m)
    expect(disk).toMatch(/^virtual size: 120 GiB \(128849018880 bytes\)$/m)
    expect(disk).toMatch(/^disk size: 1\.04 GiB$/m)
    expect(disk).toMatch(/^cluster_size: 65536$/m)
    expect(disk).toContain(`backing file: /${COMPUTE.instances}/_base/${COMPUTE.base}`)
    expect(disk).toMatch(/^ {4}compat: 1\.1$/m)
    expect(disk).toMatch(/^ {4}lazy refcounts: false$/m)
    const base = info(`${COMPUTE.instances}/_base/${COMPUTE.base}`)
    expect(base).toMatch(/^file format: raw$/m)
    expect(base).toMatch(/^virtual size: 120 GiB \(128849018880 bytes\)$/m)
    expect(base).toMatch(/^disk size: 8\.5 GiB$/m)
  })
})

describe("the controller's image store", () => {
  let report: SeedReport

  beforeAll(() => {
    writeIcehouseController(root, { allocate: true })
    report = reportOf()
    return () => rmSync(root, { recursive: true })
  }, 60_000)

  test('lists its seventeen images with their lengths', () => {
    const lengths = Object.fromEntries(
      report.images.map((image) => [image.name, image.lengthBytes]),
    )
    expect(lengths).toEqual(STORE.lengths)
    // `total` of the listing counts blocks of 1 KiB, those of the file system's own tables too.
    const sum = Object.values(STORE.lengths).reduce((all, length) => all + length, 0)
    expect(46_810_148 - sum / 1024).toBeGreaterThan(0)
    expect(46_810_148 - sum / 1024).toBeLessThan(128)
  })

  test('says of the qcow2 25 G and 7.5 G, of the vmdk 120 G and 4.0 G', () => {
    const image = (id: string) => report.images.find(({ name }) => name === id)
    expect(image(STORE.windows)).toMatchObject({ format: 'qcow2', virtualBytes: 26_843_545_600 })
    expect(inGib(image(STORE.windows)?.allocatedBytes)).toBe('7.5')
    expect(image(STORE.vmware)).toMatchObject({ format: 'vmdk', virtualBytes: 128_849_018_880 })
    expect(inGib(image(STORE.vmware)?.allocatedBytes)).toBe('4.0')
  })

  test('is where glance-api.conf says', () => {
    expect(report.configuration.glance).toMatchObject({
      path: 'etc/glance/glance-api.conf',
      stores: [
        {
          name: 'file',
          remote: false,
          default: true,
          folders: [{ path: '/var/lib/glance/images', priority: 0 }],
        },
      ],
    })
  })

  test('is told by info as qemu-img told it', () => {
    const windows = info(`${STORE.images}/${STORE.windows}`)
    expect(windows).toMatch(/^virtual size: 25 GiB \(26843545600 bytes\)$/m)
    expect(windows).toMatch(/^disk size: 7\.49 GiB$/m)
    const vmware = info(`${STORE.images}/${STORE.vmware}`)
    expect(vmware).toMatch(/^file format: vmdk$/m)
    expect(vmware).toMatch(/^virtual size: 120 GiB \(128849018880 bytes\)$/m)
    expect(vmware).toMatch(/^disk size: 3\.99 GiB$/m)
    expect(vmware).toMatch(/^ {4}cid: 155036437$/m)
    expect(vmware).toMatch(/^ {4}parent cid: 4294967295$/m)
    expect(vmware).toMatch(/^ {4}create type: streamOptimized$/m)
    expect(vmware).toMatch(/^ {12}compressed: true$/m)
    expect(vmware).toMatch(/^ {12}virtual size: 128849018880$/m)
    expect(vmware).toMatch(/^ {12}cluster size: 65536$/m)
  })
})
