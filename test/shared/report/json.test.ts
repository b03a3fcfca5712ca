import { describe, expect, test } from 'vitest'
import { finding } from '../../../shared/findings/finding.ts'
import type { Evidence } from '../../../shared/findings/types.ts'
import { nodeJson, nodeReport } from '../../../shared/report/json.ts'
import { nodeReportJsonSchema, nodeReportSchema } from '../../../shared/report/schema.ts'
import { disk, instance, sampleView } from './sample-view.ts'

const unreadable = (path: string, evidence: Evidence) =>
  finding('unreadable', { kind: 'disk', path }, evidence)

const generator = { name: 'cowscope', version: '0.1.0' }

describe('the JSON report', () => {
  test('is what its own schema says, to the last key', () => {
    const report: unknown = JSON.parse(nodeJson(sampleView(), generator, 1_700_000_002_000))
    expect(nodeReportSchema.parse(report)).toEqual(report)
  })

  test('names files as one total, directories as another, and both add up by kind', () => {
    const { totals } = nodeReport(sampleView(), generator)
    expect(totals).toMatchObject({ allocatedBytes: 208896, directoryBytes: 8192 })
    const kinds = Object.values(totals.allocatedByKind)
    const sum = kinds.reduce((a, b) => a + b, 0)
    expect(sum).toBe(totals.allocatedBytes + totals.directoryBytes)
  })

  test('tells a disk with and without something below it', () => {
    const { backing: _, base: __, ...alone } = { ...disk, chain: 'standalone' as const }
    const view = sampleView({ instances: [{ ...instance, disks: [disk, alone] }] })
    const [over, single] = nodeReport(view, generator).instances[0]?.disks ?? []
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

  test('says that it is of a partial scan, why, and what could not be read', () => {
    const fault = unreadable('u/disk', { case: 'entry', reason: 'permission', errno: 'EACCES' })
    const view = sampleView({
      end: { state: 'partial', reason: 'cancelled' },
      findings: [
        fault,
        unreadable('v', { case: 'backing', name: 'b', reason: 'io', errno: 'EIO' }),
      ],
    })
    expect(nodeReport(view, generator).scan).toMatchObject({
      partial: true,
      reason: 'cancelled',
      errors: [{ path: 'u/disk', code: 'permission', errno: 'EACCES' }],
    })
  })

  test('keeps names as they are, formulas and bytes that are not UTF-8 included', () => {
    const name = '=1\udcff\n'
    const text = nodeJson(sampleView({ instances: [{ ...instance, name }] }), generator)
    expect(nodeReportSchema.parse(JSON.parse(text)).instances[0]?.name).toBe(name)
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text)
  })

  test('carries findings with what they are about and what they rest on', () => {
    const subject = { kind: 'disk', path: 'u/disk', instance: 'u' } as const
    const lost = finding('missing-backing-file', subject, { name: '/b', tried: ['/mnt/b', '/b'] })
    const report = nodeReport(sampleView({ findings: [lost] }), generator)
    expect(nodeReportSchema.parse(report).findings).toEqual([
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

  test('has a JSON Schema for other tools', () => {
    const schema = nodeReportJsonSchema()
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(JSON.parse(JSON.stringify(schema))).toHaveProperty('properties.instances.items')
  })
})
