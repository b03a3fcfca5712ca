import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cleanupSteps, type PlanSource } from '../../../shared/analysis/cleanup/plan.ts'
import { type CleanupStep, isRemovable } from '../../../shared/analysis/cleanup/step.ts'
import { createTotals } from '../../../shared/analysis/cleanup/total.ts'
import { isWithin } from '../../../shared/files/paths.ts'
import type { FindingCode } from '../../../shared/findings/codes.ts'
import { sourceTogether } from '../../electron/cli/scan/scan-together.ts'
import type { SeededRandom } from '../images/seeded-random.ts'
import { duOf } from '../programs/du.ts'
import { type Clutter, randomClutter } from './random-clutter.ts'

/** What a clean-up makes of other things: what stood on them is gone. */
const EXPECTED: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'unused-base',
  'unknown-in-cache',
  'base-used-unseen',
  // Nothing stands any more on a file in an instance's folder that its domain never named.
  'leftover-disk',
  // Told of the top of a chain: where that goes, of what it stood on, which was as deep before.
  'chain-too-deep',
])

/** What is wrong with the plan of a node at random; nothing, if it is right. Gives how many steps it has, too. */
export async function sweepPlan(folder: string, random: SeededRandom) {
  const root = join(folder, 'node')
  mkdirSync(root, { recursive: true })
  const clutter = randomClutter(root, random)
  const opened = clutter.opened.map((path) => join(root, path))
  const scan = await sourceTogether(opened)
  // Nothing is open here, on whichever host that shares the storage: that alone withholds nothing.
  const steps = cleanupSteps(scan)
    .map(({ sharing: _, ...step }): CleanupStep => step)
    .filter(isRemovable)
  const targets = steps.map(goneWith)
  const faults = [
    ...targets.flatMap((gone) => neededBy(clutter, gone)),
    ...steps.flatMap((step) => wrongSize(folder, goneWith(step), step.frees)),
  ]
  const total = createTotals(scan.space)(steps)
  const before = duOf(root)
  const problems = problemsOf(scan)
  for (const path of targets.flat()) rmSync(join(root, path), { recursive: true, force: true })
  const freed = before - duOf(root)
  if (total.unknown === 0 && freed !== total.bytes)
    faults.push(`all together: ${total.bytes} are told and ${freed} are freed`)
  const worse = problemsOf(await sourceTogether(opened)).filter((one) => !problems.includes(one))
  return {
    opened: clutter.opened.length,
    steps: steps.length,
    withheld: cleanupSteps(scan).length - steps.length,
    faults: [...faults, ...worse],
  }
}

/** What is to be removed, and the symlinks that lead to it. */
function goneWith({ targets, names }: CleanupStep): readonly string[] {
  return [...targets, ...names.map(({ path }) => path)]
}

function problemsOf({ view }: PlanSource): readonly string[] {
  const found = view.findings.filter(({ code }) => !EXPECTED.has(code))
  return found.map(({ code, subject }) => `${code} ${subject.path}`)
}

/** What stays and needs something that goes. */
function neededBy({ below, named, given }: Clutter, gone: readonly string[]): readonly string[] {
  const goes = (path: string): boolean => gone.some((target) => isWithin(path, target))
  const within = (folder: string): boolean => gone.some((target) => isWithin(target, folder))
  return [
    ...[...below, ...named].filter(([user, file]) => !goes(user) && goes(file)),
    ...given.filter(([user, folder]) => !goes(user) && (goes(folder) || within(folder))),
  ].map(([user, file]) => `${user} needs ${file}, which is in ${gone.join(', ')}`)
}

/** Takes it away and puts it back. */
function wrongSize(
  folder: string,
  targets: readonly string[],
  frees: number | undefined,
): readonly string[] {
  const [root, aside] = [join(folder, 'node'), join(folder, 'aside')]
  mkdirSync(aside, { recursive: true })
  const before = duOf(root)
  targets.forEach((path, at) => {
    renameSync(join(root, path), join(aside, String(at)))
  })
  const freed = before - duOf(root)
  targets.forEach((path, at) => {
    renameSync(join(aside, String(at)), join(root, path))
  })
  // Of links and plain files in one step only the sum is known: it says so.
  return frees === undefined || freed === frees
    ? []
    : [`${targets.join(', ')}: ${frees} are told and ${freed} are freed`]
}
