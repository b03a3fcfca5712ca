import type { TreePath } from '../../files/tree.ts'
import { aboveAll, type Broken, breaksOf } from './broken.ts'
import type { SpaceForest, SpaceNode } from './forest.ts'
import { createWalk } from './users.ts'

/** What somebody thinks of deleting: whole folders of instances and single files, bases too. */
export interface DeletionChoice {
  readonly instances: readonly TreePath[]
  readonly files: readonly TreePath[]
}

/** What a deletion comes to. Nothing here deletes. */
export interface Freed {
  readonly bytes: number
  /** Bases that nothing uses afterwards: their bytes are counted as freed. */
  readonly bases: readonly TreePath[]
  /** What would not work any more, sorted by path. */
  readonly breaks: readonly Broken[]
  /** Chosen files whose bytes stay, because another hard link keeps them. */
  readonly kept: readonly TreePath[]
  /** Chosen paths that are not known here. */
  readonly unknown: readonly TreePath[]
  /** False when something unseen may still stand on the bases, which are then counted as kept. */
  readonly certain: boolean
}

/** A file that is no image and has no links: where it lies and what it takes. */
export type PlainFile = (
  path: TreePath,
) => { readonly allocated: number; readonly folder?: TreePath } | undefined

/**
 * Bytes that a deletion frees. A base that is not chosen itself goes along when only chosen things
 * used it: nothing that stays is left to stand on it.
 */
export function freedIfDeleted(
  forest: SpaceForest,
  choice: DeletionChoice,
  plainFile: PlainFile = () => undefined,
): Freed {
  const chosen = resolveChoice(forest, choice, plainFile)
  const gone = goneNodes(forest, chosen)
  const released = forest.certain ? releasedNodes(forest, gone) : new Set<number>()
  let bytes = chosen.plainBytes
  for (const folder of chosen.folders) bytes += lumpOf(forest, folder)
  for (const at of [...gone.deleted, ...released]) bytes += forest.nodes[at]?.allocated ?? 0
  const stays = (path: TreePath): boolean => {
    const at = forest.nodeAt(path)
    return at !== undefined && !gone.deleted.has(at) && !released.has(at)
  }
  return {
    bytes,
    bases: [...released].flatMap((at) => forest.nodes[at]?.paths ?? []).sort(),
    breaks: breaksOf(forest, gone.deleted, released),
    kept: chosen.files.filter(stays).sort(),
    unknown: chosen.unknown,
    certain: forest.certain,
  }
}

interface Chosen {
  readonly folders: ReadonlySet<number>
  /** Files that are nodes. */
  readonly files: readonly TreePath[]
  readonly plainBytes: number
  readonly unknown: readonly TreePath[]
}

function resolveChoice(
  forest: SpaceForest,
  { instances, files }: DeletionChoice,
  plainFile: PlainFile,
): Chosen {
  const unknown: TreePath[] = []
  const folders = new Set<number>()
  for (const id of new Set(instances)) {
    const folder = forest.folderAt(id)
    if (folder === undefined) unknown.push(id)
    else folders.add(folder)
  }
  const known: TreePath[] = []
  let plainBytes = 0
  for (const path of new Set(files)) {
    const plain = forest.nodeAt(path) === undefined ? plainFile(path) : undefined
    if (forest.nodeAt(path) !== undefined) known.push(path)
    else if (plain === undefined) unknown.push(path)
    else if (!folders.has(forest.folderAt(plain.folder ?? '') ?? -1)) plainBytes += plain.allocated
  }
  return { folders, files: known, plainBytes, unknown }
}

interface Gone {
  /** No link is left. */
  readonly deleted: ReadonlySet<number>
  /** Some link is gone, and the image cache holds all that is left. */
  readonly cacheOnly: ReadonlySet<number>
}

function goneNodes(forest: SpaceForest, { folders, files }: Chosen): Gone {
  const links = new Map<number, Set<TreePath>>()
  const take = (path: TreePath): void => {
    const at = forest.nodeAt(path)
    if (at !== undefined) links.set(at, (links.get(at) ?? new Set()).add(path))
  }
  for (const path of files) take(path)
  for (const folder of folders) {
    for (const { path } of forest.folders[folder]?.files ?? []) take(path)
  }
  const deleted = new Set<number>()
  const cacheOnly = new Set<number>()
  for (const [at, taken] of links) {
    const node = forest.nodes[at]
    if (node === undefined || node.hidden) continue
    if (taken.size === node.paths.length) deleted.add(at)
    else if (node.cached && !node.elsewhere && !isHeld(forest, node, taken)) cacheOnly.add(at)
  }
  return { deleted, cacheOnly }
}

/** Whether a folder of an instance still holds a link that is not taken. */
function isHeld(forest: SpaceForest, node: SpaceNode, taken: ReadonlySet<TreePath>): boolean {
  return node.folders.some((folder) =>
    forest.folders[folder]?.files.some(({ path }) => node.paths.includes(path) && !taken.has(path)),
  )
}

/**
 * Files of the cache that something deleted used and nothing that stays does. What stays keeps all
 * that is below it, also below something deleted: whoever mends it will need that.
 */
function releasedNodes(forest: SpaceForest, { deleted, cacheOnly }: Gone): Set<number> {
  const { nodes } = forest
  const walk = createWalk(forest)
  const free = new Set<number>()
  for (const at of walk([...deleted, ...cacheOnly])) {
    const node = nodes[at]
    if (node === undefined || deleted.has(at) || !node.cached || node.elsewhere) continue
    if (node.folders.length === 0 || cacheOnly.has(at)) free.add(at)
  }
  const staying = [...aboveAll(forest, free)].filter((at) => !deleted.has(at) && !free.has(at))
  for (const at of walk(staying)) free.delete(at)
  return free
}

/** Bytes of a folder that are none of its nodes'. */
function lumpOf(forest: SpaceForest, folder: number): number {
  const held = forest.held[folder] ?? []
  const nodes = held.reduce((sum, at) => sum + (forest.nodes[at]?.allocated ?? 0), 0)
  return (forest.folders[folder]?.allocated ?? 0) - nodes
}
