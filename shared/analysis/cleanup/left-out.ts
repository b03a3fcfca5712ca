import type { TreePath } from '../../files/tree.ts'
import type { FindingCode } from '../../findings/codes.ts'
import type { Evidence } from '../../findings/types.ts'
import { order } from '../../values/order.ts'
import { ASIDE_WAIT } from '../findings/aside-finding.ts'
import { FORGOTTEN } from '../findings/folder-findings.ts'
import { isLastFolder } from '../findings/last-folder.ts'
import { NOT_STORED } from '../findings/staged-findings.ts'
import type { NodeView } from '../model.ts'
import { isFolderAtLeast } from '../sizes/known-allocated.ts'
import type { FollowUp } from './follow-ups.ts'
import { createLeftOutBase } from './left-out-base.ts'
import { isStep } from './stages.ts'

/**
 * Why something is not in the plan. `young`: it may still be worked on. `awaited`: a resize may still be
 * confirmed. `staged`: it may be the only copy of an image that no store has. `aside`: it was set aside, and
 * may be missed yet. `claimed`: a domain may need back what was. `last`: its instance has a domain and no
 * other folder. `unnamed`: the domain of its instance does not have it. `cache`: Nova keeps bases for so
 * long. `live`: an instance or a domain needs it, which Nova's cache manager does not see. `needed`: only
 * what is no live instance's does. `after`: only what steps remove does. Nothing stands on it, but: `kept`:
 * Nova keeps it for an instance; `invisible`: it never looks at such a name; `foreign`: it is of no opened
 * host; `wanted`: an image lacks a file of its name. The others are those of the base's own state.
 */
export type LeftOutWhy =
  | 'young'
  | 'awaited'
  | 'staged'
  | 'aside'
  | 'claimed'
  | 'last'
  | 'unnamed'
  | 'cache'
  | 'live'
  | 'needed'
  | 'after'
  | 'kept'
  | 'invisible'
  | 'foreign'
  | 'wanted'
  | 'unseen'
  | 'database'
  | 'resize'
  | 'link'
  | 'options'
  | 'hosts'

/** What stays whatever time comes: it would free nothing. */
const STAYING: ReadonlySet<LeftOutWhy> = new Set(['live', 'needed', 'kept'])

export function isStaying({ why }: Pick<LeftOut, 'why'>): boolean {
  return STAYING.has(why)
}

/** What a plan might have, and has not. */
export interface LeftOut {
  readonly path: TreePath
  readonly why: LeftOutWhy
  /** What it will be found to be. */
  readonly code?: FindingCode
  /** When it may be taken, if nothing changes until then; milliseconds since 1970. */
  readonly atMs?: number
  /** Bytes; absent where they are not known. */
  readonly allocated?: number
  /** There may be more of them: not all was seen, or a file system makes some up. */
  readonly isAtLeast?: true
}

/** What comes first is what may be taken first; at the end is what no time decides on. */
export function leftOutOf(view: NodeView, following: readonly FollowUp[]): readonly LeftOut[] {
  const leftOutBase = createLeftOutBase(view, following)
  const found = [
    ...(view.young ?? []).map((one) => ({ ...one, why: 'young' as const })),
    ...youngOrphans(view),
    ...lastFolders(view),
    ...awaitedResizes(view),
    ...stagedImages(view),
    ...setAside(view),
    ...unnamedFiles(view),
    ...view.bases.flatMap((base) => leftOutBase(base) ?? []),
  ].map(createWithLeast(view))
  const time = ({ atMs }: LeftOut): number => atMs ?? Number.MAX_VALUE
  return found.sort((a, b) => time(a) - time(b) || order(a.path, b.path))
}

/** Says of a folder of an instance that it may take more, whyever it is left out. */
function createWithLeast({ instances }: NodeView): (one: LeftOut) => LeftOut {
  const partly = new Set(instances.filter(isFolderAtLeast).map(({ id }) => id))
  return (one) => (partly.has(one.path) ? { ...one, isAtLeast: true } : one)
}

function youngOrphans({ instances }: NodeView): readonly LeftOut[] {
  return instances.flatMap(({ id: path, orphanAtMs: atMs, allocated }): readonly LeftOut[] => {
    return atMs === undefined
      ? []
      : [{ path, why: 'young', code: 'orphan-folder', atMs, allocated }]
  })
}

function lastFolders({ findings }: NodeView): readonly LeftOut[] {
  return findings.filter(isLastFolder).map(({ subject: { path }, evidence }) => {
    return { path, why: 'last', ...bytesOf(evidence) }
  })
}

function awaitedResizes({ findings, finishedAtMs }: NodeView): readonly LeftOut[] {
  return findings.flatMap(({ code, severity, subject, evidence }) => {
    const { age } = evidence
    if (code !== 'leftover-resize' || severity !== 'info' || typeof age !== 'number') return []
    if (isLastFolder({ code, evidence })) return []
    const atMs = finishedAtMs - age + FORGOTTEN
    return [{ path: subject.path, why: 'awaited', code, atMs, ...bytesOf(evidence) } as const]
  })
}

/** Nobody can tell from files whether an import is still to come. */
function stagedImages({ findings }: NodeView): readonly LeftOut[] {
  return findings.flatMap(({ code, subject: { path }, evidence }) => {
    if (code !== 'leftover-glance' || evidence['case'] !== NOT_STORED) return []
    return [{ path, why: 'staged', ...bytesOf(evidence) } as const]
  })
}

/** Files do not tell who wants them. */
function unnamedFiles({ findings }: NodeView): readonly LeftOut[] {
  const unnamed = findings.filter(({ code }) => code === 'leftover-disk')
  return unnamed.map(({ subject: { path }, evidence }) => {
    return { path, why: 'unnamed', ...bytesOf(evidence) }
  })
}

/** What has its step later, or none. */
function setAside({ findings, finishedAtMs }: NodeView): readonly LeftOut[] {
  return findings.flatMap((one): readonly LeftOut[] => {
    const { code, subject, evidence } = one
    const { age, case: kind } = evidence
    if (code !== 'set-aside' || typeof age !== 'number' || isStep(one)) return []
    const found = { path: subject.path, ...bytesOf(evidence) }
    if (kind !== undefined) return [{ ...found, why: 'claimed' }]
    return [{ ...found, why: 'aside', code, atMs: finishedAtMs - age + ASIDE_WAIT }]
  })
}

function bytesOf({ allocated }: Evidence): Pick<LeftOut, 'allocated'> {
  return typeof allocated === 'number' ? { allocated } : {}
}
