import type { NodeView } from '../analysis/model.ts'
import { isWithin } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { FindingCode } from '../findings/codes.ts'
import type { Finding } from '../findings/types.ts'

/**
 * What may be cleaned up, the safest first: what nobody reads any more, what Nova makes again by
 * itself, and at the end what may be the last copy of somebody's data.
 */
export const CLEANUP_STAGES = [
  'temporary',
  'download',
  'snapshot',
  'base',
  'rescue',
  'deleted',
  'resize',
  'orphan',
] as const

export type CleanupStage = (typeof CLEANUP_STAGES)[number]

export interface CleanupStep {
  readonly stage: CleanupStage
  readonly finding: Finding
  /** Below the root: the file or folder that the step is about. */
  readonly path: TreePath
  readonly isFolder: boolean
  /** Allocated bytes that go with it. */
  readonly frees: number
  /** Images elsewhere that stand on it: such a step is listed, and has no command. */
  readonly users: readonly TreePath[]
}

const STAGES: Partial<Readonly<Record<FindingCode, CleanupStage>>> = {
  'leftover-temporary': 'temporary',
  'leftover-part': 'download',
  'leftover-snapshot': 'snapshot',
  'unused-base': 'base',
  'unknown-in-cache': 'base',
  'leftover-rescue': 'rescue',
  'leftover-del': 'deleted',
  'leftover-resize': 'resize',
  'orphan-folder': 'orphan',
}

/** The findings of a node that a clean-up can answer, by stage, the largest first. */
export function cleanupSteps(view: NodeView): readonly CleanupStep[] {
  const steps = view.findings.flatMap((finding) => stepOf(finding, view))
  return steps.sort((a, b) => rank(a) - rank(b) || b.frees - a.frees || (a.path < b.path ? -1 : 1))
}

function rank({ stage }: CleanupStep): number {
  return CLEANUP_STAGES.indexOf(stage)
}

function stepOf(finding: Finding, view: NodeView): readonly CleanupStep[] {
  const { code, subject, evidence } = finding
  const stage = STAGES[code]
  const { path } = subject
  if (stage === undefined || path === '') return []
  const isFolder = subject.kind === 'instance' && stage !== 'rescue'
  const frees = Number(evidence['allocated'] ?? 0)
  return [{ stage, finding, path, isFolder, frees, users: usersOf(path, view) }]
}

/** Disks outside of `path` that stand on something in it. */
function usersOf(path: TreePath, { instances }: NodeView): readonly TreePath[] {
  const users: TreePath[] = []
  for (const { disks } of instances) {
    for (const { path: disk, backing } of disks) {
      const below = backing?.path
      if (below !== undefined && isWithin(below, path) && !isWithin(disk, path)) users.push(disk)
    }
  }
  return users
}

/** Bytes that all steps together free. */
export function cleanupTotal(steps: readonly CleanupStep[]): number {
  return steps.reduce((sum, { frees, users }) => sum + (users.length > 0 ? 0 : frees), 0)
}
