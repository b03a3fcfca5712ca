import { resolve } from 'node:path'
import type { TreeFault } from '../../shared/files/tree.ts'
import type { Failure, Result } from '../../shared/ipc/contract.ts'
import { MAX_PATHS, type Place } from '../../shared/ipc/places.ts'
import { Refusal, toFailure } from '../failure.ts'
import type { Grants } from '../grants/grants.ts'
import { openFault } from '../grants/open-fault.ts'
import { rootOf, withOpened } from '../recent.ts'
import type { SettingsStore } from '../settings.ts'
import type { OpenRequest } from '../start/argv.ts'

/** Opens what the user has named, and remembers it as recent. */
export class Opener {
  readonly #grants: Grants
  readonly #settings: SettingsStore
  readonly #given = new Set<string>()
  /** What the user has named and could not be opened. */
  readonly #missed = new Set<string>()

  constructor(grants: Grants, settings: SettingsStore) {
    this.#grants = grants
    this.#settings = settings
  }

  /** The user has dropped this path on the window. As many as one drop may have are remembered. */
  give(path: string): void {
    this.#given.delete(path)
    this.#given.add(path)
    const [oldest] = this.#given
    if (this.#given.size > MAX_PATHS && oldest !== undefined) this.#given.delete(oldest)
  }

  /** Opens a path that the page names: one that was dropped, a recent one, or a folder in an opened one. */
  async #grantNamed(path: string, root: string | undefined): Promise<Place> {
    const isRecent = this.#settings.get('recent').some(({ paths }) => paths.includes(path))
    if (isRecent || this.#given.has(path) || (await this.#grants.hasInside(path))) {
      return this.#grant(path, root)
    }
    throw new Refusal('not-granted', 'neither dropped on the window nor a recent place', path)
  }

  /** Opens the path that a dialog gave. */
  async open(path: string): Promise<Place> {
    const place = await this.#grant(path)
    this.#remember([{ path: resolve(path), value: place }])
    return place
  }

  /** Opens all that a command line names; one that fails does not stop the others. */
  async openAll(request: OpenRequest): Promise<OpenedPlaces> {
    const results = await Promise.all(
      request.paths.map((path) => outcomeOf(path, this.#grant(path, request.root))),
    )
    return this.#together(results, request.root)
  }

  /** Opens all that the page names together: from the recent list as they were opened before. */
  async openAllNamed(paths: readonly string[]): Promise<readonly Result<Place>[]> {
    const isDropped = paths.some((path) => this.#given.has(path))
    const root = isDropped ? undefined : rootOf(this.#settings.get('recent'), paths)
    const results = await Promise.all(
      paths.map((path) => outcomeOf(path, this.#grantNamed(path, root))),
    )
    const { places, failures } = this.#together(results, root)
    return [
      ...places.map((value) => ({ ok: true, value }) as const),
      ...failures.map((failure) => ({ ok: false, failure }) as const),
    ]
  }

  /**
   * What a place lacks is asked for again: with what is there now it is another place. What the page
   * made up was never asked for, and stays refused.
   */
  async reopen(id: string): Promise<Place> {
    const { place, notOpened = [], root } = this.#grants.get(id)
    const again = notOpened.filter(({ path }) => this.#missed.has(path))
    if (again.length === 0) return place
    const results = await Promise.all(
      again.map(({ path }) => outcomeOf(path, this.#grant(path, root))),
    )
    const opened = results.filter((result) => result.ok)
    const lost = results.flatMap((result) => (result.ok ? [] : [result.fault]))
    const refused = notOpened.filter((fault) => !again.includes(fault))
    const before = this.#grants.partsOf(id).map((value) => ({ path: value.path, value }))
    const all = [...before, ...opened]
    this.#remember(all, root)
    const places = all.map(({ value }) => value)
    return this.#grants.join(places, [...refused, ...lost])
  }

  /** What is there of a place that lacks something, as if nothing else had been asked for. */
  leaveOut(id: string): Place {
    const [part, ...others] = this.#grants.partsOf(id)
    if (part === undefined) return this.#grants.get(id).place
    return others.length === 0 ? part : this.#grants.join([part, ...others])
  }

  async #grant(path: string, root?: string): Promise<Place> {
    const absolute = resolve(path)
    this.#missed.add(absolute)
    const place = await this.#grants.open(absolute, root === undefined ? {} : { root })
    this.#missed.delete(absolute)
    return place
  }

  /** What was opened together is opened together again: one recent place. */
  #remember(opened: readonly Opened[], root?: string): void {
    const paths = new Map(opened.map(({ value, path }) => [value.id, path]))
    if (paths.size === 0) return
    const isOfImages = opened.every(({ value }) => value.kind === 'image')
    const kind = isOfImages ? 'image' : 'folder'
    const entry = {
      paths: [...paths.values()],
      ...(root !== undefined && { root }),
      kind,
      openedAtMs: Date.now(),
    } as const
    this.#settings.set('recent', withOpened(this.#settings.get('recent'), entry))
  }

  /**
   * Several paths with a folder among them are one place, also where some of them could not be
   * opened: then it is known to lack them. Images alone are a place each.
   */
  #together(results: readonly Outcome[], root: string | undefined): OpenedPlaces {
    const opened = results.filter((result) => result.ok)
    this.#remember(opened, root)
    const places = opened.map(({ value }) => value)
    const lost = results.filter((result) => !result.ok)
    const failures = lost.map(({ failure }) => failure)
    const isSeveral = new Set(places).size + lost.length > 1
    if (!isSeveral || places.every(({ kind }) => kind === 'image')) return { places, failures }
    const notOpened = lost.map(({ fault }) => fault)
    return { places: [this.#grants.join(places, notOpened)], failures }
  }
}

export interface OpenedPlaces {
  readonly places: readonly Place[]
  readonly failures: readonly Failure[]
}

interface Opened {
  /** Absolute, as it was named. */
  readonly path: string
  readonly value: Place
}

type Outcome =
  | ({ readonly ok: true } & Opened)
  | { readonly ok: false; readonly failure: Failure; readonly fault: TreeFault }

async function outcomeOf(path: string, work: Promise<Place>): Promise<Outcome> {
  try {
    return { ok: true, path: resolve(path), value: await work }
  } catch (error) {
    return { ok: false, failure: toFailure(error), fault: openFault(error, resolve(path)) }
  }
}
