import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import type { DomainDisk } from '../../../../shared/nova/domain-disks.ts'
import { sha1OfAscii } from '../../../../shared/nova/sha1.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { finished } from '../finished-view.ts'
import {
  base,
  baseUnit,
  disk,
  domainFacts,
  domainsUnit,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  uuid,
} from '../scan-builder.ts'

function viewOf(units: readonly UnitResult[], conf?: string): NodeView {
  const plan = nodePlan()
  const layout = conf === undefined ? plan.layout : { ...plan.layout, nova: parseNovaConf(conf) }
  return finished(units, { plan: { ...plan, layout }, at: [1, 2] }).view
}

const id = uuid(1)
const own = { device: 'disk', source: { kind: 'file', path: `/srv/${id}/disk` } } as const
const volume = {
  device: 'disk',
  target: 'vdb',
  source: { kind: 'network', protocol: 'rbd', name: `volumes/volume-${uuid(9)}`, hosts: [] },
  volumeId: uuid(9),
} as const

describe('who an instance is', () => {
  test('is known from its XML, whenever that is read', () => {
    const flavor = { name: 'm1.small', memoryMib: 2048 }
    const xml = domainsUnit(domainFacts({ uuid: id, flavor, projectId: 'p', path: 'a.xml' }))
    const unit = instanceUnit(id, [disk(id, 'disk', { image: qcow2() })])
    for (const units of [
      [xml, unit],
      [unit, xml],
    ]) {
      expect(viewOf(units).instances[0]?.identity).toMatchObject({
        xml: 'a.xml',
        flavor,
        projectId: 'p',
      })
    }
  })

  test('is what libvirt says, not a libvirt.xml that an older release left behind', () => {
    const left = domainFacts({ uuid: id, displayName: 'old', path: 'a/libvirt.xml' })
    const unit = instanceUnit(id, [], { domains: [left] })
    const first = domainFacts({ uuid: id, displayName: 'new', path: 'etc/x.xml' })
    const second = domainFacts({ uuid: id, displayName: 'copy', path: 'etc/y.xml' })
    expect(viewOf([unit]).instances[0]?.name).toBe('old')
    expect(viewOf([unit, domainsUnit(second), domainsUnit(first)]).instances[0]?.name).toBe('new')
    expect(viewOf([domainsUnit(first, second), unit]).instances[0]?.name).toBe('new')
  })

  test('is what runs, not what libvirt would start the next time', () => {
    const unit = instanceUnit(id, [])
    const persistent = domainFacts({ uuid: id, displayName: 'next', path: 'etc/x.xml' })
    const running = domainFacts({
      uuid: id,
      displayName: 'now',
      path: 'run/x.xml',
      isRunning: true,
    })
    for (const units of [
      [unit, domainsUnit(running), domainsUnit(persistent)],
      [domainsUnit(persistent, running), unit],
    ]) {
      const [row] = viewOf(units).instances
      expect(row?.name).toBe('now')
      expect(row?.identity).toMatchObject({ xml: 'run/x.xml', definedAt: 'etc/x.xml' })
      expect(row?.identity?.definedOtherwise).toEqual(['name'])
    }
  })
})

test('a disk that was plugged into the guest alone is told, with the XML that does not have it', () => {
  const unit = instanceUnit(id, [disk(id, 'disk', { image: qcow2() })])
  const cdrom = { device: 'cdrom', target: 'sda', source: { kind: 'file', path: '/iso' } } as const
  const defined = domainFacts({ uuid: id, disks: [own], path: 'etc/x.xml' })
  const running = domainFacts({ uuid: id, path: 'run/x.xml', isRunning: true })
  const rowWith = (...disks: DomainDisk[]) => {
    const view = viewOf([domainsUnit(defined, { ...running, disks }), unit])
    return { view, row: view.instances[0] }
  }
  expect(rowWith(own, cdrom).row?.identity?.definedOtherwise).toBeUndefined()
  const { view, row } = rowWith(own, volume)
  expect(row?.identity?.definedOtherwise).toEqual(['disks'])
  expect(nodeText(view)).toContain('defined otherwise for their next start: ')
  expect(nodeText(view)).toContain('(disks; etc/x.xml)')
})

test('equal flavors of many instances are one object, so that they are sent to the window once', () => {
  const flavor = () => ({ name: 'm1.small', memoryMib: 2048 })
  const facts = [1, 2].map((n) => domainFacts({ uuid: uuid(n), flavor: flavor() }))
  const [a, b] = viewOf([
    domainsUnit(...facts),
    instanceUnit(id, []),
    instanceUnit(uuid(2), []),
  ]).instances
  expect(a?.identity?.flavor).toEqual(flavor())
  expect(a?.identity?.flavor).toBe(b?.identity?.flavor)
})

describe('disks outside of what was scanned', () => {
  test('are a volume beside a root disk in the folder', () => {
    const unit = instanceUnit(id, [disk(id, 'disk', { image: qcow2() })])
    const [row] = viewOf([
      domainsUnit(domainFacts({ uuid: id, disks: [own, volume] })),
      unit,
    ]).instances
    expect(row?.remoteDisks).toEqual([
      {
        target: 'vdb',
        source: volume.source,
        volumeId: uuid(9),
        root: false,
        from: 'domain',
      },
    ])
  })

  test('are the root disk of an instance that was booted from a volume', () => {
    const cdrom = {
      device: 'cdrom',
      source: { kind: 'file', path: `/srv/${id}/disk.config` },
    } as const
    const xml = domainsUnit(domainFacts({ uuid: id, disks: [cdrom, volume] }))
    const [row] = viewOf([xml, instanceUnit(id, [disk(id, 'disk.config')])]).instances
    expect(row?.remoteDisks).toMatchObject([{ root: true, volumeId: uuid(9) }])
  })

  test('are where images_type says, when there is no XML and no root disk in the folder', () => {
    const units = [instanceUnit(id, [disk(id, 'disk.swap', { image: qcow2() })])]
    expect(viewOf(units, '[libvirt]\nimages_type=rbd\n').instances[0]?.remoteDisks).toEqual([
      {
        source: {
          kind: 'network',
          protocol: 'rbd',
          name: `rbd/${id}_disk`,
          pool: 'rbd',
          image: `${id}_disk`,
          hosts: [],
        },
        root: true,
        from: 'configuration',
      },
    ])
    const lvm = '[libvirt]\nimages_type=lvm\nimages_volume_group=vg\n'
    expect(viewOf(units, lvm).instances[0]?.remoteDisks).toMatchObject([
      { source: { kind: 'block', path: `/dev/vg/${id}_disk` }, root: true },
    ])
    expect(viewOf(units, '[libvirt]\nimages_type=lvm\n').instances[0]).not.toHaveProperty(
      'remoteDisks',
    )
  })

  test('are none of a leftover folder, and none where the root disk is there', () => {
    const conf = '[libvirt]\nimages_type=rbd\n'
    const here = instanceUnit(id, [disk(id, 'disk', { image: qcow2() })])
    expect(viewOf([here], conf).instances[0]).not.toHaveProperty('remoteDisks')
    const xml = domainsUnit(domainFacts({ uuid: id, disks: [volume] }))
    const [left] = viewOf([xml, instanceUnit(`${id}_del`, [])], conf).instances
    expect(left).not.toHaveProperty('remoteDisks')
  })
})

test('a base is named by the image of an instance, though no store was scanned', () => {
  const image = uuid(7)
  const name = sha1OfAscii(image) ?? ''
  const view = viewOf([
    baseUnit(base(name)),
    domainsUnit(domainFacts({ uuid: id, imageId: image })),
  ])
  expect(view.bases[0]?.glanceId).toBe(image)
})

describe('storage', () => {
  const day = 24 * 3600 * 1000

  test('names the hosts that share it, which of them are active, and which one this is', () => {
    const computeNodes = [
      { host: 'a', seenMs: day },
      { host: 'b', seenMs: 2 - day },
    ]
    const top: UnitResult = { unit: { kind: 'top', path: INSTANCES }, entries: [], computeNodes }
    expect(viewOf([top], '[DEFAULT]\nhost=a\n').storage?.hosts).toEqual([
      { host: 'a', seenMs: day, active: true, self: true },
      { host: 'b', seenMs: 2 - day, active: false, self: false, other: 'former' },
    ])
  })

  test('knows this host by its name, where nova.conf gives none', () => {
    const top: UnitResult = {
      unit: { kind: 'top', path: INSTANCES },
      entries: [],
      computeNodes: [{ host: 'a', seenMs: 1 }],
    }
    const plan = nodePlan()
    const ofHost = { ...plan, layout: { ...plan.layout, hostName: 'a' } }
    const { storage } = finished([top], { plan: ofHost, at: [1, 2] }).view
    expect(storage?.hosts).toMatchObject([{ host: 'a', self: true }])
  })

  test('is each file system once, also one that is mounted inside a place', () => {
    const mounts = [{ dev: 5, path: `${INSTANCES}/${id}` }]
    const unit = { ...instanceUnit(id, []), mounts }
    expect(viewOf([unit, unit]).storage?.fileSystems).toEqual(mounts)
  })
})
