import type { TreePath } from '../../../files/tree.ts'
import {
  isUncounted,
  mayHoldMore,
  mayNeedMore,
  type SpaceFolder,
  type SpaceForest,
} from '../forest/forest.ts'
import { type Broken, breaksOf } from './broken.ts'
import { type Chosen, type DeletionChoice, type PlainFile, resolveChoice } from './choice.ts'
import { type Gone, goneOf } from './gone.ts'
import { releasedNodes } from './released.ts'

/** What a deletion comes to. Nothing here deletes. */
export interface Freed {
  readonly bytes: number
  /** Bases that nothing uses afterwards: their bytes are counted as freed. */
  readonly bases: readonly TreePath[]
  /** What would not work any more, sorted by path. */
  readonly breaks: readonly Broken[]
  /** Chosen files whose bytes stay, because another hard link keeps them. */
  readonly kept: readonly TreePath[]
  /** Chosen folders of instances that a symlink leads to: Nova deletes nothing there, and all of it stays. */
  readonly outliving: readonly TreePath[]
  /** Chosen paths that are not known here. */
  readonly unknown: readonly TreePath[]
  /** False when not all was read that may stand on any of the bases, which are then counted as kept. */
  readonly certain: boolean
  /**
   * Bases of which nobody can tell whether something else uses them, or Nova keeps them for it: they count
   * as kept.
   */
  readonly mayGo: readonly TreePath[]
  /** More may go: these bases, what chosen things need unseen, or chosen paths that are not known. */
  readonly isAtLeast: boolean
}

/**
 * Bytes that a deletion frees. A base that is not chosen itself goes along when only chosen things
 * used it: nothing that stays is left to stand on it.
 */
export function freedIfDeleted(
  forest: SpaceForest,
  choice: DeletionChoice,
  plainFile?: PlainFile,
): Freed {
  const chosen = resolveChoice(forest, choice, plainFile)
  const gone = goneOf(forest, chosen)
  const { certain } = forest.input
  const { sure: released, perhaps } = releasedNodes(forest, gone)
  const mayGo = [...perhaps].filter((at) => !released.has(at))
  const isLost = (at: number): boolean => gone.deleted.has(at) || released.has(at)
  return {
    bytes: bytesOf(forest, chosen, gone, released),
    bases: pathsOf(forest, released),
    breaks: breaksOf(forest, chosen, new Set([...gone.deleted, ...released])),
    kept: chosen.nodeFiles.filter((path) => !isLost(forest.nodeAt(path) ?? -1)).sort(),
    outliving: [...chosen.outliving].sort(),
    unknown: chosen.unknown,
    certain,
    mayGo: pathsOf(forest, mayGo),
    isAtLeast:
      chosen.unknown.length > 0 ||
      mayGo.length > 0 ||
      mayTakeMore(forest, chosen) ||
      isAnyUncounted(forest, gone, released),
  }
}

/** Whether something may go along that nobody saw, or that a chosen file is not known to need. */
function mayTakeMore(
  { input, nodes, nodeAt }: SpaceForest,
  { folders, leaves, nodeFiles }: Chosen,
): boolean {
  const isMore = (folder: SpaceFolder | undefined) => folder !== undefined && mayHoldMore(folder)
  return (
    [...folders].some((at) => isMore(input.folders[at])) ||
    [...leaves.values()].some((files) =>
      [...files].some((file) => mayNeedMore(file) || isUncounted(file)),
    ) ||
    nodeFiles.some((path) => nodes[nodeAt(path) ?? -1]?.mayNeedMore === true)
  )
}

/** Whether of what goes nobody knows what it takes. */
function isAnyUncounted(
  { nodes }: SpaceForest,
  { deleted }: Gone,
  released: ReadonlySet<number>,
): boolean {
  return [...deleted, ...released].some((at) => nodes[at]?.isUncounted === true)
}

/** The bytes alone, for whoever asks of every base. */
export function freedBytes(
  forest: SpaceForest,
  choice: DeletionChoice,
): Pick<Freed, 'bytes' | 'isAtLeast'> {
  const chosen = resolveChoice(forest, choice)
  const gone = goneOf(forest, chosen)
  const { sure, perhaps } = releasedNodes(forest, gone)
  const isMore =
    [...perhaps].some((at) => !sure.has(at)) ||
    mayTakeMore(forest, chosen) ||
    isAnyUncounted(forest, gone, sure)
  return { bytes: bytesOf(forest, chosen, gone, sure), isAtLeast: isMore }
}

function pathsOf({ nodes }: SpaceForest, which: Iterable<number>): readonly TreePath[] {
  return [...which].flatMap((at) => nodes[at]?.paths ?? []).sort()
}

function bytesOf(
  forest: SpaceForest,
  { folders, leaves, plainBytes }: Chosen,
  { deleted }: Gone,
  released: ReadonlySet<number>,
): number {
  let bytes = plainBytes
  for (const at of folders) bytes += ownBytes(forest, at)
  for (const [folder, files] of leaves) {
    if (!folders.has(folder)) for (const { allocated } of files) bytes += allocated
  }
  for (const at of deleted) bytes += forest.nodes[at]?.allocated ?? 0
  for (const at of released) bytes += forest.nodes[at]?.allocated ?? 0
  return bytes
}

/** Bytes of a folder that are no node's: leaves, and what is no image. */
function ownBytes(forest: SpaceForest, at: number): number {
  const { allocated, files } = forest.input.folders[at] ?? { allocated: 0, files: [] }
  const held = new Set<number>()
  for (const file of files) {
    const node = forest.heldNode(file)
    if (node !== undefined) held.add(node)
  }
  let bytes = allocated
  for (const node of held) bytes -= forest.nodes[node]?.allocated ?? 0
  return bytes
}
