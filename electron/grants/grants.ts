import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { pathUnderRoot } from '../../shared/files/paths.ts'
import type { TreeFault, TreePath } from '../../shared/files/tree.ts'
import type { Place } from '../../shared/ipc/places.ts'
import { Refusal } from '../failure.ts'
import { nearestAbove } from '../files/nearest-above.ts'
import type { Grant } from './grant.ts'
import {
  distinctParts,
  haveSameParts,
  lackTheSame,
  ownOf,
  pathInParts,
  type Readable,
} from './joined-grant.ts'
import { liesWithin } from './lies-within.ts'
import { reportTarget } from './report-target.ts'
import { ANSWER_LIMIT_MS, seen } from './seen-path.ts'

/**
 * What may be read: only folders and files that the user opened. The window holds a place's id;
 * which path that is, and whether something lies inside it, is decided here.
 */
export class Grants {
  readonly #grants = new Map<string, Grant>()
  readonly #ownFolder: string | undefined

  /** `ownFolder` is what the program itself writes, after symlinks: a place says that it is in there. */
  constructor(ownFolder?: string) {
    this.#ownFolder = ownFolder
  }

  /** Opens a folder or a regular file. The same one again, by the same symlink, is the same place. */
  async open(path: string, options: { sample?: boolean; root?: string } = {}): Promise<Place> {
    const { realPath, kind, named } = await seen(path)
    const root = options.root === undefined ? undefined : await this.#realFolder(options.root)
    const known = this.#find(realPath, root, (grant) => grant.named === named)
    if (known !== undefined) return known.place
    const own = this.#ownFolder !== undefined && liesWithin(realPath, this.#ownFolder)
    const place = {
      id: randomUUID(),
      kind,
      path,
      sample: options.sample ?? false,
      ...(own && { ownFolder: this.#ownFolder }),
    }
    return this.#keep({ place, realPath, ...(named !== undefined && { named }) }, root)
  }

  /**
   * Makes one place of several that are open, which also knows what is missing from it. The same ones
   * again, in any order, are the same place.
   */
  join(places: readonly Place[], notOpened: readonly TreeFault[] = []): Place {
    const grants = places.map(({ id }) => this.get(id))
    const parts = distinctParts(grants)
    const root = grants.find((grant) => grant.root !== undefined)?.root
    const isSame = (grant: Grant) =>
      grant.root === root && haveSameParts(grant, parts) && lackTheSame(grant, notOpened)
    const known = [...this.#grants.values()].find(isSame)
    if (known !== undefined) return known.place
    const folders = parts.map(({ real, kind }) => (kind === 'folder' ? real : dirname(real)))
    const realPath = nearestAbove(folders)
    const paths = places.map(({ path }) => path)
    const own = places.find(({ ownFolder }) => ownFolder !== undefined)?.ownFolder
    const place = {
      id: randomUUID(),
      kind: 'folder',
      path: realPath,
      paths,
      sample: false,
      ...(own !== undefined && { ownFolder: own }),
    } as const
    return this.#keep({ place, realPath, parts, notOpened }, root)
  }

  /** Throws a `Refusal` for an id that was not handed out. */
  get(id: string): Grant {
    const grant = this.#grants.get(id)
    if (grant === undefined) throw new Refusal('not-granted', `no place has the id ${id}`)
    return grant
  }

  /** What several paths were opened as by themselves, before they were joined. */
  partsOf(id: string): readonly Place[] {
    const { parts = [], root } = this.get(id)
    return parts.flatMap(({ real }) => this.#find(real, root)?.place ?? [])
  }

  /** Grants one file as what `name` means in a place. */
  async locate(id: string, name: string, path: string): Promise<Grant> {
    this.get(id)
    const { realPath, kind } = await seen(path)
    if (kind !== 'image') throw new Refusal('not-a-file', 'not a regular file', path)
    // Only now: another name may have been located while this file was looked at.
    return this.#relocate(id, (located) => located.set(name, realPath))
  }

  /** Takes back the file that `name` was to mean in a place, for the one `before` it. */
  forget(id: string, name: string, before?: string): Grant {
    return this.#relocate(id, (located) => {
      if (before === undefined) located.delete(name)
      else located.set(name, before)
    })
  }

  /** Absolute path of something inside a place; `''` is the place itself. */
  pathOf(id: string, path: TreePath): string {
    const { place, parts } = this.get(id)
    if (parts !== undefined) return pathInParts(join(place.path, path), parts)
    if (place.kind === 'folder') return join(place.path, path)
    if (path === '' || path === basename(place.path)) return place.path
    throw new Refusal('not-granted', 'an image has nothing inside', path)
  }

  /** Real paths of the folders that were opened. */
  folders(): readonly string[] {
    const grants = [...this.#grants.values()]
    return grants.flatMap((grant) => [
      ...(grant.place.kind === 'folder' && grant.parts === undefined ? [grant.realPath] : []),
      ...(grant.root === undefined ? [] : [grant.root]),
    ])
  }

  /** Whether it is a folder in one that was opened, by its name and also wherever symlinks lead. */
  async hasInside(path: string): Promise<boolean> {
    const grants = [...this.#grants.values()].filter(
      ({ place, parts }) => place.kind === 'folder' && parts === undefined,
    )
    const near = grants.filter(
      ({ place, realPath }) => isBelow(place.path, path) || isBelow(realPath, path),
    )
    if (near.length === 0) return false
    const { realPath, kind } = await seen(path)
    return kind === 'folder' && near.some((grant) => isBelow(grant.realPath, realPath))
  }

  /** Real paths of the single files that were opened or pointed at. */
  files(): readonly string[] {
    const grants = [...this.#grants.values()]
    return grants.flatMap((grant) => [
      ...(grant.place.kind === 'image' ? [grant.realPath] : []),
      ...grant.located.values(),
    ])
  }

  /**
   * What may be read for a place. Of folders that is what they were opened with, so that a scan finds the same
   * whatever else the window had open; an image is looked at in the folder that it lies in, where that is open.
   */
  readableFor(id: string): Readable {
    const grant = this.get(id)
    if (grant.place.kind === 'image') return { folders: this.folders(), files: this.files() }
    return ownOf(grant)
  }

  /** Where a file is written. Refuses one that would change what was opened, or replace what is no file. */
  async targetOf(path: string): Promise<string> {
    const folders = this.folders()
    const files = this.files()
    return reportTarget(path, { folders, files, limitMs: ANSWER_LIMIT_MS })
  }

  #keep(opened: Omit<Grant, 'located' | 'root'>, root: string | undefined): Place {
    const { place } = opened
    this.#grants.set(place.id, {
      ...opened,
      located: new Map(),
      ...(root !== undefined && { root }),
    })
    return place
  }

  #relocate(id: string, change: (located: Map<string, string>) => void): Grant {
    const grant = this.get(id)
    const located = new Map(grant.located)
    change(located)
    const next = { ...grant, located }
    this.#grants.set(id, next)
    return next
  }

  #find(
    realPath: string,
    root: string | undefined,
    isIt: (grant: Grant) => boolean = () => true,
  ): Grant | undefined {
    const isThere = (grant: Grant) => grant.realPath === realPath && grant.root === root
    return [...this.#grants.values()].find(
      (grant) => isThere(grant) && grant.parts === undefined && isIt(grant),
    )
  }

  async #realFolder(path: string): Promise<string> {
    const { realPath, kind } = await seen(path)
    if (kind !== 'folder') throw new Refusal('not-found', 'not a folder', path)
    return realPath
  }
}

function isBelow(folder: string, path: string): boolean {
  return Boolean(pathUnderRoot(folder, path))
}
