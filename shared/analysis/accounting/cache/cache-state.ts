import type { TreePath } from '../../../files/tree.ts'
import { isLive } from '../../../nova/names.ts'
import type { Dependant, Dependants } from '../deletion/dependants.ts'
import { type CacheClass, cacheClass, isMadeFrom, isOfSomeImage } from './cache-names.ts'
import { type CacheOptions, removes } from './cache-options.ts'
import type { CacheUsers } from './cache-users.ts'

/**
 * What the image cache manager makes of a file of the cache.
 *
 * - in-use: an instance that it knows keeps it.
 * - too-young: nothing keeps it, but it was not long enough unused.
 * - removable: nothing keeps it, and it is old enough.
 * - unseen-only: nothing keeps it although something needs it that the manager does not look at.
 * - orphans-only: the same, and all of that are folders that Nova does not know.
 * - leftovers-only: the same, and all of that is left over from deletions and resizes.
 * - kept: nothing keeps it, but by the node's options nothing is removed.
 * - invisible: by its name the manager never looks at it.
 * - unknown: not everything that may keep it was seen, or can be told from files.
 */
export type CacheStateKind =
  | 'in-use'
  | 'too-young'
  | 'removable'
  | 'unseen-only'
  | 'orphans-only'
  | 'leftovers-only'
  | 'kept'
  | 'invisible'
  | 'unknown'

export interface CacheState {
  readonly kind: CacheStateKind
  /** Undefined for what is invisible. */
  readonly class?: CacheClass
  /** By what the manager sees that it is used. */
  readonly by?: 'image' | 'root-disk' | 'swap-or-ephemeral'
  /** Name of a folder of an instance that uses it, by which the manager calls it. */
  readonly example?: string
  /** Used by a root disk: whether Nova also knows it by an image, only the database tells. */
  readonly perhapsOfImage?: true
  /** Id of the image that it is used by. */
  readonly imageId?: string
  /** When it is old enough, in milliseconds since the epoch; only of what is going to be removed. */
  readonly removableAtMs?: number
  /** Of what the options keep: it is as old as what would be removed. */
  readonly isOld?: boolean
  /**
   * Of what is unknown: something may stand on it that was not seen; or only Nova's database tells whether
   * some instance is made from it, or one whose copy stands on it is still being resized; or it is a symlink;
   * or an option of the image cache is not known, and so not when it goes; or it may be used by other hosts
   * on the storage, whose instances the database tells. `unseen` and `hosts` also of what is needed for
   * certain, where something more may need it.
   */
  readonly why?: 'unseen' | 'database' | 'resize' | 'link' | 'options' | 'hosts'
  /** What needs it, at whatever distance, and the manager does not look at. */
  readonly unseenUsers: number
}

export interface CachedFile {
  readonly path: TreePath
  readonly name: string
  /** `st_size`. */
  readonly length: number
  readonly mtimeMs: number
  /** The files that stand directly on it, and how many instances and images need it otherwise. */
  readonly overlays: readonly Pick<Dependant, 'path'>[]
  readonly indirectUsers: number
  readonly dependants: Dependants
}

export interface CacheContext {
  readonly users: CacheUsers
  readonly options: CacheOptions
  /** The scan's clock. */
  readonly nowMs: number
  /** Whether everything that may keep a file of this name was seen, as far as files tell it. */
  readonly isCertain: (name: string) => boolean
  /** An option names one that is not read: nobody knows what is removed, or when. */
  readonly isUntold: boolean
  /** Whether other hosts use the storage, for whose instances Nova may keep any file of it. */
  readonly hasOthers: boolean
  /** Whether the scan came to its end: else most of what keeps a file may still come. */
  readonly isEnded: boolean
  /** Folders of instances that nobody knows any more. */
  readonly orphans: ReadonlySet<TreePath>
}

export function cacheState(file: CachedFile, context: CacheContext): CacheState {
  const { users, options, nowMs } = context
  const seenAs = cacheClass(file.name, users.release)
  const looked = users.lookedAt(file.path)
  const unseen = file.overlays.filter(({ path }) => !looked.has(path))
  const unseenUsers = unseen.length + file.indirectUsers
  if (seenAs === undefined)
    return { kind: 'invisible', unseenUsers, ...listedUser(file.name, users) }
  const keeps = whatKeeps(file.name, seenAs, users)
  const seen = { class: seenAs, unseenUsers } as const
  if (keeps !== undefined) return { kind: 'in-use', ...seen, ...keeps }
  const open = leftOpen(file, context)
  const why = users.mayUse(seenAs, file)
  const lost = lostKind(file, context.orphans)
  const isOpen = open !== undefined && !isEndangered(lost, context)
  if (open === 'unseen' && (why !== undefined || isOpen))
    return { kind: 'unknown', ...seen, why: open }
  if (why !== undefined) return { kind: 'unknown', ...seen, why }
  if (isOpen) return { kind: 'unknown', ...seen, why: open }
  if (context.isUntold && lost === undefined) return { kind: 'unknown', ...seen, why: 'options' }
  const age = seenAs === 'resized' ? options.resizedMinimumAge : options.originalMinimumAge
  const removableAtMs = file.mtimeMs + age * 1000
  const isOld = removableAtMs <= nowMs
  if (!removes(options)) return { kind: 'kept', ...seen, isOld }
  return {
    kind: lost ?? (isOld ? 'removable' : 'too-young'),
    ...seen,
    removableAtMs,
    ...(open !== undefined && { why: open }),
  }
}

/** What may keep the file although nothing that was seen does. */
function leftOpen(
  { name }: CachedFile,
  { isCertain, hasOthers }: CacheContext,
): 'unseen' | 'hosts' | undefined {
  if (!isCertain(name)) return 'unseen'
  return hasOthers ? 'hosts' : undefined
}

/** What was not seen can only need the file too: it takes nothing from what was seen to lose it. */
function isEndangered(
  lost: CacheStateKind | undefined,
  { options, isEnded }: CacheContext,
): boolean {
  return isEnded && removes(options) && (lost === 'unseen-only' || lost === 'orphans-only')
}

/** What it is called for whoever needs it although the manager does not keep it for them. */
function lostKind(
  { dependants: { instances, others } }: CachedFile,
  orphans: ReadonlySet<TreePath>,
): CacheStateKind | undefined {
  if (others.length > 0) return 'unseen-only'
  if (instances.length === 0) return undefined
  // What a clean-up set aside may have to be moved back.
  const lost = instances.filter((one) => isLive(one) || one.kind === 'aside')
  if (lost.length === 0) return 'leftovers-only'
  return lost.every(({ path }) => orphans.has(path)) ? 'orphans-only' : 'unseen-only'
}

/** What a root disk stands on is listed in the log even where the manager does not look at it. */
function listedUser(
  name: string,
  { rootBackings }: CacheUsers,
): Pick<CacheState, 'by' | 'example'> {
  const example = rootBackings.get(name)
  return example === undefined ? {} : { by: 'root-disk', example }
}

type Keeps = Pick<CacheState, 'by' | 'example' | 'imageId' | 'perhapsOfImage'>

function whatKeeps(name: string, seenAs: CacheClass, users: CacheUsers): Keeps | undefined {
  if (seenAs === 'swap' || seenAs === 'ephemeral') {
    const example = users.blankUser(name)
    return example === undefined ? undefined : { by: 'swap-or-ephemeral', example }
  }
  const sha1 = name.slice(0, 40)
  const imageId = isMadeFrom(name, sha1) ? users.imageIdBySha1.get(sha1) : undefined
  if (imageId !== undefined) return { by: 'image', imageId }
  const example = users.rootBackings.get(name)
  if (example === undefined) return undefined
  const root = { by: 'root-disk', example } as const
  return users.perhapsOfImage.has(name) && isOfSomeImage(name)
    ? { ...root, perhapsOfImage: true }
    : root
}
