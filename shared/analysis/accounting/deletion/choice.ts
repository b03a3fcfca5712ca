import { parentPath } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { outlivesInstance, type SpaceFile, type SpaceForest } from '../forest/forest.ts'

/** What somebody thinks of deleting: whole folders of instances and single files, bases too. */
export interface DeletionChoice {
  readonly instances: readonly TreePath[]
  readonly files: readonly TreePath[]
}

/** A file that is no image and has no links: where it lies and what it takes. */
export type PlainFile = (
  path: TreePath,
) => { readonly allocated: number; readonly folder?: TreePath } | undefined

/** A choice, found in the forest. */
export interface Chosen {
  /** Indexes of whole folders. */
  readonly folders: ReadonlySet<number>
  /** Chosen leaves by the folder that they lie in, those of whole folders among them. */
  readonly leaves: ReadonlyMap<number, ReadonlySet<SpaceFile>>
  /** Single files that are nodes. */
  readonly nodeFiles: readonly TreePath[]
  /** Of single files that are neither; none of a whole folder. */
  readonly plainBytes: number
  readonly unknown: readonly TreePath[]
  /** Folders that Nova would not delete: a symlink leads to them. */
  readonly outliving: readonly TreePath[]
}

export function resolveChoice(
  forest: SpaceForest,
  { instances, files }: DeletionChoice,
  plainFile: PlainFile = () => undefined,
): Chosen {
  const unknown: TreePath[] = []
  const outliving: TreePath[] = []
  const leaves = new Map<number, Set<SpaceFile>>()
  const folders = new Set<number>()
  for (const id of new Set(instances)) {
    const at = forest.folderAt(id)
    const folder = forest.input.folders[at ?? -1]
    if (at === undefined || folder === undefined) unknown.push(id)
    else if (outlivesInstance(folder)) outliving.push(id)
    else folders.add(at)
  }
  for (const at of folders) leaves.set(at, new Set(leavesOf(forest, at)))
  const nodeFiles: TreePath[] = []
  let plainBytes = 0
  for (const path of new Set(files)) {
    if (forest.nodeAt(path) !== undefined) nodeFiles.push(path)
    else if (takeLeaf(forest, path, leaves)) continue
    else plainBytes += plainBytesOf(forest, path, folders, plainFile) ?? unknownBytes(unknown, path)
  }
  return { folders, leaves, nodeFiles, plainBytes, unknown, outliving }
}

function leavesOf(forest: SpaceForest, at: number): readonly SpaceFile[] {
  const files = forest.input.folders[at]?.files ?? []
  return files.filter((file) => forest.heldNode(file) === undefined)
}

function takeLeaf(
  forest: SpaceForest,
  path: TreePath,
  leaves: Map<number, Set<SpaceFile>>,
): boolean {
  const at = folderOf(forest, path)
  const leaf = forest.input.folders[at ?? -1]?.files.find((file) => file.path === path)
  if (at === undefined || leaf === undefined) return false
  leaves.set(at, (leaves.get(at) ?? new Set()).add(leaf))
  return true
}

/** The folder that a file lies in, at whatever depth. */
function folderOf(forest: SpaceForest, path: TreePath): number | undefined {
  for (let at = path; at !== ''; ) {
    at = parentPath(at)
    const folder = forest.folderAt(at)
    if (folder !== undefined) return folder
  }
  return undefined
}

function plainBytesOf(
  forest: SpaceForest,
  path: TreePath,
  folders: ReadonlySet<number>,
  plainFile: PlainFile,
): number | undefined {
  const plain = plainFile(path)
  if (plain === undefined) return undefined
  const folder = plain.folder === undefined ? undefined : forest.folderAt(plain.folder)
  return folder !== undefined && folders.has(folder) ? 0 : plain.allocated
}

function unknownBytes(unknown: TreePath[], path: TreePath): number {
  unknown.push(path)
  return 0
}
