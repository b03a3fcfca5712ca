import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { RBD, writeRbdNode } from '../../../helpers/trees/seed-rbd.ts'
import { SHARED_BASE, writeSharedBaseNode } from '../../../helpers/trees/seed-shared-base.ts'
import { type SeedReport, seedNode } from './seed-node.ts'

const { root, reportOf, info } = seedNode()

describe('a node whose disks lie in Ceph', () => {
  let report: SeedReport

  beforeAll(() => {
    writeRbdNode(root)
    report = reportOf()
    return () => rmSync(root, { recursive: true })
  })

  test('has only its ephemeral and swap disks as files, with the lengths of the listing', () => {
    const [instance] = report.instances
    expect(instance?.uuid).toBe(RBD.instance)
    expect(instance?.files).toBe(4)
    expect(instance?.disks.map(({ name, lengthBytes }) => [name, lengthBytes])).toEqual([
      ['disk.eph0', 196_624],
      ['disk.swap', 196_616],
    ])
    const folder = join(root, RBD.instances, RBD.instance)
    expect(statSync(join(folder, 'console.log')).size).toBe(18_067)
    expect(statSync(join(folder, 'disk.info')).size).toBe(181)
  })

  test('says that the root disk is not here, and where it is', () => {
    expect(report.instances[0]?.remoteDisks).toMatchObject([
      {
        root: true,
        kind: 'network',
        location: `rbd:rbd/${RBD.instance}_disk`,
        pool: 'rbd',
        image: `${RBD.instance}_disk`,
        from: 'configuration',
      },
    ])
  })

  test('says that no number counts the disks in the pool, and that nobody knows whether they fit', () => {
    expect(report.growth).toMatchObject({
      elsewhere: [{ kind: 'rbd', name: 'rbd' }],
      shortfallBytes: null,
    })
    expect(report.growth.needBytes).toBeGreaterThan(0)
  })

  test('says what images_type means for the files that stay', () => {
    expect(report.configuration.nova).toMatchObject({
      imagesType: 'rbd',
      rootIsLocal: false,
      rbdPool: 'rbd',
      rbdCephConf: '/etc/ceph/ceph.conf',
      instancesPath: '/opt/stack/data/nova/instances',
    })
    const local = report.configuration.nova?.localFiles
    expect(local).toEqual(
      expect.arrayContaining(['console.log', 'disk.info', 'disk.eph', 'disk.swap']),
    )
    expect(local).not.toContain('disk')
  })
})

describe('two instances on one base', () => {
  let report: SeedReport

  beforeAll(() => {
    writeSharedBaseNode(root, { allocate: true })
    report = reportOf()
    return () => rmSync(root, { recursive: true })
  })

  test('are 10 G for the guest and 30 M here, over 8.0 G and 881 M that count once', () => {
    const disks = report.instances.flatMap((instance) => instance.disks)
    expect(disks).toHaveLength(2)
    for (const disk of disks) {
      expect(disk).toMatchObject({ virtualBytes: 10_737_418_240, chain: 'complete' })
      expect(Math.floor((disk.allocatedBytes ?? 0) / 1024 ** 2)).toBe(30)
    }
    expect(report.bases).toHaveLength(1)
    const [base] = report.bases
    expect(base).toMatchObject({
      name: SHARED_BASE.base,
      format: 'raw',
      virtualBytes: 8_589_934_592,
      instances: 2,
    })
    expect(Math.floor((base?.allocatedBytes ?? 0) / 1024 ** 2)).toBe(881)
    expect([...(base?.usedBy ?? [])].sort()).toEqual(disks.map(({ path }) => path).sort())
    expect(report.totals.allocatedByKind.basesBytes - (base?.allocatedBytes ?? 0)).toBeLessThan(
      65_536,
    )
  })

  test('share the base: 30 M are freed with each, and half of the base is each one’s part', () => {
    for (const { sizes } of report.instances) {
      expect(Math.floor((sizes?.exclusiveBytes ?? 0) / 1024 ** 2)).toBe(30)
      expect(Math.floor((sizes?.sharedBytes ?? 0) / 1024 ** 2)).toBe(881)
      expect(Math.floor((sizes?.amortisedBytes ?? 0) / 1024 ** 2)).toBe(30 + 440)
    }
    expect(report.bases[0]).toMatchObject({ users: 2, cacheState: 'in-use' })
    const space = report.totals.allocatedByUse
    const sum = report.instances.reduce((all, { sizes }) => all + (sizes?.amortisedBytes ?? 0), 0)
    expect(space.amortisedBytes).toBe(sum)
  })

  test('are told by info as qemu-img told them, the base with them', () => {
    const disk = `${SHARED_BASE.instances}/${SHARED_BASE.overlays[0]}/disk`
    const chain = info(disk, '--backing-chain')
    expect(chain).toMatch(/^virtual size: 10 GiB \(10737418240 bytes\)$/m)
    expect(chain).toMatch(/^disk size: 30(?:\.\d+)? MiB$/m)
    expect(chain).toMatch(/^ {4}refcount bits: 16$/m)
    expect(chain).toMatch(/^ {4}corrupt: false$/m)
    expect(chain).toMatch(/^virtual size: 8 GiB \(8589934592 bytes\)$/m)
    expect(chain).toMatch(/^disk size: 881(?:\.\d+)? MiB$/m)
  })
})
