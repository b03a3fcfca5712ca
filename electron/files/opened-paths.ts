import { dirname } from 'node:path'
import { absolutePath } from '../../shared/analysis/places/address.ts'
import { joinedTree, type OpenedTree } from '../../shared/files/joined-tree.ts'
import { baseNameOf, pathUnderRoot } from '../../shared/files/paths.ts'
import { type FileTree, TreeError, type TreeFault, type TreePath } from '../../shared/files/tree.ts'
import { imagePlaces } from '../../shared/scan/image-places.ts'
import { joinPlans } from '../../shared/scan/join-plans.ts'
import { planScan } from '../../shared/scan/plan.ts'
import { planImage } from '../../shared/scan/plan-image.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import { nearestAbove } from './nearest-above.ts'
import { withUsualName } from './usual-name.ts'

/** A folder, or an image by itself, that a user named. */
export interface OpenedPath {
  /** Absolute, after symlinks. */
  readonly real: string
  readonly kind: 'folder' | 'image'
  /** Of an image: the symlink that it was opened by, from which qemu goes on. */
  readonly named?: string
}

/** An opened path, looked into as far as its plan needs. */
export interface PlannedPath {
  /** Of a folder the folder; of an image the one that it lies in, of which nothing else is listed. */
  readonly rootPath: string
  readonly plan: ScanPlan
}

/** A planned path, or why it cannot be opened; the fault's path is absolute. */
export type PlanOutcome =
  | { readonly kind: 'planned'; readonly planned: PlannedPath }
  | { readonly kind: 'not-opened'; readonly fault: TreeFault }

export type OpenFolder = (rootPath: string) => FileTree

/** What became of several paths together. */
export interface PlannedTogether {
  /** Of those that could be planned; undefined where none could. */
  readonly plan: ScanPlan | undefined
  readonly notOpened: readonly TreeFault[]
}

/** Throws `TreeError` when it cannot be opened. */
function planPath({ real, kind }: OpenedPath, open: OpenFolder): PlannedPath {
  const tree = open(folderOf({ real, kind }))
  const plan = kind === 'folder' ? withUsualName(planScan(tree)) : planImage(tree, baseNameOf(real))
  return { rootPath: tree.rootPath, plan }
}

/** Plans an opened path; why it cannot be opened is data, and no exception. */
export function tryPlan(path: OpenedPath, open: OpenFolder): PlanOutcome {
  try {
    return { kind: 'planned', planned: planPath(path, open) }
  } catch (error) {
    if (!(error instanceof TreeError)) throw error
    return { kind: 'not-opened', fault: { ...error.fault, path: path.real } }
  }
}

/** The folders in which a scan reads images, of what could be planned. Absolute paths. */
export function placesOfImages(outcome: PlanOutcome): readonly string[] {
  if (outcome.kind !== 'planned') return []
  const { rootPath, plan } = outcome.planned
  return imagePlaces(plan).map((place) => absolutePath(rootPath, place))
}

/**
 * One plan for those that could be planned, and why the others could not. It is below the folder that
 * is above the others too, so that a path of the window means the same with and without them.
 */
export function planTogether(
  paths: readonly OpenedPath[],
  outcomes: readonly PlanOutcome[],
): PlannedTogether {
  const planned = outcomes.flatMap((one) => (one.kind === 'planned' ? [one.planned] : []))
  const notOpened = outcomes.flatMap((one) => (one.kind === 'not-opened' ? [one.fault] : []))
  const lost = paths.filter((_, at) => outcomes[at]?.kind !== 'planned')
  const plan = planned.length === 0 ? undefined : joinPaths(planned, lost.map(folderOf))
  return { plan, notOpened }
}

/** One plan for all of them, below the nearest folder that they and what is `beside` them are in. */
function joinPaths(all: readonly PlannedPath[], beside: readonly string[]): ScanPlan {
  const rootPath = nearestAbove([...all.map((one) => one.rootPath), ...beside])
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

/** Of a folder the folder itself, of an image the one that it lies in. */
export function folderOf({ real, kind }: OpenedPath): string {
  return kind === 'folder' ? real : dirname(real)
}

/**
 * A tree of some folders below `rootPath`, or of all of it; only then it throws `TreeError`. Each of
 * some is opened when it is first asked: one that is gone fails by itself, and no other with it.
 */
export function treeOf(
  rootPath: string,
  folders: readonly TreePath[] | undefined,
  open: OpenFolder,
): FileTree {
  if (folders === undefined) return open(rootPath)
  return joinedTree(
    rootPath,
    folders.map((path) => openedLater(path, () => open(absolutePath(rootPath, path)))),
  )
}

function openedLater(path: TreePath, open: () => FileTree): OpenedTree {
  let opened: FileTree | undefined
  return {
    path,
    get tree() {
      opened ??= open()
      return opened
    },
  }
}
