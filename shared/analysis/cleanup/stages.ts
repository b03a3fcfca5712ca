import type { FindingCode } from '../../findings/codes.ts'
import type { Finding } from '../../findings/types.ts'
import { isLongAside } from '../findings/aside-finding.ts'
import { isLastFolder } from '../findings/last-folder.ts'
import { NOT_STORED } from '../findings/staged-findings.ts'

/**
 * What may be cleaned up, the safest first: what nobody reads any more, what Nova makes again by
 * itself, and then what may be the last copy of somebody's data. At the end comes what something
 * above stands on: it goes only after that.
 */
export const CLEANUP_STAGES = [
  'temporary',
  'download',
  'snapshot',
  'nova',
  'base',
  'rescue',
  'deleted',
  'resize',
  'aside',
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
  'set-aside': 'aside',
  'orphan-folder': 'orphan',
  'unknown-in-cache': 'foreign',
}

/** Whether the plan has a step for a finding. */
export function isStep(finding: Finding): boolean {
  return stageOf(finding) !== undefined
}

/**
 * The stage of a clean-up that answers a finding; undefined where none does. Nothing answers to the
 * root itself, nor to what may still be waited for: a resize that nobody has forgotten yet, what was staged of
 * an image that no store has, what was set aside lately or for a domain that may be there again, and the only
 * folder of an instance that still has a domain.
 */
export function stageOf({ code, severity, subject, evidence }: Finding): CleanupStage | undefined {
  const isResize = code === 'leftover-resize' && severity === 'info'
  const isStaged = code === 'leftover-glance' && evidence['case'] === NOT_STORED
  const isAside = code === 'set-aside' && !isLongAside(evidence)
  const isAwaited = isResize || isStaged || isAside || isLastFolder({ code, evidence })
  return subject.path === '' || isAwaited ? undefined : STAGES[code]
}
