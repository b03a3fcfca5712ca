import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { ToScanner } from '../../../electron/scanner/calls.ts'
import { ScannerClient, type ScannerProcess } from '../../../electron/scanner/client.ts'

class FakeProcess extends EventEmitter {
  readonly heard: ToScanner[] = []
  isKilled = false
  postMessage(message: ToScanner): void {
    this.heard.push(message)
  }
  kill(): boolean {
    this.isKilled = true
    return true
  }
}

const page = { isDestroyed: () => false } as Electron.WebContents
const scan = { scanId: 's1', paths: [], notOpened: [], grantedFolders: [], grantedFiles: [] }

function connected() {
  const processes: FakeProcess[] = []
  const ports: unknown[][] = []
  const client = new ScannerClient({
    fork: () => {
      const started = new FakeProcess()
      processes.push(started)
      return started as unknown as ScannerProcess
    },
    openPort: () => {
      const sent: unknown[] = []
      ports.push(sent)
      const port = { postMessage: (event: unknown) => sent.push(event) }
      return port as unknown as Electron.MessagePortMain
    },
  })
  client.connect(page)
  return { client, processes, ports }
}

function answerLast(process: FakeProcess | undefined, result: unknown): void {
  const call = process?.heard.at(-1)
  if (call?.kind !== 'call') throw new Error('no call was made')
  process?.emit('message', { kind: 'answer', id: call.id, result })
}

describe("the main process's side of the scanner", () => {
  test('gives the page one port and answers calls', async () => {
    const { client, processes, ports } = connected()
    expect(ports).toHaveLength(1)
    const answer = client.call('sample', '/tmp/x')
    answerLast(processes[0], { ok: true, value: '/tmp/x' })
    expect(await answer).toBe('/tmp/x')
  })

  test('ends it at once whatever it reads, and when a report is whole that it writes', async () => {
    const reading = connected()
    void reading.client.call('instance', 's', 'x')
    await reading.client.close()
    expect(reading.processes[0]?.isKilled).toBe(true)
    const { client, processes } = connected()
    const saved = client.call('report', 's', 'json', '/r.json', 'en')
    const closed = client.close()
    await new Promise(setImmediate)
    expect(processes[0]?.isKilled).toBe(false)
    answerLast(processes[0], { ok: true, value: { path: '/r.json', bytes: 1 } })
    expect(await saved).toEqual({ path: '/r.json', bytes: 1 })
    await closed
    expect(processes[0]?.isKilled).toBe(true)
  })

  test('a failure of the scanner is a refusal here', async () => {
    const { client, processes } = connected()
    const answer = client.call('instance', 's', 'x')
    answerLast(processes[0], { ok: false, failure: { code: 'not-found', message: 'none' } })
    await expect(answer).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  test('when the process dies, calls and running scans are told so', async () => {
    const { client, processes, ports } = connected()
    const starting = client.start(scan)
    answerLast(processes[0], { ok: true, value: undefined })
    await starting
    const pending = client.call('instance', 's1', 'x')
    processes[0]?.emit('exit', 9)
    await expect(pending).rejects.toMatchObject({ failure: { code: 'scanner-stopped' } })
    expect(ports.at(-1)).toMatchObject([
      { kind: 'failed', scanId: 's1', failure: { code: 'scanner-stopped' } },
    ])
  })

  test('and so are running tasks, but not those that have ended', async () => {
    const { client, processes, ports } = connected()
    const request = { ...scan, placeId: 'p', askedPath: '', path: 'x', folder: '/node' }
    const located = new Map<string, string>()
    for (const taskId of ['t1', 't2']) {
      void client.startTask({ taskId, work: 'map', request: { ...request, located } })
      answerLast(processes[0], { ok: true, value: undefined })
    }
    processes[0]?.emit('message', { kind: 'ended', id: 't1' })
    processes[0]?.emit('exit', 9)
    expect(ports.at(-1)).toMatchObject([
      { kind: 'task-failed', taskId: 't2', failure: { code: 'scanner-stopped' } },
    ])
  })

  test('it is started again for the next call, with a new port', async () => {
    const { client, processes, ports } = connected()
    processes[0]?.emit('exit', 9)
    void client.start(scan)
    expect(processes).toHaveLength(2)
    expect(processes[1]?.heard.map(({ kind }) => kind)).toEqual(['port', 'call'])
    expect(ports).toHaveLength(2)
  })

  test('a scan that has ended is not told of the death', async () => {
    const { client, processes, ports } = connected()
    void client.start(scan)
    processes[0]?.emit('message', { kind: 'ended', id: 's1' })
    answerLast(processes[0], { ok: true, value: undefined })
    processes[0]?.emit('exit', 9)
    expect(ports).toEqual([[]])
  })
})
