import type { FindingCode } from '../../findings/codes.ts'
import type { Finding } from '../../findings/types.ts'

/**
 * What may be cleaned up, the safest first: what nobody reads any more, what Nova makes again by
 * itself, and then what may be the last copy of somebody's data. At the end comes what something
 * above stands on: it goes only after that.
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
  'foreign',
  'after',
] as const

export type CleanupStage = (typeof CLEANUP_STAGES)[number]

const STAGES: Partial<Readonly<Record<FindingCode, CleanupStage>>> = {
  'leftover-temporary': 'temporary',
  'leftover-glance': 'temporary',
  'leftover-part': 'download',
  'leftover-snapshot': 'snapshot',
  'unused-base': 'base',
  'leftover-rescue': 'rescue',
  'leftover-del': 'deleted',
  'leftover-resize': 'resize',
  'orphan-folder': 'orphan',
  'unknown-in-cache': 'foreign',
}

/** Whether the plan has a step for a finding. */
export function isStep(finding: Finding): boolean {
  return stageOf(finding) !== undefined
}

/**
 * The stage of a clean-up that answers a finding; undefined where none does. Nothing answers to the
 * root itself, nor to what may still be waited for: a resize that nobody has forgotten yet.
 */
export function stageOf({ code, severity, subject }: Finding): CleanupStage | undefined {
  const isAwaited = code === 'leftover-resize' && severity === 'info'
  return subject.path === '' || isAwaited ? undefined : STAGES[code]
}
