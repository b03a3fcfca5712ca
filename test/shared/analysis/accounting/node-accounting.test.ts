import { describe, expect, test } from 'vitest'
import { createForest } from '../../../../shared/analysis/accounting/create-forest.ts'
import { freedIfDeleted } from '../../../../shared/analysis/accounting/freed.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { sha1OfAscii } from '../../../../shared/analysis/sha1.ts'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { parseDomain } from '../../../../shared/nova/domain.ts'
import { baseLog } from '../../../../shared/report/accounting-json.ts'
import type { ScanPlan, UnitResult } from '../../../../shared/scan/model.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  entry,
  glanceUnit,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'

const MiB = 1 << 20
const GiB = 1024 ** 3
const HOUR = 3600_000
const NOW = 1_700_000_000_000 + 48 * HOUR
const IMAGE = '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b'
const SHA1 = sha1OfAscii(IMAGE) ?? ''
const OTHER = 'b'.repeat(40)

function on(name: string) {
  return { image: qcow2(`/${BASE}/${name}`, 'raw') }
}

function viewOf(units: readonly UnitResult[], plan: ScanPlan = planWith('')): NodeView {
  const analysis = createNodeAnalysis(plan)
  for (const unit of units) analysis.add(unit)
  return analysis.finish({ state: 'complete' }, NOW - 1000, NOW)
}

/** A node with this nova.conf, whose file system has 10 GiB left of 100. */
function planWith(conf: string): ScanPlan {
  const plan = nodePlan()
  const fileSystem = { type: 'xfs', total: 100 * GiB, free: 12 * GiB, available: 10 * GiB }
  return { ...plan, fileSystem, layout: { ...plan.layout, nova: parseNovaConf(conf) } }
}

function domains(...facts: readonly (readonly [id: string, image?: string])[]): UnitResult {
  const xml = ([id, image]: readonly [string, string?]) => `
    <domain><uuid>${id}</uuid><name>n</name><metadata>
      <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
        <nova:name>vm</nova:name>
        ${image === undefined ? '' : `<nova:root type="image" uuid="${image}"/>`}
      </nova:instance></metadata></domain>`
  return {
    unit: { kind: 'domains', path: 'etc/libvirt/qemu' },
    entries: [],
    domains: facts.map((one) => parseDomain(xml(one), `${one[0]}.xml`)),
  }
}

function cacheOf(view: NodeView, name: string) {
  return view.bases.find((row) => row.name === name)?.cache
}

describe('what is allocated', () => {
  test('is the amortised sizes, the unused cache, the other images and a rest', () => {
    const view = viewOf([
      baseUnit(
        entry(BASE, { type: 'directory', role: 'directory' }),
        base(SHA1, { allocated: 3 * MiB }),
        base(OTHER, { allocated: 5 * MiB }),
      ),
      glanceUnit(IMAGE),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1)), disk(uuid(1), 'console.log')]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(SHA1))]),
    ])
    expect(view.accounting.space).toEqual({
      amortised: 3 * MiB + 3 * 4096,
      unusedCache: 5 * MiB,
      unknownCache: 0,
      others: 4096,
      rest: 4096,
    })
    expect(view.totals.allocated).toBe(8 * MiB + 5 * 4096)
    expect(view.instances.map(({ sizes }) => sizes)).toEqual([
      { exclusive: 8192, shared: 3 * MiB, amortised: 1.5 * MiB + 8192 },
      { exclusive: 4096, shared: 3 * MiB, amortised: 1.5 * MiB + 4096 },
    ])
    expect(view.bases.map(({ name, users, exclusive }) => [name, users, exclusive])).toEqual([
      [SHA1, 2, 3 * MiB],
      [OTHER, 0, 5 * MiB],
    ])
  })

  test('has no unused bases while something unseen may use them, and no downloads among them', () => {
    const idle = base(OTHER, { allocated: 5 * MiB })
    const download = base(`${SHA1}.part`, { allocated: 2 * MiB })
    const lost = { fault: { code: 'permission', path: uuid(1), errno: 'EACCES' } } as const
    const seen = viewOf([baseUnit(idle, download)]).accounting.space
    expect(seen).toMatchObject({ unusedCache: 5 * MiB, unknownCache: 0, rest: 2 * MiB })
    const unseen = viewOf([
      baseUnit(idle, download),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', lost)]),
    ])
    expect(unseen.accounting.space.unusedCache).toBeUndefined()
    expect(unseen.accounting.space).toMatchObject({ unknownCache: 5 * MiB, rest: 2 * MiB })
  })

  test('counts a hard-linked disk once, and says who shares it', () => {
    const linked = { linkKey: '1:2', image: raw(), allocated: MiB }
    const view = viewOf([
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', linked)]),
      instanceUnit(uuid(2), [disk(uuid(2), 'disk', linked)]),
    ])
    expect(view.accounting.space).toMatchObject({ amortised: MiB, rest: 0 })
    expect(view.instances.map(({ sizes }) => sizes?.exclusive)).toEqual([0, 0])
  })

  test('has the bytes of an external data file with the disk that they belong to', () => {
    const image = { ...qcow2(), dataFile: { name: 'disk.data', raw: false } }
    const view = viewOf([
      instanceUnit(uuid(1), [
        disk(uuid(1), 'disk', { image }),
        disk(uuid(1), 'disk.data', { allocated: MiB / 2 }),
      ]),
    ])
    const [cell] = view.instances[0]?.disks ?? []
    expect(cell?.dataFile?.allocated).toBe(MiB / 2)
    expect(view.totals.overcommit).toBe(MiB / 2 - 4096)
    expect(cell?.sizes?.exclusive).toBe(4096)
    expect(view.instances[0]?.sizes?.exclusive).toBe(MiB / 2 + 4096)
  })
})

describe('a base that keeps its data in another file', () => {
  const image = { ...qcow2(), dataFile: { name: 'data.raw', raw: false } }

  test('takes that along when it goes, and shares it among its users', () => {
    const data = base('data.raw', { allocated: 7 * MiB })
    const view = viewOf([
      baseUnit(base(SHA1, { image, allocated: 4096 }), data),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))]),
    ])
    expect(view.instances[0]?.sizes?.exclusive).toBe(7 * MiB + 8192)
    expect(view.accounting.space.unusedCache).toBe(0)
    expect(view.bases.map(({ users }) => users)).toEqual([1, 1])
  })

  test('breaks with all that stands on it when the data file goes', () => {
    const analysis = createNodeAnalysis(planWith(''))
    analysis.add(baseUnit(base(SHA1, { image }), base('data.raw')))
    analysis.add(instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))]))
    analysis.finish({ state: 'complete' }, NOW - 1000, NOW)
    const files = [`${BASE}/data.raw`]
    const { breaks } = freedIfDeleted(createForest(analysis.space), { instances: [], files })
    expect(breaks.map(({ path }) => path)).toEqual([
      `${INSTANCES}/${uuid(1)}/disk`,
      `${BASE}/${SHA1}`,
    ])
  })
})

describe('the image cache manager', () => {
  const used = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))])
  const idle = (mtimeMs: number, name = OTHER) => baseUnit(base(SHA1), base(name, { mtimeMs }))

  test('keeps what a root disk stands on, and what is made from an image of an instance', () => {
    expect(cacheOf(viewOf([idle(NOW), used]), SHA1)).toMatchObject({
      kind: 'in-use',
      by: 'root-disk',
      example: uuid(1),
    })
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
    const view = viewOf([idle(NOW), flat, domains([uuid(2), IMAGE])])
    expect(cacheOf(view, SHA1)).toMatchObject({ kind: 'in-use', by: 'image', imageId: IMAGE })
  })

  test('waits a day for an image that nothing uses, an hour for a resized copy', () => {
    const young = viewOf([idle(NOW - HOUR), used])
    expect(cacheOf(young, OTHER)).toMatchObject({
      kind: 'too-young',
      removableAtMs: NOW + 23 * HOUR,
    })
    expect(cacheOf(viewOf([idle(NOW - 24 * HOUR), used]), OTHER)?.kind).toBe('removable')
    const copy = viewOf([idle(NOW - HOUR, `${OTHER}_20`), used])
    expect(cacheOf(copy, `${OTHER}_20`)?.kind).toBe('removable')
  })

  test("waits as long as the node's own options say", () => {
    const conf = '[image_cache]\nremove_unused_original_minimum_age_seconds = 7200\n'
    const view = viewOf([idle(NOW - HOUR), used], planWith(conf))
    expect(cacheOf(view, OTHER)).toMatchObject({ removableAtMs: NOW + HOUR })
    expect(view.accounting.cache).toMatchObject({
      optionsAreKnown: true,
      options: { originalMinimumAge: 7200 },
    })
  })

  test('that is told to remove nothing leaves what it would remove, and no disk is in danger', () => {
    const known = domains([uuid(1)])
    const orphan = instanceUnit(uuid(3), [disk(uuid(3), 'disk', on(OTHER))])
    for (const option of ['remove_unused_base_images = false', 'manager_interval = -1']) {
      const plan = planWith(`[image_cache]\n${option}\n`)
      const view = viewOf([known, idle(NOW - 48 * HOUR), used, orphan], plan)
      expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'kept', unseenUsers: 1, isOld: true })
      expect(view.findings.map(({ code }) => code)).not.toContain('base-used-unseen')
      const unused = viewOf([known, idle(NOW - 48 * HOUR), used], plan).findings
      expect(unused.find(({ code }) => code === 'unused-base')?.evidence['case']).toBe('kept')
    }
  })

  test('is not said to warn of a base whose image only the database knows', () => {
    const view = viewOf([
      baseUnit(base(OTHER)),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(OTHER))]),
    ])
    const [row] = view.bases
    expect(row?.cache).toMatchObject({ kind: 'in-use', by: 'root-disk', perhapsOfImage: true })
    expect(row && baseLog(row, view)).toEqual([
      { level: 'INFO', text: `Active base files: /var/lib/nova/instances/_base/${OTHER}` },
    ])
    const told = viewOf([
      domains([uuid(1), IMAGE]),
      baseUnit(base(OTHER)),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(OTHER))]),
    ])
    expect(told.bases[0] && baseLog(told.bases[0], told)[0]?.level).toBe('WARNING')
  })

  test('does not look at ephemeral disks, rescue disks, orphans: only they keep the base', () => {
    const orphan = instanceUnit(uuid(3), [disk(uuid(3), 'disk', on(OTHER))])
    const rescue = instanceUnit(uuid(1), [disk(uuid(1), 'disk.rescue', on(OTHER))])
    const second = instanceUnit(uuid(1), [disk(uuid(1), 'disk.eph1', on('ephemeral_9_default'))])
    const blank = base('ephemeral_9_default')
    const known = domains([uuid(1)])
    for (const unit of [orphan, rescue]) {
      const view = viewOf([known, idle(NOW - 48 * HOUR), unit])
      expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'orphans-only', unseenUsers: 1 })
    }
    const view = viewOf([known, baseUnit(blank), second])
    expect(cacheOf(view, blank.path.slice(BASE.length + 1))?.kind).toBe('orphans-only')
  })

  test('knows a swap disk by the block device that it was made for', () => {
    const view = viewOf([
      baseUnit(base('swap_512')),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk.swap', on('swap_512'))]),
    ])
    expect(cacheOf(view, 'swap_512')).toMatchObject({ kind: 'in-use', by: 'swap-or-ephemeral' })
  })

  test('names a flat blank disk by its size, and knows none whose size it cannot tell', () => {
    const bases = baseUnit(base('swap_512'), base('swap_64'), base('ephemeral_2_40d1d2c'))
    const flat = (name: string, size: number) =>
      disk(uuid(1), name, { image: raw(size), length: size })
    const sized = [flat('disk.swap', 512 * MiB), flat('disk.eph0', 2 * GiB)]
    const view = viewOf([bases, instanceUnit(uuid(1), sized)])
    const used = { kind: 'in-use', by: 'swap-or-ephemeral', example: uuid(1) }
    expect(cacheOf(view, 'swap_512')).toMatchObject(used)
    expect(cacheOf(view, 'ephemeral_2_40d1d2c')).toMatchObject(used)
    expect(cacheOf(view, 'swap_64')?.kind).toBe('removable')
    const odd = viewOf([bases, instanceUnit(uuid(1), [flat('disk.swap', 512 * MiB + 512)])])
    expect(cacheOf(odd, 'swap_512')?.kind).toBe('unknown')
    expect(cacheOf(odd, 'ephemeral_2_40d1d2c')?.kind).toBe('removable')
  })

  test('may use a base as long as the kernel or ramdisk of an instance: only the database knows', () => {
    const bases = baseUnit(
      base(SHA1, { length: 100, mtimeMs: 0 }),
      base(OTHER, { length: 200, mtimeMs: 0 }),
      base('c'.repeat(40), { length: 300, mtimeMs: 0 }),
    )
    const booted = instanceUnit(uuid(1), [
      disk(uuid(1), 'disk', { image: raw() }),
      disk(uuid(1), 'kernel', { length: 100 }),
      disk(uuid(1), 'ramdisk', { length: 200 }),
    ])
    const view = viewOf([bases, booted, domains([uuid(1), IMAGE.replace('8', '9')])])
    const kinds = [SHA1, OTHER, 'c'.repeat(40)].map((name) => cacheOf(view, name)?.kind)
    expect(kinds).toEqual(['unknown', 'unknown', 'removable'])
    const removable = view.findings.filter(({ code }) => code === 'unused-base')
    expect(removable.map(({ subject }) => subject.path)).toEqual([`${BASE}/${'c'.repeat(40)}`])
  })

  test('never sees downloads, checksums, a copy of one digit and an old ephemeral disk', () => {
    const names = [`${OTHER}.part`, `${OTHER}.info`, `${OTHER}_5`, 'ephemeral_20_linux', 'x']
    const view = viewOf([baseUnit(...names.map((name) => base(name)))])
    expect(names.map((name) => cacheOf(view, name)?.kind)).toEqual(names.map(() => 'invisible'))
  })

  test('is told to know more than the files where no XML names the image of a flat disk', () => {
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
    expect(viewOf([used, flat]).accounting.cache?.withoutImage).toBe(1)
    expect(viewOf([flat, domains([uuid(2), IMAGE])]).accounting.cache?.withoutImage).toBe(0)
  })

  test('counts the instances of every host that uses the storage: none is an orphan then', () => {
    const shared: UnitResult = {
      unit: { kind: 'top', path: INSTANCES },
      entries: [],
      computeNodes: [
        { host: 'one', seenMs: NOW - HOUR },
        { host: 'two', seenMs: NOW - 2 * HOUR },
        { host: 'gone', seenMs: NOW - 100 * HOUR },
      ],
    }
    const view = viewOf([domains([uuid(1)]), shared, used, instanceUnit(uuid(4), [])])
    expect(view.accounting.cache?.otherHosts).toEqual(['one', 'two'])
    expect(view.instances.filter(({ orphan }) => orphan)).toEqual([])
  })

  test('calls nobody an orphan while the XML of some domain is not understood', () => {
    const { fault } = new FormatError('invalid', 'domain.uuid', 0, 'a UUID', 'nothing')
    const malformed: UnitResult = {
      ...domains([uuid(1)]),
      textFaults: [{ path: 'etc/libvirt/qemu/2.xml', fault }],
    }
    const nameless = instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(OTHER))])
    const view = viewOf([malformed, idle(NOW - 48 * HOUR), used, nameless])
    expect(view.instances.filter(({ orphan }) => orphan)).toEqual([])
    expect(view.accounting.nova?.instances).toBe(2)
    expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'in-use', example: uuid(2) })
    const all = viewOf([domains([uuid(1)]), used, nameless])
    expect(all.instances.map(({ orphan }) => orphan)).toEqual([undefined, true])
    expect(all.findings.map(({ code }) => code)).toContain('orphan-folder')
  })

  test('is named by its own folder where that only begins like the instances_path', () => {
    const plan = planWith('')
    const layout = { ...plan.layout, recordedInstancesPath: '/srv/nova', instancesPath: 'nova' }
    const view = viewOf([], { ...plan, layout: { ...layout, basePath: 'nova2/_base' } })
    expect(view.accounting.cache?.path).toBe('/nova2/_base')
  })

  test('is said to be unknown where not everything was read', () => {
    const locked = entry(`${INSTANCES}/${uuid(9)}`, {
      type: 'directory',
      role: 'directory',
      fault: { code: 'permission', path: '', errno: 'EACCES' },
    })
    const view = viewOf([idle(NOW - 48 * HOUR), used, instanceUnit(uuid(9), [locked])])
    expect(cacheOf(view, OTHER)?.kind).toBe('unknown')
    expect(cacheOf(view, SHA1)?.kind).toBe('in-use')
  })
})

describe("Nova's numbers", () => {
  test('clamp a qcow2 and not a raw disk, and leave out bases, leftovers and orphans', () => {
    const view = viewOf([
      domains([uuid(1)]),
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
      instances: 1,
      disks: 2,
      overCommitted: -2 * MiB,
      free: 10 * GiB,
      availableLeast: 10 * GiB + 2 * MiB,
      availableLeastGib: 10,
      reserved: { hostGib: 0, cacheGib: 0, cacheIsReserved: false },
      leftOut: { imageCache: 3 * GiB, orphans: 4096, leftovers: 7, other: 0 },
    })
  })

  test('cut a negative disk_available_least towards zero', () => {
    const large = { image: raw(), length: 12.5 * GiB, allocated: 0 }
    const { nova } = viewOf([instanceUnit(uuid(1), [disk(uuid(1), 'disk', large)])]).accounting
    expect(nova).toMatchObject({ availableLeast: -2.5 * GiB, availableLeastGib: -2 })
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
