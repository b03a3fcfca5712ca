import { describe, expect, test } from 'vitest'
import type { Problem, ProblemCode } from '../../../shared/analysis/model.ts'
import { problem } from '../../../shared/analysis/problem.ts'
import { nodeJson, nodeReport } from '../../../shared/report/json.ts'
import { nodeReportJsonSchema, nodeReportSchema } from '../../../shared/report/schema.ts'
import { disk, instance, sampleView } from './sample-view.ts'

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
    const fault = problem('unreadable', 'u/disk', { reason: 'permission', errno: 'EACCES' })
    const view = sampleView({
      end: { state: 'partial', reason: 'cancelled' },
      problems: [fault, problem('unreadable', 'v', { name: 'b', reason: 'io', errno: 'EIO' })],
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

  test('has a JSON Schema for other tools', () => {
    const schema = nodeReportJsonSchema()
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
    expect(JSON.parse(JSON.stringify(schema))).toHaveProperty('properties.instances.items')
  })
})

const everyCode: Readonly<Record<ProblemCode, Problem['params']>> = {
  'missing-backing-file': { name: '/b', tried: '/mnt/b' },
  'backing-loop': { name: 'a' },
  'backing-outside-root': { name: '../x', target: '/x' },
  'backing-protocol': { name: 'nbd:x', protocol: 'nbd' },
  'chain-too-deep': { limit: 64 },
  unreadable: { reason: 'permission', errno: 'EACCES' },
  'image-fault': { name: 'disk', reason: 'Unsupported qcow2 version 4' },
  'format-mismatch': { declared: 'raw', detected: 'qcow2', source: 'disk.info', name: 'disk' },
  'backing-format-missing': { name: '/b' },
  'external-data-file': { name: '/etc/shadow' },
  'unused-base': { allocated: 4096 },
  'leftover-resize': { allocated: 4096 },
  'leftover-del': { allocated: 4096 },
  'leftover-part': { allocated: 4096 },
  'symlink-leaves-root': { target: '/etc' },
  'text-fault': { reason: 'not JSON' },
}

test('every code has an English sentence with its values in it', () => {
  const problems = Object.entries(everyCode).map(([code, params]) =>
    problem(code as ProblemCode, 'p', params),
  )
  for (const { message } of nodeReport(sampleView({ problems }), generator).problems) {
    expect(message).toMatch(/^\S.*\S$/)
    expect(message).not.toMatch(/undefined|NaN|unknown amount/)
  }
})
