import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { ChainHost, Lookup } from '../../shared/analysis/chain/chain-host.ts'
import { type Address, absolutePath } from '../../shared/analysis/places/address.ts'
import type { Mount } from '../../shared/files/mountinfo.ts'
import { readMounts } from '../files/mounts.ts'
import { whereaboutsOf } from '../files/whereabouts.ts'
import type { Answer, Looking, LookingGrants, Question, WorkerStart } from './looking.ts'
import { lossFault } from './lost-unit.ts'
import { Pulse, SILENCE_POLLS } from './pulse.ts'

/** Looks for chain members that no unit of a scan brings; to be closed when nobody asks any more. */
export interface Lookups {
  readonly lookup: ChainHost['lookup']
  close(): void
}

/** So many hanging calls are waited for: nobody hears the scanner meanwhile. */
const MOST_HANGING = 3

export type LookupsFactory = (grants: LookingGrants) => Lookups

/**
 * Looks by a thread that runs the worker's `file`. The analysis needs each answer before it goes on, so
 * whoever asks sleeps meanwhile, but on a mount that is dead only until the thread had no beat for
 * `silence` milliseconds; then nothing is looked for there any more, and after some such nothing at all.
 */
export function threadedLookups(
  file: URL,
  silence: number,
  mounts: () => readonly Mount[] = readMounts,
): LookupsFactory {
  return (grants) => {
    const { rootPath } = grants.places
    const placeOf = (address: Address) =>
      whereaboutsOf(absolutePath(rootPath, address), mounts()).together
    return new ThreadedLookups(() => startLooking(file, grants), silence, placeOf)
  }
}

interface LookingThread {
  readonly pulse: Pulse
  readonly port: MessagePort
  readonly answered: Int32Array
  /** It is told to end, but may hang in a system call until that returns. */
  abandon(): void
}

class ThreadedLookups implements Lookups {
  readonly #start: () => LookingThread
  readonly #silence: number
  /** Most scans bring all that their chains name, and need none. */
  #thread: LookingThread | undefined
  readonly #placeOf: (address: Address) => string
  /** Mounts, and single paths, of which nothing more is asked. */
  readonly #hanging = new Set<string>()

  constructor(start: () => LookingThread, silence: number, placeOf: (address: Address) => string) {
    this.#start = start
    this.#silence = silence
    this.#placeOf = placeOf
  }

  readonly lookup: ChainHost['lookup'] = (address, by) => {
    if (this.#isHanging(address)) return notResponding(address)
    this.#thread ??= this.#start()
    const answer = ask(this.#thread, { address, by }, this.#silence)
    if (answer === undefined) {
      this.#hanging.add(this.#placeOf(address))
      this.close()
      return notResponding(address)
    }
    if (!answer.ok) throw answer.error
    return answer.found
  }

  #isHanging(address: Address): boolean {
    const { size } = this.#hanging
    return size > 0 && (size >= MOST_HANGING || this.#hanging.has(this.#placeOf(address)))
  }

  close(): void {
    this.#thread?.abandon()
    this.#thread = undefined
  }
}

/** What is said of an address where nobody answers. */
export function notResponding(path: Address): Lookup {
  return { kind: 'fault', fault: lossFault(path, 'not-responding') }
}

function startLooking(file: URL, grants: LookingGrants): LookingThread {
  const pulse = new Pulse()
  const { port1: port, port2 } = new MessageChannel()
  const answered = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const looking: Looking = { grants, port: port2, answered }
  const workerData: WorkerStart = { pulse: pulse.memory, looking }
  const worker = new Worker(file, { workerData, transferList: [port2] })
  // Without a listener an error of the worker would end the whole process.
  worker.on('error', () => undefined)
  worker.unref()
  port.unref()
  return {
    pulse,
    port,
    answered: new Int32Array(answered),
    abandon() {
      port.close()
      void worker.terminate()
    },
  }
}

function ask(thread: LookingThread, question: Question, silence: number): Answer | undefined {
  const { port, answered } = thread
  const before = Atomics.load(answered, 0)
  port.postMessage(question)
  if (!isAnswered(thread, before, silence)) return undefined
  return receiveMessageOnPort(port)?.message as Answer | undefined
}

/** Sleeps until more than `before` was answered; false where the thread had no beat for so long. */
function isAnswered({ pulse, answered }: LookingThread, before: number, silence: number): boolean {
  let { beats } = pulse
  for (let polls = 0; polls < SILENCE_POLLS; ) {
    if (Atomics.wait(answered, 0, before, silence / SILENCE_POLLS) !== 'timed-out') return true
    polls = pulse.beats === beats ? polls + 1 : 0
    beats = pulse.beats
  }
  return false
}
