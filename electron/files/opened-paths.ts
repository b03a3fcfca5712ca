import { dirname } from 'node:path'
import { absolutePath } from '../../shared/analysis/address.ts'
import { joinedTree } from '../../shared/files/joined-tree.ts'
import { baseNameOf, isWithin, pathUnderRoot } from '../../shared/files/paths.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import { joinPlans } from '../../shared/scan/join-plans.ts'
import type { ScanPlan } from '../../shared/scan/model.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { planImage } from '../../shared/scan/plan-image.ts'

/** A folder, or an image by itself, that a user named. */
export interface OpenedPath {
  /** Absolute, after symlinks. */
  readonly real: string
  readonly kind: 'folder' | 'image'
}

/** The same, looked into as far as its plan needs. */
export interface PlannedPath {
  /** Of a folder the folder; of an image the one that it lies in, of which nothing else is listed. */
  readonly rootPath: string
  readonly plan: ScanPlan
}

export type OpenFolder = (rootPath: string) => FileTree

/** Throws `TreeError` when it cannot be opened. */
export function planPath({ real, kind }: OpenedPath, open: OpenFolder): PlannedPath {
  const tree = open(kind === 'folder' ? real : dirname(real))
  const plan = kind === 'folder' ? planScan(tree) : planImage(tree, baseNameOf(real))
  return { rootPath: tree.rootPath, plan }
}

/** One plan for all of them, below the nearest folder that they are all in. */
export function joinPaths(all: readonly PlannedPath[]): ScanPlan {
  const rootPath = nearestAbove(all.map((one) => one.rootPath))
  const above = (one: PlannedPath): TreePath => pathUnderRoot(rootPath, one.rootPath) ?? ''
  return joinPlans(
    rootPath,
    all.map((one) => ({ above: above(one), plan: one.plan })),
  )
}

/** The folders that a plan is of, in its tree; undefined where it is of the whole tree. */
export function foldersOf({ nodes }: Pick<ScanPlan, 'nodes'>): readonly TreePath[] | undefined {
  return nodes?.flatMap(({ parts }) => {
    return parts.filter(({ kind }) => kind !== 'image').map(({ path }) => path)
  })
}

/** A tree of some folders below `rootPath`, or of all of it. Throws `TreeError`. */
export function treeOf(
  rootPath: string,
  folders: readonly TreePath[] | undefined,
  open: OpenFolder,
): FileTree {
  if (folders === undefined) return open(rootPath)
  return joinedTree(
    rootPath,
    folders.map((path) => ({ path, tree: open(absolutePath(rootPath, path)) })),
  )
}

/** The nearest folder that some absolute paths are in. */
export function nearestAbove(paths: readonly string[]): string {
  const [first = '/', ...others] = paths
  let above = first
  while (!others.every((path) => above === '/' || isWithin(path, above))) above = dirname(above)
  return above
}
