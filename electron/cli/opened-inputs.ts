import { dirname } from 'node:path'
import { joinedTree } from '../../shared/files/joined-tree.ts'
import { baseNameOf, isWithin, pathUnderRoot } from '../../shared/files/paths.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import { joinPlans } from '../../shared/scan/join-plans.ts'
import type { ScanPlan } from '../../shared/scan/model.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { planImage } from '../../shared/scan/plan-image.ts'
import { nodesOf } from '../../shared/scan/planned-nodes.ts'
import { liveTree } from '../files/live-tree.ts'
import type { Input } from './inputs.ts'

/** What a command line names, looked into as far as its plan needs. */
export interface OpenedInput {
  readonly input: Input
  /** The folder; of an image the folder that it lies in, of which nothing else is listed. */
  readonly tree: FileTree
  readonly plan: ScanPlan
}

/** Everything that a command line names as one. */
export interface JoinedInputs {
  readonly tree: FileTree
  readonly plan: ScanPlan
  /** Absolute paths of folders that members of chains may be looked for in. */
  readonly folders: readonly string[]
}

/** Throws `TreeError` when it cannot be opened. */
export function openInput(input: Input): OpenedInput {
  if (input.kind === 'folder') {
    const tree = liveTree(input.real)
    return { input, tree, plan: planScan(tree) }
  }
  const tree = liveTree(dirname(input.real))
  return { input, tree, plan: planImage(tree, baseNameOf(input.real)) }
}

/** One tree and one plan for all of them; of one input they are its own. */
export function joinInputs(all: readonly OpenedInput[]): JoinedInputs {
  const folders = [...new Set(all.map(({ tree }) => tree.rootPath))]
  const rootPath = nearestAbove(folders)
  const opened = all.map((one) => ({
    ...one,
    above: pathUnderRoot(rootPath, one.tree.rootPath) ?? '',
  }))
  const plan = joinPlans(rootPath, opened)
  const kept = new Set(nodesOf(plan).flatMap(({ parts }) => parts.map(({ path }) => path)))
  const trees = opened.filter(({ input, above }) => input.kind === 'folder' && kept.has(above))
  const [only] = opened
  if (opened.length === 1 && only !== undefined) return { tree: only.tree, plan, folders }
  const parts = trees.map(({ above, tree }) => ({ path: above, tree }))
  return { tree: joinedTree(rootPath, parts), plan, folders }
}

/** The nearest folder that some absolute paths are in. */
function nearestAbove(folders: readonly string[]): string {
  const [first = '/', ...others] = folders
  let above = first
  while (!others.every((path) => liesIn(path, above))) above = dirname(above)
  return above
}

function liesIn(path: string, above: string): boolean {
  return above === '/' || isWithin(path as TreePath, above)
}
