import type { MessagePortMain, UtilityProcess, WebContents } from 'electron'
import type { PortEvent } from '../../shared/ipc/port-events.ts'
import { Refusal } from '../failure.ts'
import { withTimeLimit } from '../time-limit.ts'
import type { FromScanner, ScannerCall, ScannerCalls, ToScanner } from './calls.ts'

export type ScannerProcess = Pick<UtilityProcess, 'postMessage' | 'kill' | 'on'>

export interface ScannerClientContext {
  readonly fork: () => ScannerProcess
  /** Gives a page a new port and returns its other end. */
  readonly openPort: (contents: WebContents) => MessagePortMain
}

/** Calls that leave a file behind, and a part of it where they are cut short. */
const WRITES: ReadonlySet<ScannerCall> = new Set(['report', 'savePlan'])

/** How long what is being written may take to end when the app is left: a dead mount never answers. */
const LAST_WRITES_MS = 10_000

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: Refusal) => void
}

/**
 * The main process's side of the scanner process: starts it when it is first needed, and anew when
 * it has died. A call that cannot be answered any more rejects with a `Refusal`.
 */
export class ScannerClient {
  readonly #context: ScannerClientContext
  readonly #waiting = new Map<number, Waiting>()
  readonly #writes = new Set<Promise<unknown>>()
  readonly #scans = new Set<string>()
  readonly #tasks = new Set<string>()
  #process: ScannerProcess | undefined
  #page: WebContents | undefined
  #lastId = 0

  constructor(context: ScannerClientContext) {
    this.#context = context
  }

  /** Sends the events of scans and tasks to a page from now on. */
  connect(page: WebContents): void {
    this.#page = page
    if (this.#process === undefined) this.#running()
    else this.#sendPort(this.#process)
  }

  call<C extends ScannerCall>(
    call: C,
    ...args: Parameters<ScannerCalls[C]>
  ): Promise<ReturnType<ScannerCalls[C]>> {
    const scanner = this.#running()
    this.#lastId += 1
    const id = this.#lastId
    const answer = new Promise<ReturnType<ScannerCalls[C]>>((resolve, reject) => {
      this.#waiting.set(id, {
        resolve: (value) => resolve(value as ReturnType<ScannerCalls[C]>),
        reject,
      })
      post(scanner, { kind: 'call', id, call, args })
    })
    if (WRITES.has(call)) this.#keepWrite(answer)
    return answer
  }

  async start(...args: Parameters<ScannerCalls['start']>): Promise<void> {
    this.#scans.add(args[0].scanId)
    await this.call('start', ...args)
  }

  async startTask(...args: Parameters<ScannerCalls['startTask']>): Promise<void> {
    this.#tasks.add(args[0].taskId)
    await this.call('startTask', ...args)
  }

  /** Ends the process, whatever it reads; what it writes it may bring to its end. */
  async close(): Promise<void> {
    this.#scans.clear()
    this.#tasks.clear()
    const writes = Promise.allSettled(this.#writes)
    await withTimeLimit(writes, LAST_WRITES_MS, '').catch(() => undefined)
    this.#process?.kill()
  }

  #keepWrite(answer: Promise<unknown>): void {
    this.#writes.add(answer)
    const forget = () => this.#writes.delete(answer)
    answer.then(forget, forget)
  }

  #running(): ScannerProcess {
    if (this.#process !== undefined) return this.#process
    const scanner = this.#context.fork()
    scanner.on('message', (message: FromScanner) => this.#hear(message))
    scanner.on('exit', () => this.#died(scanner))
    this.#process = scanner
    this.#sendPort(scanner)
    return scanner
  }

  #sendPort(scanner: ScannerProcess): void {
    const page = this.#page
    if (page === undefined || page.isDestroyed()) return
    post(scanner, { kind: 'port' }, [this.#context.openPort(page)])
  }

  #hear(message: FromScanner): void {
    if (message.kind === 'ended') {
      this.#scans.delete(message.id)
      this.#tasks.delete(message.id)
      return
    }
    const { id, result } = message
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (result.ok) waiting?.resolve(result.value)
    else waiting?.reject(Refusal.of(result.failure))
  }

  #died(scanner: ScannerProcess): void {
    if (this.#process !== scanner) return
    this.#process = undefined
    for (const { reject } of this.#waiting.values()) reject(stopped())
    this.#waiting.clear()
    this.#tellStopped()
  }

  /** The page's port died with the process, so that it needs another one to be told on. */
  #tellStopped(): void {
    const { failure } = stopped()
    const events: readonly PortEvent[] = [
      ...[...this.#scans].map((scanId) => ({ kind: 'failed', scanId, failure }) as const),
      ...[...this.#tasks].map((taskId) => ({ kind: 'task-failed', taskId, failure }) as const),
    ]
    this.#scans.clear()
    this.#tasks.clear()
    if (events.length === 0 || this.#page === undefined || this.#page.isDestroyed()) return
    const port = this.#context.openPort(this.#page)
    for (const event of events) port.postMessage(event)
  }
}

function stopped(): Refusal {
  return new Refusal('scanner-stopped', 'the process that reads the disk has ended')
}

function post(scanner: ScannerProcess, message: ToScanner, ports: MessagePortMain[] = []): void {
  scanner.postMessage(message, ports)
}
