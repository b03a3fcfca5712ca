import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import type { Evidence } from '../../../../shared/findings/types.ts'
import { parseGlanceConf } from '../../../../shared/glance/conf.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { nodeJson } from '../../../../shared/report/json/json.ts'
import {
  type NodeReport,
  nodeReportJsonSchema,
  nodeReportSchema,
} from '../../../../shared/report/schema/schema.ts'
import { unknownEntry } from '../../../../shared/scan/entry.ts'
import { textOf } from '../../../helpers/text-of.ts'
import { base, countedView, disk, identified, instance, sampleView } from '../sample-view.ts'

const unreadable = (path: string, evidence: Evidence) =>
  finding('unreadable', { kind: 'disk', path }, evidence)

const generator = { name: 'cowscope', version: '0.1.0' }

function reportOf(view: NodeView): NodeReport {
  return nodeReportSchema.parse(JSON.parse(textOf(nodeJson({ view }, generator))))
}

describe('the JSON report', () => {
  test('is what its own schema says, to the last key', () => {
    const report: unknown = JSON.parse(textOf(nodeJson({ view: sampleView() }, generator)))
    expect(nodeReportSchema.parse(report)).toEqual(report)
  })

  test('has one row of a table a line', () => {
    const text = textOf(
      nodeJson({ view: sampleView({ instances: [instance, instance] }) }, generator),
    )
    expect(text.match(/^\{"uuid":/gm)).toHaveLength(2)
  })

  test('names the folders that are counted whole beside the one that was opened', () => {
    const covered = ['/mnt/instances/etc', '/mnt/instances/var']
    const { scan } = reportOf(sampleView({ covered }))
    expect(scan).toMatchObject({ root: '/mnt/instances', opened: '/mnt/instances', roots: covered })
  })

  test('names files as one total, directories as another, and both add up by kind', () => {
    const { totals } = reportOf(sampleView())
    expect(totals).toMatchObject({ allocatedBytes: 208896, directoryBytes: 8192 })
    const kinds = Object.values(totals.allocatedByKind)
    const sum = kinds.reduce((a, b) => a + b, 0)
    expect(sum).toBe(totals.allocatedBytes + totals.directoryBytes)
  })

  test('keeps the sizes of a file that could not be read, on a file system without ctime too', () => {
    const stat = { length: 5, allocated: 4096, uid: 0, gid: 0, mode: 0o644, ctimeMs: 0 }
    const fault = { code: 'io', path: 'x', errno: 'EIO' } as const
    const unread = {
      path: 'x',
      type: 'file',
      role: 'unknown',
      mtimeMs: 1000,
      ...stat,
      fault,
    } as const
    const unseen = unknownEntry('y', 'file', 'unknown', fault)
    const { entries } = reportOf(
      sampleView({
        others: { listed: [unread, unseen], leftOut: { count: 0, allocated: 0 } },
      }),
    )
    expect(entries).toMatchObject([
      { path: 'x', lengthBytes: 5, allocatedBytes: 4096, modifiedAt: '1970-01-01T00:00:01.000Z' },
      { path: 'y', lengthBytes: null, allocatedBytes: null, modifiedAt: null },
    ])
  })

  test('tells a disk with and without something below it', () => {
    const { backing: _, base: __, ...alone } = { ...disk, chain: 'standalone' as const }
    const view = sampleView({ instances: [{ ...instance, disks: [disk, alone] }] })
    const [over, single] = reportOf(view).instances[0]?.disks ?? []
    expect(over).toMatchObject({
      overCommittedBytes: 21474836480 - 200704,
      backing: {
        recorded: '/var/lib/nova/instances/_base/b',
        resolved: '_base/b',
        format: 'raw',
        state: 'complete',
      },
    })
    expect(single).toMatchObject({ base: null, backing: null })
  })

  test('tells of base files, as of images and disks, how many the sum of their sizes leaves out', () => {
    const view = sampleView()
    const totals = { ...view.totals, baseCount: 3, baseVirtualBytes: 4096, unknownBases: 2 }
    expect(reportOf({ ...view, totals }).totals).toMatchObject({
      bases: 3,
      baseVirtualBytes: 4096,
      basesOfUnknownSize: 2,
    })
  })

  test('says whose an instance is, where its other disks are and where its disk comes from', () => {
    const report = reportOf(sampleView({ instances: [identified] }))
    const [row] = report.instances
    expect(row).toMatchObject({
      libvirtName: 'instance-0000002a',
      flavor: { name: 'm1.small', id: null, rootGib: 20, extraSpecs: ['hw:x'] },
      project: { id: 'p1', name: 'shop' },
      user: { id: 'u1', name: null },
      image: { id: '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b' },
      createdAt: '2023-11-14T22:13:20.000Z',
      memoryBytes: 2 ** 31,
      nics: [{ mac: 'fa:16:3e:00:00:01', addresses: ['10.0.0.5'], portId: null }],
      remoteDisks: [
        { target: 'vdb', root: false, location: 'rbd:volumes/volume-1', pool: 'volumes' },
      ],
    })
    expect(row?.disks[0]?.descent).toMatchObject({ base: 'b', relation: 'overlay' })
  })

  test('carries how the node is set up and what it lies on', () => {
    const view = sampleView()
    const layout = {
      ...view.layout,
      nova: parseNovaConf('[libvirt]\nimages_type=rbd\nimages_rbd_pool=vms\n'),
      glance: parseGlanceConf(
        '[DEFAULT]\nscrubber_datadir=/s\n[glance_store]\nstores=file,swift\n',
      ),
    }
    const fileSystem = { type: 'fuse.sshfs', blocksTrusted: false, total: 9, free: 5, available: 4 }
    const storage = {
      fileSystems: [{ dev: 1, path: '', fileSystem }],
      hosts: [{ host: 'a', seenMs: 1_700_000_000_000, active: true, self: false }],
    }
    const report = reportOf({ ...view, layout, storage })
    expect(report.configuration.nova).toMatchObject({
      imagesType: 'rbd',
      backend: 'rbd',
      rootIsLocal: false,
      rbdPool: 'vms',
      set: ['libvirt.images_type', 'libvirt.images_rbd_pool'],
    })
    expect(report.configuration.glance).toMatchObject({ scrubberDir: '/s', imageCacheDir: null })
    expect(report.configuration.glance?.stores).toMatchObject([
      { name: 'file', remote: false, default: true },
      { name: 'swift', remote: true, default: false, folders: [] },
    ])
    expect(report.storage).toMatchObject({
      fileSystems: [{ type: 'fuse.sshfs', blocksTrusted: false, freeBytes: 5 }],
      hosts: [{ host: 'a', seenAt: '2023-11-14T22:13:20.000Z', active: true }],
    })
  })

  test("tells what things cost, Nova's numbers, and what the image cache does with a base", () => {
    const view = countedView()
    const { instances, bases, totals, nova, imageCache, growth } = reportOf(view)
    expect(instances[0]?.sizes).toEqual({
      exclusiveBytes: 208896,
      exclusiveIsAtLeast: false,
      sharedBytes: 4096,
      amortisedBytes: 210944,
    })
    expect(instances[0]?.disks[0]?.nova).toEqual({
      type: 'qcow2',
      virt_disk_size: 21474836480,
      disk_size: 200704,
      over_committed_disk_size: 21474836480 - 200704,
      backing_file: 'b',
      leftOut: null,
    })
    expect(bases[0]).toMatchObject({
      users: 2,
      amortisedShareBytes: 2048,
      cacheState: 'too-young',
      cache: {
        seenAs: 'original',
        removableAt: '2023-11-15T01:13:21.000Z',
        log: [
          'WARNING Unknown base file: /var/lib/nova/instances/_base/b',
          'INFO Removable base files: /var/lib/nova/instances/_base/b',
          'INFO Base, swap or ephemeral file too young to remove: /var/lib/nova/instances/_base/b',
        ],
      },
    })
    expect(totals.diskAvailableLeastBytes).toBe(-2.5 * 2 ** 30)
    expect(nova).toMatchObject({ diskAvailableLeastGib: -2, unknown: null })
    expect(imageCache).toMatchObject({ originalMinimumAgeSeconds: 86400, otherHosts: ['two'] })
    expect(growth).toMatchObject({ needBytes: 12.5 * 2 ** 30, shortfallBytes: 2.5 * 2 ** 30 })
  })

  test('tells where something else may need a base that one instance was seen to use', () => {
    const sizes = { exclusive: 1, isExclusiveAtLeast: true, shared: 2, amortised: 3 } as const
    const [one] = reportOf(sampleView({ instances: [{ ...instance, sizes }] })).instances
    expect(one?.sizes).toMatchObject({ exclusiveBytes: 1, exclusiveIsAtLeast: true })
  })

  test('gives no allocated bytes where the file system makes them up, and says where others are from', () => {
    const disks = [
      { ...disk, allocatedFrom: 'unknown' as const },
      { ...disk, allocatedFrom: 'tables' as const },
      disk,
    ]
    const report = reportOf(sampleView({ instances: [{ ...instance, disks }] }))
    const shown = report.instances[0]?.disks
    expect(shown?.map((one) => [one.allocatedBytes, one.allocatedFrom])).toEqual([
      [null, 'unknown'],
      [200_704, 'tables'],
      [200_704, 'blocks'],
    ])
    expect(shown?.[0]?.overCommittedBytes).toBeNull()
  })

  test('gives nothing that is counted from allocated bytes which are made up', () => {
    const unknown = { allocatedFrom: 'unknown' } as const
    const sizes = { exclusive: 1, shared: 2, amortised: 3 }
    const disks = [{ ...disk, ...unknown, sizes }]
    const instances = [{ ...instance, disks, sizes }]
    const bases = [{ ...base, ...unknown, users: 2 }]
    const report = reportOf(sampleView({ instances, bases }))
    const [shown] = report.instances
    expect([shown?.sizes, shown?.disks[0]?.sizes]).toEqual([null, null])
    expect(shown?.disks[0]?.nova).toMatchObject({
      virt_disk_size: disk.virtual,
      disk_size: null,
      over_committed_disk_size: null,
    })
    expect(report.bases[0]).toMatchObject({ exclusiveBytes: null, amortisedShareBytes: null })
  })

  test('says that it is of a partial scan, why, and what could not be read', () => {
    const fault = unreadable('u/disk', { case: 'entry', reason: 'permission', errno: 'EACCES' })
    const view = sampleView({
      end: { state: 'partial', reason: 'cancelled' },
      totals: { ...sampleView().totals, unreadable: 1 },
      findings: [
        fault,
        unreadable('v', { case: 'backing', name: 'b', reason: 'io', errno: 'EIO' }),
      ],
    })
    expect(reportOf(view).scan).toMatchObject({
      partial: true,
      reason: 'cancelled',
      errors: [{ path: 'u/disk', code: 'permission', errno: 'EACCES' }],
    })
  })

  test('keeps names as they are, formulas and bytes that are not UTF-8 included', () => {
    const name = '=1\udcff\n'
    const text = textOf(
      nodeJson({ view: sampleView({ instances: [{ ...instance, name }] }) }, generator),
    )
    expect(nodeReportSchema.parse(JSON.parse(text)).instances[0]?.name).toBe(name)
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
  })

  test('carries findings with what they are about and what they rest on', () => {
    const subject = { kind: 'disk', path: 'u/disk', instance: 'u' } as const
    const lost = finding('missing-backing-file', subject, { name: '/b', tried: ['/mnt/b', '/b'] })
    const report = reportOf(sampleView({ findings: [lost] }))
    expect(report.findings).toEqual([
      {
        code: 'missing-backing-file',
        severity: 'high',
        path: 'u/disk',
        kind: 'disk',
        instance: 'u',
        base: null,
        message: 'The backing file /b is not there.',
        evidence: { name: '/b', tried: ['/mnt/b', '/b'] },
      },
    ])
  })

  test('has a JSON Schema for other tools, which is in a file of its own', async () => {
    const schema = nodeReportJsonSchema()
    const text = `${JSON.stringify(schema, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot('../../../../shared/report/report.schema.json')
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(JSON.parse(JSON.stringify(schema))).toHaveProperty('properties.instances.items')
  })
})
