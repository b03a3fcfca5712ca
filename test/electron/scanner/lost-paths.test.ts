import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedPath } from '../../../electron/files/opened-paths.ts'
import type { StartScan } from '../../../electron/scanner/calls.ts'
import type { Job } from '../../../electron/scanner/jobs.ts'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import { ScannerService } from '../../../electron/scanner/service.ts'
import type { PortEvent } from '../../../shared/ipc/port-events.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { directLookups } from '../../helpers/scan/direct-lookups.ts'
import { type FakeWorker, fakeThreads } from '../../helpers/scan/fake-threads.ts'

const root = temporaryFolder()
const at = (name: string) => join(root, name)
const folder = (name: string): OpenedPath => ({ real: at(name), kind: 'folder' })

beforeEach(() => {
  for (const name of ['a', 'b']) {
    mkdirSync(at(name), { recursive: true })
    writeFileSync(join(at(name), 'file'), 'x'.repeat(5000))
  }
})
afterEach(() => {
  for (const name of ['a', 'b']) rmSync(at(name), { recursive: true, force: true })
})

/** A real worker's answers, where `act` does not come before it; true from it hangs. */
function serve(act: (job: Job) => boolean = () => false) {
  const events: PortEvent[] = []
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const threads = fakeThreads((job: Job, worker: FakeWorker) => {
    if (!act(job)) runJob(job, worker.pulse, (message) => worker.tell(message))
  })
  const service = new ScannerService({
    threads: threads.start,
    lookups: directLookups,
    options: { ...SCANNER_OPTIONS, silence: 80, chunk: 1 },
    generator: { name: 'cowscope', version: '0' },
    send: (event) => events.push(event),
    ended: () => end(),
  })
  const scan = async (paths: readonly OpenedPath[], notOpened: StartScan['notOpened'] = []) => {
    const grantedFolders = paths.flatMap(({ kind, real }) => (kind === 'folder' ? [real] : []))
    service.start({ scanId: 'scan', paths, notOpened, grantedFolders, grantedFiles: [] })
    await ended
    return events.at(-1)
  }
  return { scan }
}

async function viewOf(paths: readonly OpenedPath[], act?: (job: Job) => boolean) {
  const last = await serve(act).scan(paths)
  if (last?.kind !== 'done') throw new Error(`ended with ${JSON.stringify(last)}`)
  return last.view
}

describe('of several opened paths', () => {
  test('one that is gone is left out and named, and the rest is scanned', async () => {
    const image = { real: at('gone.qcow2'), kind: 'image' } as const
    const view = await viewOf([folder('a'), folder('gone'), folder('b'), image])
    expect(view.end).toEqual({ state: 'partial', reason: 'not-opened' })
    expect(view.notOpened).toEqual([
      { code: 'not-found', path: at('gone'), errno: 'ENOENT' },
      { code: 'not-found', path: at('gone.qcow2'), errno: 'ENOENT' },
    ])
    expect(view.opened?.map(({ path }) => path)).toEqual(['a', 'b'])
    expect(view.totals.entries).toBe(4)
  })

  test('one that hangs keeps nobody from the others', async () => {
    const isOfB = (job: Job) => job.kind === 'plan' && job.path.real === at('b')
    const view = await viewOf([folder('b'), folder('a')], isOfB)
    expect(view.notOpened).toEqual([{ code: 'not-responding', path: at('b'), errno: 'ETIMEDOUT' }])
    expect(view.opened?.map(({ path }) => path)).toEqual(['a'])
  })

  test('what is left keeps its paths below the folder above all of them', async () => {
    const view = await viewOf([folder('a'), folder('gone')])
    expect(view.rootPath).toBe(root)
    expect(view.opened).toEqual([{ path: 'a', kind: 'folder' }])
    expect(view.covered).toEqual([at('a')])
  })

  test('one that goes after it was planned costs only what is in it', async () => {
    const remove = (job: Job) => {
      if (job.kind === 'scan') rmSync(at('b'), { recursive: true, force: true })
      return false
    }
    const view = await viewOf([folder('a'), folder('b')], remove)
    const lost = view.findings.filter(({ code }) => code === 'unreadable')
    expect(lost.map(({ subject, evidence }) => [subject.path, evidence['reason']])).toEqual([
      ['b', 'not-found'],
    ])
    expect(view.totals.entries).toBe(3)
  })

  test('what could not be opened at all makes the scan of the others partial, and is named', async () => {
    const notOpened = [{ code: 'permission', path: '/srv/b', errno: 'EACCES' }] as const
    const last = await serve().scan([folder('a')], notOpened)
    expect(last).toMatchObject({
      kind: 'done',
      view: { rootPath: at('a'), end: { state: 'partial', reason: 'not-opened' }, notOpened },
    })
  })

  test('none can be opened: the scan fails and says which path', async () => {
    renameSync(at('a'), at('c'))
    const last = await serve().scan([folder('a'), folder('gone')])
    renameSync(at('c'), at('a'))
    expect(last).toMatchObject({
      kind: 'failed',
      failure: { code: 'not-found', path: at('a') },
    })
  })
})
