import { resolve } from 'node:path'
import type { Failure, Place, Result } from '../../shared/ipc/contract.ts'
import type { OpenRequest } from '../argv.ts'
import { Refusal, toFailure } from '../failure.ts'
import type { Grants } from '../grants.ts'
import { withOpened } from '../recent.ts'
import type { SettingsStore } from '../settings.ts'

/** Dropped paths that are remembered: more than anybody drops before opening them. */
const MAX_GIVEN = 256

/** Opens what the user has named, and remembers it as recent. */
export class Opener {
  readonly #grants: Grants
  readonly #settings: SettingsStore
  readonly #given = new Set<string>()

  constructor(grants: Grants, settings: SettingsStore) {
    this.#grants = grants
    this.#settings = settings
  }

  /** The user has dropped this path on the window. */
  give(path: string): void {
    if (this.#given.size >= MAX_GIVEN) this.#given.clear()
    this.#given.add(path)
  }

  /** Opens a path that the page names: one that was dropped, or a recent one. */
  async openNamed(path: string): Promise<Place> {
    const isRecent = this.#settings.get('recent').some((entry) => entry.path === path)
    if (!isRecent && !this.#given.has(path)) {
      throw new Refusal('not-granted', 'neither dropped on the window nor a recent place', path)
    }
    return this.open(path)
  }

  /** Opens a path that came from the user directly: a dialog's or the command line's. */
  async open(path: string, root?: string): Promise<Place> {
    const absolute = resolve(path)
    const place = await this.#grants.open(absolute, root === undefined ? {} : { root })
    const opened = { path: absolute, kind: place.kind, openedAtMs: Date.now() }
    this.#settings.set('recent', withOpened(this.#settings.get('recent'), opened))
    return place
  }

  /** Opens all that a command line names; one that fails does not stop the others. */
  async openAll(request: OpenRequest): Promise<OpenedPlaces> {
    const results = await Promise.all(
      request.paths.map((path) => asResult(this.open(path, request.root))),
    )
    return this.#together(results)
  }

  /** Opens all that the page names together. */
  async openAllNamed(paths: readonly string[]): Promise<readonly Result<Place>[]> {
    const results = await Promise.all(paths.map((path) => asResult(this.openNamed(path))))
    const { places, failures } = this.#together(results)
    return [
      ...places.map((value) => ({ ok: true, value }) as const),
      ...failures.map((failure) => ({ ok: false, failure }) as const),
    ]
  }

  /** Several paths with a folder among them are one place; images alone are a place each. */
  #together(results: readonly Result<Place>[]): OpenedPlaces {
    const places = results.flatMap((result) => (result.ok ? [result.value] : []))
    const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]))
    const isOne = new Set(places).size > 1 && places.some(({ kind }) => kind === 'folder')
    return { places: isOne ? [this.#grants.join(places)] : places, failures }
  }
}

export interface OpenedPlaces {
  readonly places: readonly Place[]
  readonly failures: readonly Failure[]
}

async function asResult<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    return { ok: false, failure: toFailure(error) }
  }
}
