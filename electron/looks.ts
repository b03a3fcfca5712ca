import { followHere } from './files/follow-here.ts'
import { readMounts } from './files/mounts.ts'
import { type Whereabouts, whereaboutsOf } from './files/whereabouts.ts'
import { withTimeLimit } from './time-limit.ts'

/** Node has four threads for the file system. A look that hangs keeps its own, and the page needs one. */
const MOST = 3
/** So that what lies on this machine is looked at whatever mounts hang. */
const MOST_REMOTE = 2

/** Learns what is mounted now, and tells of paths by it. */
type FindOut = () => (path: string) => Whereabouts

/** Once for all of a path's folders: of some thousand mounts the table takes milliseconds. */
function byMounts(): ReturnType<FindOut> {
  const mounts = readMounts()
  return (path) => whereaboutsOf(path, mounts)
}

/** A look's place in the queue. */
class Turn implements Whereabouts {
  readonly together: string
  readonly remote: boolean
  readonly begun: Promise<void>
  /** It does not begin before what hangs has ended. */
  readonly stuck: Promise<void>
  /** It has outlived its limit. */
  hangs = false
  begin: () => void = () => undefined
  getStuck: () => void = () => undefined

  constructor({ together, remote }: Whereabouts) {
    this.together = together
    this.remote = remote
    this.begun = new Promise((resolve) => {
      this.begin = resolve
    })
    this.stuck = new Promise((resolve) => {
      this.getStuck = resolve
    })
  }
}

/**
 * Looks at what the user names, which may lie on a dead mount: one at a time there, so that asking again
 * and again keeps one thread. On a slow one each has its limit for itself: the time that passes until it is
 * its turn counts only while what comes before it hangs.
 */
export class Looks {
  readonly #findOut: FindOut
  readonly #out = new Set<Turn>()
  readonly #waiting = new Set<Turn>()

  constructor(findOut: FindOut = byMounts) {
    this.#findOut = findOut
  }

  /**
   * Settles as `look` does, or with `not-responding` when that takes longer than `limitMs`. What lies here may
   * be a symlink to what hangs: where it leads is asked first, without going there.
   */
  async at<T>(path: string, limitMs: number, look: () => Promise<T>): Promise<T> {
    const inTurn = <R>(where: Whereabouts, work: () => Promise<R>) =>
      this.#inTurn(new Turn(where), work, (answer) => withTimeLimit(answer, limitMs, path))
    const whereIs = this.#findOut()
    const named = whereIs(path)
    if (named.remote) return inTurn(named, look)
    const leads = await inTurn(named, () => followHere(path, (one) => whereIs(one).remote))
    // Anew: on the way there something may have been mounted, as autofs does it.
    return inTurn(this.#findOut()(leads), look)
  }

  async #inTurn<T>(turn: Turn, work: () => Promise<T>, limited: Limited): Promise<T> {
    this.#waiting.add(turn)
    this.#startNext()
    try {
      await Promise.race([turn.begun, turn.stuck.then(() => limited(turn.begun))])
    } catch (error) {
      this.#end(turn)
      throw error
    }
    try {
      return await limited(work().finally(() => this.#end(turn)))
    } finally {
      turn.hangs = this.#out.has(turn)
      this.#startNext()
    }
  }

  #startNext(): void {
    for (const turn of this.#waiting) {
      const out = [...this.#out]
      const hanging = out.filter(({ hangs }) => hangs)
      if (!mayStart(turn, hanging)) turn.getStuck()
      if (!mayStart(turn, out)) continue
      this.#waiting.delete(turn)
      this.#out.add(turn)
      turn.begin()
    }
  }

  #end(turn: Turn): void {
    this.#waiting.delete(turn)
    this.#out.delete(turn)
    this.#startNext()
  }
}

type Limited = <T>(answer: Promise<T>) => Promise<T>

function mayStart({ together, remote }: Turn, out: readonly Turn[]): boolean {
  if (out.length >= MOST || out.some((one) => one.together === together)) return false
  return !remote || out.filter((one) => one.remote).length < MOST_REMOTE
}

/** One for all: the threads are the process's. */
export const looks = new Looks()
