import { randomUUID } from 'node:crypto'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { decodeText } from '../shared/bytes/text.ts'
import type { TreeFault, TreePath } from '../shared/files/tree.ts'
import type { Place } from '../shared/ipc/contract.ts'
import { Refusal, toFailure } from './failure.ts'
import { nearestAbove } from './files/nearest-above.ts'
import type { OpenedPath } from './files/opened-paths.ts'
import { systemPath } from './files/system-path.ts'
import { checkReportTarget } from './report-target.ts'
import { withTimeLimit } from './time-limit.ts'

/** A dead network mount answers no call; the window must not wait for it. */
const ANSWER_LIMIT_MS = 5_000

/** Something the user opened, with what that allows to be read. */
export interface Grant {
  readonly place: Place
  /** After symlinks, as it was when it was opened. */
  readonly realPath: string
  /** Of an image: the symlink that it was opened by, in its folder after symlinks. */
  readonly named?: string
  /** Where several paths were opened as one: these and nothing else below `realPath`, which is above all. */
  readonly parts?: readonly OpenedPath[]
  /** What should have been opened with them and could not be. */
  readonly notOpened?: readonly TreeFault[]
  /** `--root DIR`, after symlinks: where recorded absolute names of this place are looked for. */
  readonly root?: string
  /** Files that the user pointed at for names in this place, after symlinks, by recorded name. */
  readonly located: ReadonlyMap<string, string>
}

/**
 * What may be read: only folders and files that the user opened. The window holds a place's id;
 * which path that is, and whether something lies inside it, is decided here.
 */
export class Grants {
  readonly #grants = new Map<string, Grant>()

  /** Opens a folder or a regular file. The same one again, by the same symlink, is the same place. */
  async open(path: string, options: { sample?: boolean; root?: string } = {}): Promise<Place> {
    const { realPath, kind, named } = await withTimeLimit(look(path), ANSWER_LIMIT_MS, path)
    const root = options.root === undefined ? undefined : await this.#realFolder(options.root)
    const known = this.#find(realPath, root, (grant) => grant.named === named)
    if (known !== undefined) return known.place
    const place = { id: randomUUID(), kind, path, sample: options.sample ?? false }
    const image = named === undefined ? {} : { named }
    const grant = { place, realPath, ...image, located: new Map<string, string>() }
    this.#grants.set(place.id, root === undefined ? grant : { ...grant, root })
    return place
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
    const place = {
      id: randomUUID(),
      kind: 'folder',
      path: realPath,
      paths,
      sample: false,
    } as const
    const grant = { place, realPath, parts, notOpened, located: new Map<string, string>() }
    this.#grants.set(place.id, root === undefined ? grant : { ...grant, root })
    return place
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
    const grant = this.get(id)
    const { realPath, kind } = await withTimeLimit(look(path), ANSWER_LIMIT_MS, path)
    if (kind !== 'image') throw new Refusal('not-a-file', 'not a regular file', path)
    const located = new Map(grant.located).set(name, realPath)
    const next = { ...grant, located }
    this.#grants.set(id, next)
    return next
  }

  /** Takes back the file that `name` was to mean in a place. */
  forget(id: string, name: string): Grant {
    const grant = this.get(id)
    const located = new Map(grant.located)
    located.delete(name)
    const next = { ...grant, located }
    this.#grants.set(id, next)
    return next
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

  /** Real paths of the single files that were opened or pointed at. */
  files(): readonly string[] {
    const grants = [...this.#grants.values()]
    return grants.flatMap((grant) => [
      ...(grant.place.kind === 'image' ? [grant.realPath] : []),
      ...grant.located.values(),
    ])
  }

  /** Refuses a file to be written that would change what was opened, or replace what is no file. */
  async checkTarget(path: string): Promise<void> {
    const folders = this.folders()
    const files = this.files()
    await checkReportTarget(path, { folders, files, limitMs: ANSWER_LIMIT_MS })
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
    const { realPath, kind } = await withTimeLimit(look(path), ANSWER_LIMIT_MS, path)
    if (kind !== 'folder') throw new Refusal('not-found', 'not a folder', path)
    return realPath
  }
}

function distinctParts(grants: readonly Grant[]): readonly OpenedPath[] {
  const parts = grants.map(({ place: { kind }, realPath }) => ({ real: realPath, kind }))
  return [...new Map(parts.map((part) => [part.real, part])).values()]
}

function haveSameParts({ parts }: Grant, others: readonly OpenedPath[]): boolean {
  const own = new Set(parts?.map(({ real }) => real))
  return own.size === others.length && others.every(({ real }) => own.has(real))
}

function lackTheSame({ notOpened = [] }: Grant, others: readonly TreeFault[]): boolean {
  const names = (faults: readonly TreeFault[]) => [...new Set(faults.map(nameOf))].sort().join('\n')
  return names(notOpened) === names(others)
}

function nameOf({ code, path }: TreeFault): string {
  return JSON.stringify([path, code])
}

function pathInParts(path: string, parts: readonly OpenedPath[]): string {
  if (parts.some(({ real }) => liesWithin(real, path))) return path
  throw new Refusal('not-granted', 'it lies beside what was opened', path)
}

interface Seen {
  readonly realPath: string
  readonly kind: Place['kind']
  /** Of an image that a symlink leads to. */
  readonly named?: string
}

async function look(path: string): Promise<Seen> {
  try {
    const real = await realPath(path)
    const stats = await stat(systemPath(real))
    if (stats.isDirectory()) return { realPath: real, kind: 'folder' }
    if (stats.isFile()) return { realPath: real, kind: 'image', ...(await namedAt(path, real)) }
  } catch (error) {
    const { code, message } = toFailure(error)
    throw new Refusal(code, message, path, { cause: error })
  }
  throw new Refusal('not-a-file', 'neither a folder nor a regular file', path)
}

/** Where names in the image count from, if that is not where it lies: qemu goes on from its name. */
async function namedAt(path: string, real: string): Promise<Pick<Seen, 'named'>> {
  const named = join(await realPath(dirname(path)), basename(path))
  return named === real ? {} : { named }
}

async function realPath(path: string): Promise<string> {
  return decodeText(await realpath(systemPath(path), 'buffer'))
}

/** Whether an absolute path is a folder or lies below it; both after symlinks. */
export function liesWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}
