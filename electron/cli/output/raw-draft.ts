import { writeSync } from 'node:fs'
import { Draft, type Stop } from '../../files/draft.ts'
import { CliError, OutputError, sentence } from '../error-text.ts'

/** Below this, handing a write to another thread takes longer than the write. */
const SMALL = 32 * 1024
/** A guest's disk is nobody else's to read, unless what it replaces was. */
const OWNERS = 0o600

/** A sparse file beside its target, until it is complete. Throws an `OutputError` for what the system refuses. */
export class RawDraft {
  readonly #draft: Draft
  readonly #name: string

  private constructor(draft: Draft, name: string) {
    this.#draft = draft
    this.#name = name
  }

  /** Creates it at its full length, all of it a hole. `name` is what the user calls it in an error. */
  static async create(target: string, length: number, name = target): Promise<RawDraft> {
    return telling(name, async () => {
      const draft = await Draft.beside(target, OWNERS)
      try {
        await draft.file.truncate(length)
      } catch (error) {
        await draft.discard()
        throw error
      }
      return new RawDraft(draft, name)
    })
  }

  /** Writes all of it; more than one write may be under way. */
  async write(bytes: Uint8Array, offset: number): Promise<void> {
    await telling(this.#name, () => this.#writeAll(bytes, offset))
  }

  async #writeAll(bytes: Uint8Array, offset: number): Promise<void> {
    const { file } = this.#draft
    let done = 0
    while (done < bytes.length) {
      const rest = bytes.length - done
      done +=
        rest < SMALL
          ? writeSync(file.fd, bytes, done, rest, offset + done)
          : (await file.write(bytes, done, rest, offset + done)).bytesWritten
    }
  }

  /**
   * From now on it is the target. Where it has taken the place of nothing it can be made again, and
   * many GiB are not waited for. Throws what `stop` throws.
   */
  async finish(stop: Stop): Promise<void> {
    const draft = this.#draft
    await telling(this.#name, () => draft.finish(stop, draft.replaces))
  }

  /** Removes it, unless it has become the target. */
  async discard(): Promise<void> {
    await this.#draft.discard()
  }
}

async function telling<T>(name: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof CliError ? error : new OutputError(sentence(name, error))
  }
}
