import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job, JobMessage } from '../../../electron/scanner/jobs.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'

let folder: string
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cowscope-job-')))
  expect(run({ kind: 'sample', folder })).toEqual([{ kind: 'written', rootPath: folder }])
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(job: Job, pulse = new Pulse()): readonly JobMessage[] {
  const messages: JobMessage[] = []
  runJob(job, pulse, (message) => messages.push(message))
  return messages
}

function plan(): ScanPlan {
  const [message] = run({ kind: 'plan', path: { real: folder, kind: 'folder' } })
  if (message?.kind !== 'planned') throw new Error(`answered ${message?.kind}`)
  return message.planned.plan
}

describe('the jobs of a worker', () => {
  test('a folder is planned, then each unit read once, in order', () => {
    const { layout, units } = plan()
    expect(layout.kind).toBe('node')
    const messages = run({ kind: 'scan', rootPath: folder, units })
    const results = messages.flatMap((message) =>
      message.kind === 'results' ? message.results : [],
    )
    expect(results.map(({ unit }) => unit)).toEqual(units)
    expect(messages.at(-1)).toEqual({ kind: 'scanned' })
  })

  test('the pulse beats with each call and names the unit', () => {
    const pulse = new Pulse()
    const { units } = plan()
    run({ kind: 'scan', rootPath: folder, units }, pulse)
    expect(pulse.beats).toBeGreaterThan(units.length * 2)
    expect(pulse.unit).toBe(units.length - 1)
  })

  test('a stopped worker begins no further unit and still answers', () => {
    const pulse = new Pulse()
    pulse.stop()
    expect(run({ kind: 'scan', rootPath: folder, units: plan().units }, pulse)).toEqual([
      { kind: 'scanned' },
    ])
  })

  test('what is not there is a failure as data', () => {
    const rootPath = join(folder, 'none')
    expect(run({ kind: 'plan', path: { real: rootPath, kind: 'folder' } })).toEqual([
      { kind: 'not-opened', fault: { code: 'not-found', path: rootPath, errno: 'ENOENT' } },
    ])
  })
})
