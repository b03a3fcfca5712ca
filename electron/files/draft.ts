import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { systemPath } from './system-path.ts'

/** Bytes of a name that leave room for what a draft has beside it: file systems take 255 (NAME_MAX). */
const MOST_OF_NAME = 200

/** What of `st_mode` a file keeps that is put in the place of another. */
const PERMISSIONS = 0o777

/** How often it is asked, while the disk is waited for, whether it is to be given up. */
const ASK_MS = 100

/** Throws where it is to be given up. */
export type Stop = () => void

const goOn: Stop = () => undefined

/**
 * A file under another name beside its target, until it is put in its place whole, with the permissions of what
 * was there: a reader sees the old content or the new one, after a crash too. Throws the system's errors.
 */
export class Draft {
  readonly file: FileHandle
  readonly #target: string
  readonly #path: string
  #replaces = false
  #open = true
  #isSyncing = false
  #done = false

  private constructor(file: FileHandle, target: string, path: string) {
    this.file = file
    this.#target = target
    this.#path = path
  }

  /** There was a file: a crash must not cost what it held. */
  get replaces(): boolean {
    return this.#replaces
  }

  /** `mode`: the permissions of a file that replaces nothing, without what the umask takes. */
  static async beside(target: string, mode = 0o666): Promise<Draft> {
    const path = draftBeside(target)
    const draft = new Draft(await open(systemPath(path), 'wx', mode), target, path)
    try {
      const found = await stat(systemPath(target)).catch(() => undefined)
      if (found !== undefined) await draft.file.chmod(found.mode & PERMISSIONS)
      draft.#replaces = found !== undefined
      return draft
    } catch (error) {
      await draft.discard()
      throw error
    }
  }

  /** From now on it is the target, and on the disk before it has the name, unless nobody waits for that. */
  async finish(stop = goOn, isWaitedFor = true): Promise<void> {
    if (isWaitedFor) await this.#sync(stop)
    stop()
    await this.#close()
    await rename(systemPath(this.#path), systemPath(this.#target))
    this.#done = true
  }

  /** Of a disk of many GiB it takes minutes, and nothing here ends the call: whoever gives up leaves it behind. */
  async #sync(stop: Stop): Promise<void> {
    this.#isSyncing = true
    const synced = this.file.sync().finally(() => {
      this.#isSyncing = false
    })
    synced.catch(() => undefined)
    const isSynced = synced.then(() => true)
    while (!(await Promise.race([isSynced, setTimeout(ASK_MS, false)]))) stop()
  }

  /** Removes it, unless it has become the target. */
  async discard(): Promise<void> {
    const closed = this.#close()
    // It is not closed before it is on the disk, which nobody waits for any more.
    if (this.#isSyncing) closed.catch(() => undefined)
    else await closed
    if (!this.#done) await rm(systemPath(this.#path), { force: true })
  }

  async #close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.file.close()
  }
}

/** Another name in the folder of `target`, so that a rename puts the one in the place of the other. */
function draftBeside(target: string): string {
  const name = basename(target)
  const kept = Buffer.byteLength(name) > MOST_OF_NAME ? '' : `${name}.`
  return join(dirname(target), `.${kept}${randomUUID()}.tmp`)
}
