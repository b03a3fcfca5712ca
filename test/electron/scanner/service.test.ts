import { describe, expect, test } from 'vitest'
import type { Job } from '../../../electron/scanner/jobs.ts'
import type { ScanEvent } from '../../../shared/ipc/port-events.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'
import type { FakeWorker } from '../../helpers/scan/fake-threads.ts'
import {
  last,
  overlayIn,
  planned,
  planOf,
  QUICK,
  reader,
  resultOf,
  rowsSent,
  serve,
  unit,
  uuid,
  viewOf,
} from './served-scan.ts'

describe('a scan that goes well', () => {
  test('sends each row once, then the whole view', async () => {
    const { events, ended } = serve(reader(25))
    expect(await ended).toBe('scan')
    const view = viewOf(events)
    expect(view.end).toEqual({ state: 'complete' })
    expect(view.instances).toHaveLength(25)
    expect(rowsSent(events).sort()).toEqual(view.instances.map(({ id }) => id))
  })

  test('says of a disk whose base another worker still reads that this is known in the end', async () => {
    const baseUnit: ScanUnit = { kind: 'base', path: '_base' }
    const [found] = resultOf(baseUnit).entries
    if (found === undefined) throw new Error('a unit has its folder')
    const image = { format: 'raw', virtualSize: 1 } as const
    const base = { ...found, path: 'base', type: 'file', role: 'base', image } as const
    const { events, ended } = serve(
      async (job, worker) => {
        if (job.kind === 'plan') {
          worker.tell(planned({ ...planOf(0), units: [baseUnit, unit(0)] }))
        }
        if (job.kind !== 'scan') return
        const ofBase = job.units[0]?.kind === 'base'
        while (ofBase && rowsSent(events).length === 0) {
          worker.pulse.beat()
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
        const result = ofBase ? { unit: baseUnit, entries: [base] } : overlayIn(unit(0))
        worker.tell({ kind: 'results', results: [result] })
        worker.tell({ kind: 'scanned' })
      },
      { ...QUICK, chunk: 1 },
    )
    await ended
    const live = events.flatMap((event) => (event.kind === 'instances' ? event.rows : []))
    expect(live.map(({ disks }) => disks[0]?.chain)).toEqual(['pending'])
    expect(live[0]?.findings.map(({ code }) => code)).toEqual(['backing-name'])
    expect(viewOf(events).instances[0]?.disks[0]?.chain).toBe('complete')
  })

  test('keeps what it found for opened rows and forgets the oldest scan', async () => {
    const { service, ended } = serve(reader(3), { ...QUICK, keptScans: 1 })
    await ended
    expect(service.instance('scan', uuid(1)).entries).toHaveLength(1)
    expect(() => service.instance('scan', 'none')).toThrow('no such instance')
    // As of a scan by the process that was there before this one.
    const lost = expect.objectContaining({
      failure: expect.objectContaining({ code: 'scan-lost' }),
    })
    expect(() => service.instance('other', uuid(1))).toThrow(lost)
    await expect(async () => service.report('other', 'json', '/none', 'en')).rejects.toThrow(lost)
  })
})

test('the scan that the window still shows is kept, however often the next one is cancelled', async () => {
  const { service, ended } = serve(reader(3), { ...QUICK, keptScans: 2 })
  await ended
  const paths = [{ real: '/node', kind: 'folder' }] as const
  const why = (scanId: string) => {
    try {
      return service.travel(scanId, 'none')
    } catch (error) {
      return String(error)
    }
  }
  for (const scanId of ['second', 'third']) {
    service.start({ scanId, paths, notOpened: [], grantedFolders: ['/node'], grantedFiles: [] })
    service.cancel(scanId)
    await expect.poll(() => why(scanId)).not.toContain('no finished scan')
  }
  expect(service.instance('scan', uuid(1)).entries).toHaveLength(1)
})

describe('a call that hangs', () => {
  test('costs its unit only: it is marked, and the rest is read by another worker', async () => {
    const { events, threads, ended } = serve(reader(20, { [uuid(6)]: () => undefined }))
    await ended
    const view = viewOf(events)
    expect(view.end).toEqual({ state: 'partial', reason: 'not-responding' })
    expect(view.instances).toHaveLength(20)
    const marked = view.findings.filter(({ evidence }) => evidence['reason'] === 'not-responding')
    expect(marked.map(({ subject }) => subject.path)).toEqual([uuid(6)])
    expect(threads.abandoned()).toBe(1)
  })

  test('whose worker wakes up later brings nothing twice', async () => {
    let wake: () => void = () => undefined
    const hang = (worker: FakeWorker) => {
      wake = () => worker.tell({ kind: 'results', results: [resultOf(unit(2))] })
    }
    const { events, ended } = serve(reader(8, { [uuid(2)]: hang }))
    await ended
    wake()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(viewOf(events).instances).toHaveLength(8)
    expect(last(events)?.kind).toBe('done')
  })

  test('again and again means that the mount is gone: everything left is marked at once', async () => {
    const hangs = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [uuid(index), () => undefined]),
    )
    const { events, threads, ended } = serve(reader(40, hangs))
    await ended
    const view = viewOf(events)
    expect(view.totals.unreadable).toBe(40)
    expect(threads.abandoned()).toBeLessThanOrEqual(QUICK.maxLost + QUICK.workers)
  })

  test('while the folder is looked at fails the scan', async () => {
    const { events, ended } = serve(() => undefined)
    await ended
    expect(last(events)).toMatchObject({ kind: 'failed', failure: { code: 'not-responding' } })
  })

  test('in the inspector is its failure', async () => {
    const { service } = serve(() => undefined)
    const request = {
      placeId: 'p',
      askedPath: '',
      path: 'disk',
      folder: '/node',
      grantedFolders: [],
      grantedFiles: [],
      located: new Map<string, string>(),
    }
    await expect(service.inspect(request)).rejects.toMatchObject({
      failure: { code: 'not-responding' },
    })
  })
})

describe('a chain member that no unit brings', () => {
  /** Of two units, read one by one, the first has a disk with a base elsewhere; `second` happens in the other. */
  const withDisk = (second: (worker: FakeWorker) => void) => (job: Job, worker: FakeWorker) => {
    if (job.kind === 'plan') worker.tell(planned(planOf(2)))
    if (job.kind !== 'scan') return
    const [first] = job.units
    if (first?.path === uuid(0)) worker.tell({ kind: 'results', results: [overlayIn(first)] })
    worker.pulse.begin(1)
    if (first?.path === uuid(0)) second(worker)
    else worker.tell({ kind: 'scanned' })
  }
  const failure = { code: 'internal', message: 'a bug' } as const

  test.each([
    ['all units are in', (worker: FakeWorker) => worker.tell({ kind: 'scanned' })],
    ['a worker died', (worker: FakeWorker) => worker.die()],
    ['a unit failed', (worker: FakeWorker) => worker.tell({ kind: 'failed', failure })],
    // Another mount may hang, and who looks gives up by itself.
    ['a call hung', () => undefined],
  ])('is looked for on the disk when %s', async (_, second) => {
    const { events, ended } = serve(withDisk(second))
    await ended
    expect(ofDisk(events).map(({ code }) => code)).toEqual(['missing-backing-file', 'backing-name'])
  })
})

function ofDisk(events: readonly ScanEvent[]) {
  return viewOf(events).findings.filter(({ subject }) => subject.path === `${uuid(0)}/disk`)
}

describe('a worker that dies', () => {
  test('costs the unit that it read; the scan is partial', async () => {
    const { events, ended } = serve(reader(10, { [uuid(3)]: (worker) => worker.die() }))
    await ended
    const view = viewOf(events)
    expect(view.end).toEqual({ state: 'partial', reason: 'failed' })
    expect(view.totals.unreadable).toBe(1)
    expect(view.instances).toHaveLength(10)
  })
})

describe('cancel', () => {
  test('keeps what is there and marks it partial, though a worker hangs', async () => {
    const { service, events, threads, ended } = serve(
      reader(40, { [uuid(9)]: () => service.cancel('scan') }),
      { ...QUICK, silence: 60_000 },
    )
    await ended
    const view = viewOf(events)
    expect(view.end).toEqual({ state: 'partial', reason: 'cancelled' })
    expect(view.instances.length).toBeGreaterThan(0)
    expect(view.instances.length).toBeLessThan(40)
    expect(threads.abandoned()).toBeGreaterThan(0)
  })

  test('before the folder is understood ends the scan as cancelled', async () => {
    const { service, events, ended } = serve(() => undefined, { ...QUICK, silence: 60_000 })
    service.cancel('scan')
    await ended
    expect(last(events)).toMatchObject({ kind: 'failed', failure: { code: 'cancelled' } })
  })

  test('of a scan that has ended does nothing', async () => {
    const { service, events, ended } = serve(reader(2))
    await ended
    service.cancel('scan')
    expect(viewOf(events).end).toEqual({ state: 'complete' })
  })
})
