import type { NodeView, ViewOfNode } from '../../shared/analysis/model.ts'
import type { BaseRow, InstanceRow } from '../../shared/analysis/rows/rows.ts'
import type { FindingCode } from '../../shared/findings/codes.ts'
import type { Finding } from '../../shared/findings/types.ts'
import type { Place } from '../../shared/ipc/places.ts'
import type { ScannedEntry, ScanProgress } from '../../shared/scan/model.ts'
import { nothingElse, plainAccounting } from '../helpers/scan/plain-accounting.ts'

export const GiB = 1024 ** 3

export const nodePlace: Place = { id: 'place-1', kind: 'folder', path: '/mnt/node', sample: false }
export const otherPlace: Place = {
  id: 'place-2',
  kind: 'folder',
  path: '/mnt/other',
  sample: false,
}
export const imagePlace: Place = {
  id: 'image-1',
  kind: 'image',
  path: '/srv/a.qcow2',
  sample: false,
}

export const baseId = 'instances/_base/2fd4e1c67a2d28fced849ee1bb76e7391b93eb12'

/** An instance with one 20 GiB root disk on `baseId`. */
export function instance(number: number, change: Partial<InstanceRow> = {}): InstanceRow {
  const uuid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const id = `instances/${uuid}`
  return {
    id,
    uuid,
    kind: 'instance',
    name: `web-${number}`,
    disks: [
      {
        path: `${id}/disk`,
        name: 'disk',
        role: 'disk',
        format: 'qcow2',
        virtual: 20 * GiB,
        allocated: number * GiB,
        base: baseId,
        chain: 'complete',
      },
    ],
    fileCount: 3,
    virtual: 20 * GiB,
    allocated: number * GiB,
    changedMs: Date.UTC(2026, 0, number),
    findings: [],
    ...change,
  }
}

/** A file of one byte, of which nothing is known. */
export function scannedFile(path: string, change: Partial<ScannedEntry> = {}): ScannedEntry {
  return {
    ...{ path, type: 'file', role: 'unknown', length: 1, allocated: 1 },
    ...{ uid: 0, gid: 0, mode: 0o644, mtimeMs: 1, ctimeMs: 1 },
    ...change,
  }
}

export function problem(code: FindingCode, severity: Finding['severity'], path: string): Finding {
  return { code, severity, subject: { kind: 'file', path }, evidence: {} }
}

export function base(overlays: number, change: Partial<BaseRow> = {}): BaseRow {
  const list = Array.from({ length: overlays }, (_, index) => ({
    path: `${instance(index + 1).id}/disk`,
    allocated: (overlays - index) * GiB,
  }))
  return {
    id: baseId,
    name: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
    base: { kind: 'original', sha1: '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12' },
    image: { format: 'raw', virtualSize: 2 * GiB },
    length: 2 * GiB,
    allocated: GiB,
    mtimeMs: Date.UTC(2026, 0, 1),
    overlays: list,
    instanceCount: overlays,
    overlayAllocated: list.reduce((sum, { allocated }) => sum + allocated, 0),
    users: overlays,
    dependants: {
      instances: list.map(({ path, allocated }) => ({
        path: path.slice(0, -5),
        kind: 'instance' as const,
        allocated,
        disks: 1,
      })),
      others: [],
    },
    exclusive: GiB,
    findings: [],
    ...change,
  }
}

export function nodeView(rows: readonly InstanceRow[], change: Partial<NodeView> = {}): NodeView {
  const problems = rows.flatMap((row) => row.findings)
  return {
    rootPath: '/mnt/node',
    covered: ['/mnt/node'],
    kind: 'instances',
    layout: { kind: 'instances', glancePaths: [], domainPaths: [], instancesPath: 'instances' },
    fileSystem: {
      type: 'ext4',
      mountPoint: '/mnt/node',
      total: 100 * GiB,
      free: 50 * GiB,
      available: 45 * GiB,
    },
    end: { state: 'complete' },
    startedAtMs: 0,
    finishedAtMs: 1000,
    totals: {
      instances: rows.length,
      disks: rows.length,
      entries: rows.length * 3,
      directories: 2,
      allocated: 12 * GiB,
      byKind: { instances: 10 * GiB, bases: 2 * GiB, images: 0, leftovers: 0, other: 0 },
      virtual: rows.length * 20 * GiB,
      overcommit: 90 * GiB,
      ...nothingElse,
    },
    instances: rows,
    bases: [base(rows.length)],
    images: [],
    others: { listed: [], leftOut: { count: 0, allocated: 0 } },
    accounting: plainAccounting,
    findings: problems,
    ...change,
  }
}

export const progress: ScanProgress = {
  unitsDone: 1,
  unitsTotal: 4,
  entries: 12,
  images: 5,
  faults: 0,
  allocated: 3 * GiB,
  currentPath: 'instances/x/disk',
  elapsedMs: 100,
}

/** One of several hosts, of which nothing was counted. */
export function hostNode(label: string, change: Partial<ViewOfNode> = {}): ViewOfNode {
  return {
    name: label,
    label,
    parts: [label],
    layout: { kind: 'node', glancePaths: [], domainPaths: [], instancesPath: `${label}/instances` },
    accounting: plainAccounting,
    hosts: [],
    ...change,
  }
}
