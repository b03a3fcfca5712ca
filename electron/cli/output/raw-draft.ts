import {
  closeSync,
  fchmodSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  write,
  writeSync,
} from 'node:fs'
import { promisify } from 'node:util'
import { draftBeside, PERMISSIONS } from '../../files/replace-file.ts'
import { systemPath } from '../../files/system-path.ts'
import { OutputError, sentence } from '../error-text.ts'

const writeAsync = promisify(write)
/** Below this, handing a write to another thread takes longer than the write. */
const SMALL = 32 * 1024

/** A sparse file under another name beside its target, until it is complete. */
export class RawDraft {
  readonly #target: string
  readonly #name: string
  readonly #path: string
  readonly #fd: number
  #open = true
  #done = false

  /**
   * Creates it at its full length, all of it a hole. `name` is what the user calls it: an `OutputError`
   * names it by that.
   */
  constructor(target: string, length: number, name = target) {
    this.#target = target
    this.#name = name
    this.#path = draftBeside(target)
    this.#fd = openSync(systemPath(this.#path), 'wx', 0o600)
    try {
      ftruncateSync(this.#fd, length)
    } catch (error) {
      this.discard()
      throw error
    }
  }

  /** Writes all of it; more than one write may be under way. Throws an `OutputError`. */
  async write(bytes: Uint8Array, offset: number): Promise<void> {
    try {
      await this.#writeAll(bytes, offset)
    } catch (error) {
      throw new OutputError(sentence(this.#name, error))
    }
  }

  async #writeAll(bytes: Uint8Array, offset: number): Promise<void> {
    let done = 0
    while (done < bytes.length) {
      const rest = bytes.length - done
      done +=
        rest < SMALL
          ? writeSync(this.#fd, bytes, done, rest, offset + done)
          : (await writeAsync(this.#fd, bytes, done, rest, offset + done)).bytesWritten
    }
  }

  /** From now on it is the target, with the permissions of what was there. */
  finish(): void {
    const replaced = statSync(systemPath(this.#target), { throwIfNoEntry: false })
    if (replaced !== undefined) fchmodSync(this.#fd, replaced.mode & PERMISSIONS)
    this.#close()
    renameSync(systemPath(this.#path), systemPath(this.#target))
    this.#done = true
  }

  /** Removes it, unless it has become the target. */
  discard(): void {
    this.#close()
    if (!this.#done) rmSync(systemPath(this.#path), { force: true })
  }

  #close(): void {
    if (!this.#open) return
    this.#open = false
    closeSync(this.#fd)
  }
}
