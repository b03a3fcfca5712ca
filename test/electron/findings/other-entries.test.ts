import { mkdirSync, symlinkSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { type NodeReport, nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { textOf } from '../../helpers/text-of.ts'
import { DOMAIN, domainXml, INSTANCES, type SmallNode } from '../../helpers/trees/small-node.ts'
import { node as healthyNode } from '../../helpers/trees/spoiled-node.ts'

const GONE = 'bbbbbbbb-0000-4000-8000-000000000002'
const GLANCE = 'var/lib/glance'
const generator = { name: 'cowscope', version: '0.1.0' }

/** A node with what is found beside instances, base files and images; each with its role. */
const EXPECTED: Readonly<Record<string, string>> = {
  [INSTANCES]: 'directory',
  [`${INSTANCES}/backup-old`]: 'directory',
  [`${INSTANCES}/backup-old/big.img`]: 'unknown',
  [`${INSTANCES}/compute_nodes`]: 'compute_nodes',
  [`${INSTANCES}/dump.tar.gz`]: 'unknown',
  [`${INSTANCES}/link`]: 'unknown',
  [`${INSTANCES}/locks`]: 'directory',
  [`${INSTANCES}/locks/nova-storage-registry-lock`]: 'lock',
  [`${INSTANCES}/lost+found`]: 'directory',
  [`${INSTANCES}/lost+found/#12`]: 'lost+found',
  [`${INSTANCES}/tmpabc12_x8`]: 'temporary',
  [`${GLANCE}/image-cache/queue`]: 'directory',
  [`${GLANCE}/image-cache/queue/${GONE}`]: 'glance-cache.queue',
  [`${GLANCE}/scrubber/${GONE}`]: 'glance-scrubber',
  'etc/nova/nova.conf': 'configuration',
  'etc/libvirt/qemu/instance-00000002.xml': 'domain.xml',
}

function write(spoiled: SmallNode): void {
  for (const [path, role] of Object.entries(EXPECTED)) {
    if (role === 'directory') mkdirSync(spoiled.path(path), { recursive: true })
    else if (!path.endsWith('/link')) spoiled.write(path, contentOf(path, role), 48)
  }
  symlinkSync('dump.tar.gz', spoiled.path(`${INSTANCES}/link`))
}

function contentOf(path: string, role: string): string {
  if (role === 'compute_nodes') return '{}'
  if (role === 'domain.xml') return domainXml(2, GONE, {}, GONE)
  return path.endsWith('.img') ? 'x'.repeat(100_000) : ''
}

const spoiled = healthyNode()
let view: NodeView
let report: NodeReport

beforeAll(() => {
  write(spoiled)
  view = spoiled.view()
  report = nodeReportSchema.parse(JSON.parse(textOf(nodeJson({ view }, generator))))
})

describe('what belongs to no instance, and is no base file and no image', () => {
  test('is in the report, each with what it is, and unknown where that is not known', () => {
    const roles = new Map(report.entries.map(({ path, role }) => [path, role]))
    for (const [path, role] of Object.entries(EXPECTED))
      expect([path, roles.get(path)]).toEqual([path, role])
    const others = report.entries.filter(
      ({ path, role }) => role !== 'directory' && !(path in EXPECTED),
    )
    expect(others).toEqual([])
  })

  test('has its size, its age and where it leads', () => {
    const entryAt = (name: string) =>
      report.entries.find(({ path }) => path === `${INSTANCES}/${name}`)
    expect(entryAt('backup-old/big.img')).toMatchObject({ type: 'file', lengthBytes: 100_000 })
    expect(entryAt('backup-old/big.img')?.allocatedBytes).toBeGreaterThanOrEqual(100_000)
    const modified = Date.parse(entryAt('dump.tar.gz')?.modifiedAt ?? '')
    expect(Math.round((Date.now() - modified) / 3_600_000)).toBe(48)
    expect(entryAt('link')).toMatchObject({ type: 'symlink', target: 'dump.tar.gz' })
  })

  test('has the format of an image that somebody keeps there', () => {
    const kept = healthyNode()
    kept.make('qcow2', `${INSTANCES}/kept.qcow2`, '1M')
    const { entries } = nodeReportSchema.parse(
      JSON.parse(textOf(nodeJson({ view: kept.view() }, generator))),
    )
    const formats = new Map(entries.map(({ path, format }) => [path, format]))
    expect(formats.get(`${INSTANCES}/kept.qcow2`)).toBe('qcow2')
    expect(formats.get(INSTANCES)).toBeNull()
  })

  test('is nothing that a table has, nor the XML of an instance that is there', () => {
    const paths = new Set(report.entries.map(({ path }) => path))
    expect(paths).not.toContain(DOMAIN)
    const rows = [...report.bases, ...report.images, ...report.instances]
    expect(rows.map(({ path }) => path).filter((path) => paths.has(path))).toEqual([])
    expect([...paths].filter((path) => path.startsWith(report.instances[0]?.path ?? ''))).toEqual(
      [],
    )
  })

  test('is, with the domain XML of instances, what takes the bytes called other and temporary', () => {
    const { otherBytes, leftoversBytes } = report.totals.allocatedByKind
    const listed = view.others.listed.filter(({ path }) => !path.startsWith(`${GLANCE}/`))
    const sum = listed.reduce((all, { allocated }) => all + allocated, 0)
    const domain = view.instances[0]?.identity?.xml
    expect(domain).toBe(DOMAIN)
    expect(otherBytes + leftoversBytes - sum).toBe(4096)
  })
})
