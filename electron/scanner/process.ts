import type { MessagePortMain } from 'electron'
import { toFailure } from '../failure.ts'
import type { FromScanner, ScannerCall, ToScanner } from './calls.ts'
import { threadedLookups } from './lookups.ts'
import { SCANNER_OPTIONS } from './options.ts'
import type { PlanCalls } from './plan-calls.ts'
import { ScannerService } from './service.ts'
import { workerThreads } from './thread.ts'

// The entry of the scanner's utility process, and the only user of its ports.

const { parentPort } = process
let page: MessagePortMain | undefined

const worker = new URL('./scanner-worker.js', import.meta.url)
const service = new ScannerService({
  threads: workerThreads(worker),
  lookups: threadedLookups(worker, SCANNER_OPTIONS.lookSilence),
  options: SCANNER_OPTIONS,
  generator: { name: 'cowscope', version: process.argv[2] ?? '' },
  send: (event) => page?.postMessage(event),
  ended: (id) => tell({ kind: 'ended', id }),
})

parentPort.on('message', ({ data, ports }) => {
  const message: ToScanner = data
  if (message.kind === 'port') page = ports[0]
  else void answer(message.id, message.call, message.args)
})

async function answer(id: number, call: ScannerCall, args: readonly unknown[]): Promise<void> {
  try {
    const value = await methodFor(call).apply(service, [...args])
    tell({ kind: 'answer', id, result: { ok: true, value } })
  } catch (error) {
    tell({ kind: 'answer', id, result: { ok: false, failure: toFailure(error) } })
  }
}

/** The client of this process checks calls against their signatures at compile time. */
function methodFor(call: ScannerCall) {
  const method = isPlanCall(call) ? service.plans[call] : service[call]
  return method as (...values: readonly unknown[]) => unknown
}

function isPlanCall(call: ScannerCall): call is keyof PlanCalls {
  return call in service.plans
}

function tell(message: FromScanner): void {
  parentPort.postMessage(message)
}
