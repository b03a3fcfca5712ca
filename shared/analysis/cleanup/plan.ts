import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { order } from '../../values/order.ts'
import type { SpaceInput } from '../accounting/forest/forest.ts'
import { wantersOf } from '../findings/missing-elsewhere.ts'
import { formerHosts, hostsAt, otherHosts, unlistedHostsAt } from '../hosts/sharing-hosts.ts'
import type { NodeView } from '../model.ts'
import { isPartial } from '../sizes/partial.ts'
import { afterOthers } from './after-others.ts'
import { asideOf } from './aside.ts'
import { byNova } from './by-nova.ts'
import { sharingOf } from './looked-on.ts'
import { createMayNeed, NAMED_UNREAD } from './may-need.ts'
import { createRemovals } from './removal.ts'
import { CLEANUP_STAGES, stageOf } from './stages.ts'
import type { CleanupStep } from './step.ts'
import { targetsOf } from './targets.ts'

/** A finished scan: what was found, and what takes space and stands on what. */
export interface PlanSource {
  readonly view: NodeView
  readonly space: SpaceInput
}

/** So many are told of at most: that there are more is seen by the last. */
const MOST = NAMED_UNREAD + 1

/** The findings of a node that a clean-up can answer, by stage, the largest first. */
export function cleanupSteps({ view, space }: PlanSource): readonly CleanupStep[] {
  const removed = createRemovals(space)
  const mayNeed = createMayNeed(space.unread ?? [])
  const wanters = wantersOf(view.findings)
  const isAtLeast = partlySeen(view)
  const unseen = isPartial(view) ? { unseen: true as const } : {}
  const steps = view.findings.flatMap((finding, at) => {
    const step = removalOf(finding, view)
    if (step === undefined) return []
    const removal = removed(step)
    const names = removal.names.map(({ path }) => path)
    // A folder that lies elsewhere is of the storage that its name is on.
    const places = [step.path, ...names]
    const paths = [...step.targets, ...names]
    const wanting = paths.flatMap((path) => wanters.get(path) ?? [])
    const aside = asideOf(step.finding, view.startedAtMs)
    return [
      {
        ...{ at, ...step, ...(aside !== undefined && { aside }), ...removal },
        isAtLeast: isAtLeast(step.path),
        ...hostsOfStep(view, step.finding, places),
        ...sharingOf(view, [...places, ...paths]),
        ...unseen,
        unread: mayNeed({ stage: step.stage, isFolder: step.isFolder, paths }),
        ...(wanting.length > 0 && { wanted: wanting.slice(0, MOST) }),
      },
    ]
  })
  const bySafety = steps.sort(
    (a, b) => rank(a) - rank(b) || size(b) - size(a) || order(a.path, b.path),
  )
  return afterOthers(bySafety)
}

/** Tells whether there may be more in a folder than was counted. */
function partlySeen(view: NodeView): (folder: TreePath) => boolean {
  const partly = new Set(view.instances.flatMap(({ id, incomplete }) => (incomplete ? [id] : [])))
  return (folder) => partly.has(folder)
}

function hostsOfStep(
  view: NodeView,
  finding: Finding,
  places: readonly TreePath[],
): Pick<CleanupStep, 'hosts' | 'unlisted'> {
  const hosts = [...new Set(places.flatMap((path) => hostsOf(view, finding, path)))]
  const unlisted = places
    .map((path) => unlistedHostsAt(view, path))
    .find((one) => one !== undefined)
  return { hosts, ...(unlisted !== undefined && { unlisted }) }
}

/** Hosts that may need it, or have it open. */
function hostsOf(view: NodeView, finding: Finding, path: TreePath): readonly string[] {
  const hosts = hostsAt(view, path)
  const former = isRemovedByNova(finding) ? [] : formerHosts(hosts)
  return [...otherHosts(hosts), ...former]
}

/**
 * What the image cache manager removes by itself, whatever a host needs that it no longer counts. At
 * what it has no name for, at parts of downloads and at temporary files it never looks.
 */
function isRemovedByNova({ code, evidence }: Finding): boolean {
  return code === 'unused-base' && evidence['case'] !== 'kept'
}

function rank({ stage }: CleanupStep): number {
  return CLEANUP_STAGES.indexOf(stage)
}

/** For the order alone: what is not known comes last. */
function size({ frees }: CleanupStep): number {
  return frees ?? -1
}

function removalOf(finding: Finding, view: NodeView) {
  const { subject, evidence } = finding
  const own = byNova(view, finding)
  const stage = own !== undefined && own.assumed === undefined ? 'nova' : stageOf(finding)
  const { path } = subject
  if (stage === undefined || stageOf(finding) === undefined) return undefined
  const isFolder = subject.kind === 'instance' && stage !== 'rescue'
  const targets = targetsOf(finding)
  const given = evidence['allocated']
  const allocated = typeof given === 'number' ? given : undefined
  const isDerived = evidence['allocatedFrom'] !== undefined
  return { stage, finding, path, isFolder, targets, allocated, isDerived }
}
