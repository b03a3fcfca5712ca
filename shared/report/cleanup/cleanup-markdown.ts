import { type FollowUp, followUpsByStep } from '../../analysis/cleanup/follow-ups.ts'
import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import { type CleanupStep, hasCommands } from '../../analysis/cleanup/step.ts'
import { headingOf } from '../../analysis/cleanup/targets.ts'
import { type PlanPart, partOf, planOf } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import { fill } from '../../i18n/fill.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { openedPaths } from '../json/scan-json.ts'
import { findingText } from '../text/finding-text.ts'
import { leftOutText } from '../text/left-out-text.ts'
import { laterCommands, lookCommands, removeCommands, verifyCommands } from './cleanup-commands.ts'
import { planNotes } from './cleanup-notes.ts'
import { rootLines } from './cleanup-root.ts'
import { preparation, rootText } from './cleanup-shell.ts'
import {
  afterText,
  freesText,
  hostsText,
  lookText,
  thenText,
  timeText,
} from './cleanup-step-text.ts'
import { countOf, levelText } from './cleanup-sums.ts'

/**
 * The plan as a checklist to review, in Markdown; every name is escaped for people. `chosen`: of these
 * steps only, by their `at`.
 */
export function cleanupMarkdown(
  source: PlanSource,
  language: Language,
  chosen?: readonly number[],
): string {
  const { view } = source
  const words = planCatalogue(language)
  const plan = planOf(source)
  const followUpsOf = followUpsByStep(plan.followUps)
  const part = partOf(plan, chosen)
  const lines = [
    `# ${fill(words.title, { root: prose(openedPaths(view).join(', ')) })}`,
    ...planNotes(view, countOf(part), language).flatMap((note) => ['', note]),
    ...preparationText(part, view, language),
  ]
  for (const level of part.levels) {
    const { title, text } = words.stages[level.stage]
    const sum = levelText(level, language)
    lines.push('', `## ${title}`, '', text, ...(sum === undefined ? [] : ['', sum]))
    const own = part.steps.filter(({ stage }) => stage === level.stage)
    for (const step of own) lines.push('', ...stepLines(step, followUpsOf(step), view, language))
  }
  lines.push(...leftOutLines(plan.leftOut, language))
  return `${lines.join('\n')}\n`
}

/** What the plan has no step for, and why. */
function leftOutLines(leftOut: readonly LeftOut[], language: Language): readonly string[] {
  if (leftOut.length === 0) return []
  const { title, text } = planCatalogue(language).leftOut
  const each = leftOut.map((one) => {
    return `- ${code(one.path)}: ${prose(leftOutText(one, timeText(one), language))}`
  })
  return ['', `## ${title}`, '', text, '', ...each]
}

/** What the commands of the steps need; without it they remove nothing. */
function preparationText(
  { steps }: PlanPart,
  view: NodeView,
  language: Language,
): readonly string[] {
  const root = rootLines(view.rootPath)
  if (root === undefined || steps.length === 0) return []
  const { prepare } = planCatalogue(language)
  const removes = steps.some(hasCommands)
  if (!removes) return ['', rootText(view, language), ...block(root, '')]
  return ['', prepare, ...block(preparation(view, language), '')]
}

function stepLines(
  step: CleanupStep,
  followUps: readonly FollowUp[],
  view: NodeView,
  language: Language,
): readonly string[] {
  const words = planCatalogue(language)
  const { finding } = step
  const elsewhere = hostsText(step, language)
  const { title, text, advice } = findingCatalogue(language).code[finding.code]
  const remove = removeCommands(step, view)
  return [
    `- [ ] ${code(headingOf(step.path, step.targets))}`,
    `  - ${words.what}: ${title} (\`${finding.code}\`). ${prose(findingText(finding, language))}`,
    `  - ${words.why}: ${text}`,
    `  - ${words.frees}: ${freesText(step, language)}`,
    ...followUps.map((one) => `  - ${prose(thenText(one, language))}`),
    `  - ${words.advice}: ${advice}`,
    ...commands(words.verify, verifyCommands(step, view)),
    ...listOf(
      afterText(step, language),
      step.after?.map(({ path, targets }) => headingOf(path, targets)) ?? [],
    ),
    ...(step.after === undefined ? listOf(words.users, step.users) : []),
    ...(elsewhere === undefined ? [] : [`  - ${prose(elsewhere)}`]),
    ...commands(prose(lookText(step, language)), lookCommands(step, view)),
    ...(remove === undefined ? [`  - ${words.remove}: ${words.unwritable}`] : []),
    ...commands(step.aside === undefined ? words.remove : words.move, remove ?? []),
    ...commands(words.later, laterCommands(step, view)),
  ]
}

function commands(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  - ${title}:`, ...block(lines)]
}

function listOf(text: string | undefined, paths: readonly string[]): readonly string[] {
  if (text === undefined || paths.length === 0) return []
  return [`  - ${text}`, ...paths.map((path) => `    - ${code(path)}`)]
}

/** Commands have no newline in them; a fence longer than any run of backticks holds them. */
function block(lines: readonly string[], indent = '    '): readonly string[] {
  if (lines.length === 0) return []
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return ['', ...[`${fence}sh`, ...lines, fence].map((line) => `${indent}${line}`), '']
}

/** A name between backticks, of which it may have some itself. */
function code(name: string): string {
  const shown = displayText(name)
  const marks = '`'.repeat(longestRun(shown) + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : ''
  return `${marks}${pad}${shown}${pad}${marks}`
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0)
}

/** Text in which nothing is markup. */
function prose(text: string): string {
  return displayText(text).replace(/[\\`*_[\]<>#|!&]/g, (mark) => `\\${mark}`)
}
