import { describe, expect, test } from 'vitest'
import { novaDisk } from '../../../../shared/analysis/accounting/nova/nova-disk.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import type { DiskCell } from '../../../../shared/analysis/rows/rows.ts'
import { parseDomain } from '../../../../shared/nova/domain.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { base, baseUnit, disk, INSTANCES, instanceUnit, qcow2, raw, uuid } from '../scan-builder.ts'
import { domains, GiB, MiB, NOW, on, planWith, SHA1, viewOf } from './accounted-node.ts'

describe("Nova's numbers", () => {
  test('clamp a qcow2 and not a raw disk, and leave out bases, leftovers and orphans', () => {
    const view = viewOf([
      domains([uuid(1), undefined, ['disk', 'disk.eph0']]),
      baseUnit(base(SHA1, { allocated: 3 * GiB })),
      instanceUnit(uuid(1), [
        disk(uuid(1), 'disk', { ...on(SHA1), allocated: 2 * MiB }),
        // Preallocated beyond its end: Nova subtracts what is too much.
        disk(uuid(1), 'disk.eph0', { image: raw(), length: MiB, allocated: 3 * MiB }),
      ]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(), length: GiB })]),
      instanceUnit(`${uuid(1)}_resize`, [disk(uuid(1), 'x', { allocated: 7 })]),
    ])
    expect(view.accounting.nova).toEqual({
      from: 'domains',
      instances: 1,
      disks: 2,
      skippedInstances: 0,
      refusedDisks: 0,
      unnamedDisks: 0,
      overCommitted: -2 * MiB,
      free: 10 * GiB,
      availableLeast: 10 * GiB + 2 * MiB,
      availableLeastGib: 10,
      reserved: { hostGib: 0, cacheGib: 0, cacheIsReserved: false },
      placement: {
        totalGib: 100,
        reservedGib: 0,
        ratio: 1,
        isRatioSet: false,
        capacityGib: 100,
        usedGib: 0,
        instances: 0,
        unknownInstances: 1,
        untoldSpecs: 0,
        resizes: 1,
      },
      leftOut: {
        imageCache: 3 * GiB,
        orphans: 4096,
        otherHosts: 0,
        skipped: 0,
        unnamed: 0,
        leftovers: 7,
        other: 0,
      },
    })
  })

  test('of a disk whose driver type is a word that we use ourselves are those of any other that is no qcow2', () => {
    const sizes = { length: GiB, allocated: MiB, format: 'raw' } as const
    const cell: DiskCell = {
      ...{ path: 'disk', name: 'disk', role: 'disk', chain: 'standalone' },
      ...sizes,
      declared: 'unknown',
    }
    expect(novaDisk(cell)).toMatchObject({ overCommittedDiskSize: GiB - MiB })
  })

  test('cut a negative disk_available_least towards zero', () => {
    const large = { image: raw(), length: 12.5 * GiB, allocated: 0 }
    const folder = instanceUnit(uuid(1), [disk(uuid(1), 'disk', large)])
    const { nova } = viewOf([domains([uuid(1), undefined, ['disk']]), folder]).accounting
    expect(nova).toMatchObject({ availableLeast: -2.5 * GiB, availableLeastGib: -2 })
  })

  test('are about right where folders stand for domains, and what its database keeps is not told', () => {
    const large = { image: raw(), length: 200 * GiB, allocated: 0 }
    const view = viewOf([instanceUnit(uuid(1), [disk(uuid(1), 'disk', large)])])
    const { nova } = view.accounting
    expect(nova).toMatchObject({ from: 'folders', availableLeast: -190 * GiB })
    expect(nova).not.toHaveProperty('availableLeastGib')
    expect(nodeText(view)).toMatch(
      /^disk_available_least +~ -190.00 GiB .*its database may keep another$/m,
    )
    expect(view.findings.map(({ code }) => code)).not.toContain('no-room-for-instances')
  })

  test('count what is free in Ceph or in a volume group, of which files tell nothing', () => {
    const plan = planWith('[libvirt]\nimages_type = rbd\n')
    const { nova } = viewOf([], plan).accounting
    expect(nova).toMatchObject({ unknown: 'other-storage' })
    expect(nova).not.toHaveProperty('availableLeast')
  })

  test('reserve whole GiB for the host, and for the image cache where it is told to', () => {
    const conf = '[DEFAULT]\nreserved_host_disk_mb = 1025\n'
    const more = '[workarounds]\nreserve_disk_resource_for_image_cache = true\n'
    const units = [baseUnit(base(SHA1, { allocated: 3 * GiB + 1 }))]
    expect(viewOf(units, planWith(conf)).accounting.nova?.reserved).toMatchObject({
      hostGib: 2,
      cacheGib: 0,
    })
    expect(viewOf(units, planWith(conf + more)).accounting.nova?.reserved).toMatchObject({
      cacheGib: 4,
    })
  })

  test('count a disk by the format of the domain XML, whenever that is read', () => {
    const raw = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: qcow2(), length: 4096 })], {
      diskInfo: { disk: 'qcow2' },
    })
    const path = `/var/lib/nova/instances/${uuid(1)}/disk`
    const xml = `<domain><uuid>${uuid(1)}</uuid><name>n</name><devices><disk type="file"
      device="disk"><driver type="raw"/><source file="${path}"/></disk></devices></domain>`
    const told: UnitResult = {
      unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
      entries: [],
      domains: [parseDomain(xml, 'etc/libvirt/qemu/1.xml')],
    }
    expect(viewOf([raw]).accounting.nova?.overCommitted).toBe(MiB - 4096)
    expect(viewOf([told, raw]).accounting.nova?.overCommitted).toBe(0)
    expect(viewOf([raw, told]).accounting.nova?.overCommitted).toBe(0)
  })

  test('are not known where a domain has a disk that was not opened', () => {
    const path = '/srv/elsewhere.img'
    const xml = `<domain><uuid>${uuid(1)}</uuid><name>n</name><devices><disk type="file"
      device="disk"><driver type="raw"/><source file="${path}"/></disk></devices></domain>`
    const analysis = createNodeAnalysis(planWith(''), {
      lookup: (target) => ({ kind: 'outside', target: String(target) }),
    })
    analysis.add({
      unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
      entries: [],
      domains: [parseDomain(xml, 'etc/libvirt/qemu/1.xml')],
    })
    const { nova } = analysis.finish({ state: 'complete' }, NOW, NOW).view.accounting
    expect(nova).toMatchObject({ from: 'domains', unknown: 'outside' })
    expect(nova).not.toHaveProperty('overCommitted')
  })

  test('are not known where their sum is larger than what is counted to the byte', () => {
    const image = { format: 'qcow2', virtualSize: 2 ** 52 + GiB } as const
    const of = (...names: readonly string[]) =>
      viewOf([
        instanceUnit(
          uuid(1),
          names.map((name) => disk(uuid(1), name, { image, length: 4096, allocated: GiB })),
        ),
      ]).accounting.nova
    expect(of('disk')?.overCommitted).toBe(2 ** 52)
    expect(of('disk', 'disk.eph0')).not.toHaveProperty('overCommitted')
  })

  test('take a ploop disk for its whole folder', () => {
    const image = { format: 'parallels', virtualSize: 4 * MiB } as const
    const view = viewOf([
      instanceUnit(uuid(1), [
        disk(uuid(1), 'disk/root.hds', { role: 'disk', image, length: MiB, allocated: MiB }),
        disk(uuid(1), 'disk/DiskDescriptor.xml', { role: 'ploop.descriptor', length: 100 }),
      ]),
    ])
    expect(view.accounting.nova?.overCommitted).toBe(3 * MiB - 100)
  })
})

describe('growth', () => {
  test('is what filled disks would need beside what is free, the largest first', () => {
    const view = viewOf([
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: raw(6 * GiB), allocated: GiB })]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(200 * GiB), allocated: 0 })]),
      instanceUnit(`${uuid(3)}_del`, [disk(uuid(3), 'disk', { image: raw(9 * GiB) })]),
    ])
    const { growth } = view.accounting
    expect(growth).toMatchObject({
      need: 205 * GiB,
      available: 10 * GiB,
      shortfall: 195 * GiB,
      impossibleCount: 1,
    })
    expect(growth.largest.map(({ virtual }) => virtual)).toEqual([200 * GiB, 6 * GiB])
    expect(growth.impossible.map(({ instance }) => instance)).toEqual([`${INSTANCES}/${uuid(2)}`])
  })
})
