import type { MessagePort } from 'node:worker_threads'
import type { ChainHost, Lookup, NamedBy } from '../../shared/analysis/chain/chain-host.ts'
import type { Address } from '../../shared/analysis/places/address.ts'
import { type ChainGrants, createChainHost } from '../files/chain-host.ts'
import { liveTree } from '../files/live-tree.ts'
import { beatingTree } from './beating-tree.ts'
import type { Pulse } from './pulse.ts'

/** Where may be looked: what goes to another thread. */
export type LookingGrants = Omit<ChainGrants, 'open'>

/** What a thread is started with that looks at what chains name, and at nothing else. */
export interface Looking {
  readonly grants: LookingGrants
  readonly port: MessagePort
  /** One count: the answers that have been sent. Who asks sleeps on it. */
  readonly answered: SharedArrayBuffer
}

/** What every worker thread is started with; one that is not `looking` waits for jobs. */
export interface WorkerStart {
  readonly pulse: SharedArrayBuffer
  readonly looking?: Looking
}

export interface Question {
  readonly address: Address
  readonly by: NamedBy | undefined
}

/** An error is one of the program's own: whatever is wrong on the disk is a `Lookup`. */
export type Answer =
  | { readonly ok: true; readonly found: Lookup }
  | { readonly ok: false; readonly error: unknown }

/** Answers one question after the other in synchronous calls, until the thread is left behind. */
export function answerQuestions({ grants, port, answered }: Looking, pulse: Pulse): void {
  const count = new Int32Array(answered)
  const open = (rootPath: string) => beatingTree(liveTree(rootPath), () => pulse.beat())
  const host = createChainHost({ ...grants, open, counted: true })
  port.on('message', (question: Question) => {
    port.postMessage(answerOf(host, question))
    Atomics.add(count, 0, 1)
    Atomics.notify(count, 0)
  })
}

function answerOf({ lookup }: ChainHost, { address, by }: Question): Answer {
  try {
    return { ok: true, found: lookup(address, by) }
  } catch (error) {
    return { ok: false, error }
  }
}
