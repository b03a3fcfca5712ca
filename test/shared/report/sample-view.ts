import { CACHE_DEFAULTS } from '../../../shared/analysis/accounting/cache/cache-options.ts'
import type { NodeAccounting } from '../../../shared/analysis/accounting/node-accounting.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { BaseRow, DiskCell, InstanceRow } from '../../../shared/analysis/rows/rows.ts'
import { nothingElse, plainAccounting, plainNova } from '../../helpers/scan/plain-accounting.ts'

export const disk: DiskCell = {
  path: 'u/disk',
  name: 'disk',
  role: 'disk',
  format: 'qcow2',
  virtual: 21474836480,
  length: 197120,
  allocated: 200704,
  base: '_base/b',
  chain: 'complete',
  backing: { name: '/var/lib/nova/instances/_base/b', format: 'raw', path: '_base/b' },
}

export const instance: InstanceRow = {
  id: 'u',
  uuid: '7b1f0c32-6a6e-4f43-9f38-5d7c2f6f1c11',
  kind: 'instance',
  name: 'web-01',
  disks: [disk],
  fileCount: 3,
  virtual: 21474836480,
  allocated: 208896,
  changedMs: 1_700_000_000_123.5,
  findings: [],
}

/** An instance whose domain XML was found, with a volume beside its disk. */
export const identified: InstanceRow = {
  ...instance,
  identity: {
    xml: 'etc/libvirt/qemu/instance-0000002a.xml',
    libvirtName: 'instance-0000002a',
    flavor: { name: 'm1.small', memoryMib: 2048, rootGib: 20, vcpus: 1, extraSpecs: ['hw:x'] },
    projectId: 'p1',
    projectName: 'shop',
    userId: 'u1',
    imageId: '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b',
    createdMs: 1_700_000_000_000,
    novaVersion: '29.2.0',
    vcpus: 1,
    memory: 2 ** 31,
    nics: [{ mac: 'fa:16:3e:00:00:01', type: 'bridge', addresses: ['10.0.0.5'] }],
    graphics: [{ type: 'vnc', listen: '0.0.0.0' }],
    consoles: [{ type: 'pty' }],
  },
  remoteDisks: [
    {
      target: 'vdb',
      source: {
        kind: 'network',
        protocol: 'rbd',
        name: 'volumes/volume-1',
        pool: 'volumes',
        image: 'volume-1',
        hosts: ['10.0.0.1:6789'],
      },
      volumeId: '0a1b2c3d-0000-4000-8000-0123456789ab',
      root: false,
      from: 'domain',
    },
  ],
}

export const base: BaseRow = {
  id: '_base/b',
  name: 'b',
  base: { kind: 'original', sha1: 'b' },
  image: { format: 'raw', virtualSize: 1 << 30 },
  length: 1 << 30,
  allocated: 4096,
  mtimeMs: 1_700_000_000_000,
  glanceId: '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b',
  overlays: [{ path: 'u/disk', allocated: 200704 }],
  instanceCount: 1,
  overlayAllocated: 200704,
  users: 1,
  dependants: {
    instances: [{ path: 'u', kind: 'instance', allocated: 200704, disks: 1 }],
    others: [],
  },
  exclusive: 4096,
  findings: [],
}

/** A small node; a test says what it is about. */
export function sampleView(facts: Partial<NodeView> = {}): NodeView {
  return {
    rootPath: '/mnt/instances',
    covered: ['/mnt/instances'],
    kind: 'instances',
    layout: { kind: 'instances', glancePaths: [], domainPaths: [] },
    fileSystem: { type: 'xfs', total: 1e12, free: 5e11, available: 5e11 },
    end: { state: 'complete' },
    startedAtMs: 1_700_000_000_000,
    finishedAtMs: 1_700_000_001_000,
    totals: {
      instances: 1,
      disks: 1,
      entries: 9,
      directories: 2,
      allocated: 217088,
      byKind: { instances: 208896, bases: 4096, images: 0, leftovers: 0, other: 4096 },
      virtual: 21474836480,
      overcommit: 21474635776,
      ...nothingElse,
      directoryAllocated: 8192,
    },
    instances: [instance],
    bases: [base],
    images: [],
    others: { listed: [], leftOut: { count: 0, allocated: 0 } },
    accounting: plainAccounting,
    findings: [],
    ...facts,
  }
}

const GiB = 2 ** 30

/** The same node with everything counted: a base that another instance used before. */
export function countedView(): NodeView {
  const view = sampleView()
  const cache = {
    kind: 'too-young',
    class: 'original',
    removableAtMs: view.finishedAtMs + 3 * 60 * 60 * 1000,
    unseenUsers: 0,
  } as const
  const accounting: NodeAccounting = {
    space: {
      amortised: 210944,
      leftovers: 0,
      unusedCache: 0,
      unknownCache: 0,
      others: 0,
      rest: 4096,
    },
    growth: {
      need: 12.5 * GiB,
      available: 10 * GiB,
      shortfall: 2.5 * GiB,
      largest: [],
      impossible: [],
      impossibleCount: 0,
      unknownDisks: 0,
      incompleteInstances: 0,
    },
    nova: {
      ...plainNova,
      instances: 1,
      disks: 1,
      overCommitted: 12.5 * GiB,
      free: 10 * GiB,
      availableLeast: -2.5 * GiB,
      availableLeastGib: -2,
      leftOut: {
        imageCache: 2 * GiB,
        orphans: 0,
        otherHosts: 0,
        skipped: 0,
        unnamed: 0,
        leftovers: GiB,
        other: 0,
      },
    },
    cache: {
      options: CACHE_DEFAULTS,
      optionsAreKnown: true,
      path: '/var/lib/nova/instances/_base',
      withoutImage: 0,
      doubts: [],
      doubtCounts: {},
      otherHosts: ['two'],
    },
  }
  const sizes = { exclusive: 208896, shared: 4096, amortised: 210944 }
  return {
    ...view,
    instances: [{ ...instance, sizes }],
    bases: [{ ...base, users: 2, cache }],
    accounting,
  }
}
