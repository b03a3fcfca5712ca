import { fileSystemTraits } from '../shared/files/fs-traits.ts'
import { mountOf } from '../shared/files/mountinfo.ts'
import { readMounts } from './files/mounts.ts'
import { withTimeLimit } from './time-limit.ts'

/** Node has four threads for the file system. A look that hangs keeps its own, and the page needs one. */
const MOST = 3
/** So that what lies on this machine is looked at whatever mounts hang. */
const MOST_REMOTE = 2

/** Where a path lies. */
export interface Whereabouts {
  /** What hangs together: a mount of another machine; else the path, as symlinks may lead anywhere. */
  readonly together: string
  readonly remote: boolean
}

interface Turn extends Whereabouts {
  readonly start: () => void
}

/**
 * Looks at what the user names, which may lie on a dead mount: one at a time there, so that asking again
 * and again keeps one thread. Who waits for a turn waits no longer than for the answer.
 */
export class Looks {
  readonly #whereIs: (path: string) => Whereabouts
  readonly #out = new Set<Turn>()
  readonly #waiting = new Set<Turn>()

  constructor(whereIs: (path: string) => Whereabouts = whereaboutsOf) {
    this.#whereIs = whereIs
  }

  /** Settles as `look` does, or with `not-responding` when that takes longer than `limitMs`. */
  async at<T>(path: string, limitMs: number, look: () => Promise<T>): Promise<T> {
    let start: () => void = () => undefined
    const begun = new Promise<void>((resolve) => {
      start = resolve
    })
    const turn = { ...this.#whereIs(path), start }
    const answer = begun.then(look).finally(() => this.#end(turn))
    this.#waiting.add(turn)
    this.#startNext()
    try {
      return await withTimeLimit(answer, limitMs, path)
    } finally {
      this.#waiting.delete(turn)
    }
  }

  #startNext(): void {
    for (const turn of this.#waiting) {
      if (!this.#mayStart(turn)) continue
      this.#waiting.delete(turn)
      this.#out.add(turn)
      turn.start()
    }
  }

  #mayStart({ together, remote }: Turn): boolean {
    const out = [...this.#out]
    if (out.length >= MOST || out.some((one) => one.together === together)) return false
    return !remote || out.filter((one) => one.remote).length < MOST_REMOTE
  }

  #end(turn: Turn): void {
    this.#out.delete(turn)
    this.#startNext()
  }
}

/** One for all: the threads are the process's. */
export const looks = new Looks()

/** By the mount table, which never hangs, and the path's text. */
function whereaboutsOf(path: string): Whereabouts {
  const mount = mountOf(readMounts(), path)
  const isRemote = mount !== undefined && fileSystemTraits(mount.type).remote === true
  return { together: isRemote ? mount.mountPoint : path, remote: isRemote }
}
