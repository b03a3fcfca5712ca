import type { Job, JobMessage } from '../../../electron/scanner/jobs.ts'
import { SCANNER_OPTIONS, type ScannerOptions } from '../../../electron/scanner/options.ts'
import { ScannerService } from '../../../electron/scanner/service.ts'
import type { ScanEvent } from '../../../shared/ipc/port-events.ts'
import { unknownEntry } from '../../../shared/scan/entry.ts'
import type { UnitResult } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../../shared/scan/scan-unit.ts'
import { directLookups } from '../../helpers/scan/direct-lookups.ts'
import { type Behaviour, type FakeWorker, fakeThreads } from '../../helpers/scan/fake-threads.ts'

export const QUICK: ScannerOptions = {
  ...SCANNER_OPTIONS,
  workers: 2,
  chunk: 4,
  silence: 80,
  cancelGrace: 20,
  partGrace: 20,
  maxLost: 3,
  batch: 5,
  batchRows: 3,
  progress: 20,
}

export const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

export function unit(index: number): ScanUnit {
  return { kind: 'instance', path: uuid(index), instance: { kind: 'instance', id: uuid(index) } }
}

export function resultOf(one: ScanUnit): UnitResult {
  const { fault: _, ...folder } = unknownEntry(one.path, 'directory', 'directory', {
    code: 'io',
    path: '',
    errno: '',
  })
  return { unit: one, entries: [{ ...folder, allocated: 4096 }] }
}

export function overlayIn(one: ScanUnit): UnitResult {
  const { entries } = resultOf(one)
  const [folder] = entries
  if (folder === undefined) throw new Error('a unit has its folder')
  const image = {
    format: 'qcow2',
    virtualSize: 1,
    backing: { name: '../base', format: 'raw' },
  } as const
  const disk = {
    ...folder,
    path: `${one.path}/disk`,
    type: 'file',
    role: 'disk',
    length: 65_536,
    image,
  } as const
  return { unit: one, entries: [folder, disk] }
}

export function planOf(count: number): ScanPlan {
  return {
    rootPath: '/node',
    layout: { kind: 'instances', instancesPath: '', glancePaths: [], domainPaths: [] },
    units: Array.from({ length: count }, (_, index) => unit(index)),
    result: { unit: { kind: 'top', path: '' }, entries: [] },
  }
}

export function planned(plan: ScanPlan): JobMessage {
  return { kind: 'planned', planned: { rootPath: plan.rootPath, plan } }
}

/** Reads every unit, but does `other` when a unit of its own comes. */
export function reader(
  count: number,
  other: Readonly<Record<string, (worker: FakeWorker) => void>> = {},
) {
  return (job: Job, worker: FakeWorker): void => {
    if (job.kind === 'plan') worker.tell(planned(planOf(count)))
    if (job.kind !== 'scan') return
    for (const [index, one] of job.units.entries()) {
      worker.pulse.begin(index)
      const act = other[one.path]
      if (act !== undefined) {
        act(worker)
        return
      }
      worker.tell({ kind: 'results', results: [resultOf(one)] })
    }
    worker.tell({ kind: 'scanned' })
  }
}

export function serve(behave: Behaviour, options = QUICK) {
  const events: ScanEvent[] = []
  const threads = fakeThreads(behave)
  let end: (scanId: string) => void = () => undefined
  const ended = new Promise<string>((resolve) => {
    end = resolve
  })
  const service = new ScannerService({
    threads: threads.start,
    lookups: directLookups,
    options,
    generator: { name: 'cowscope', version: '0' },
    send: (event) => {
      if ('scanId' in event) events.push(event)
    },
    ended: (id) => end(id),
  })
  const paths = [{ real: '/node', kind: 'folder' }] as const
  const scan = { scanId: 'scan', paths, notOpened: [], grantedFolders: ['/node'], grantedFiles: [] }
  service.start(scan)
  return { service, threads, events, ended }
}

export function last(events: readonly ScanEvent[]): ScanEvent | undefined {
  return events.at(-1)
}

export function viewOf(events: readonly ScanEvent[]) {
  const event = last(events)
  if (event?.kind !== 'done') throw new Error(`ended with ${event?.kind}`)
  return event.view
}

export const rowsSent = (events: readonly ScanEvent[]) =>
  events.flatMap((event) => (event.kind === 'instances' ? event.rows.map(({ id }) => id) : []))
