import type { BaseRow, DiskCell, InstanceRow, NodeView } from '../../../shared/analysis/model.ts'

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
  findings: [],
}

/** A small node; a test says what it is about. */
export function sampleView(facts: Partial<NodeView> = {}): NodeView {
  return {
    rootPath: '/mnt/instances',
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
      allocated: 217088,
      byKind: { instances: 208896, bases: 4096, images: 0, leftovers: 0, other: 4096 },
      virtual: 21474836480,
      overcommit: 21474635776,
      unreadable: 0,
      directoryAllocated: 8192,
    },
    instances: [instance],
    bases: [base],
    images: [],
    findings: [],
    ...facts,
  }
}
