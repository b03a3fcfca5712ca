import { type FollowUp, followUpsByStep } from '../../analysis/cleanup/follow-ups.ts'
import type { LeftOut } from '../../analysis/cleanup/left-out.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import type { CleanupStep } from '../../analysis/cleanup/step.ts'
import { headingOf } from '../../analysis/cleanup/targets.ts'
import { type PlanPart, partOf, planOf } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import { shellWord } from '../../findings/shell.ts'
import { fill } from '../../i18n/fill.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import type { Language } from '../../ipc/contract.ts'
import { findingText } from '../text/finding-text.ts'
import { leftOutText } from '../text/left-out-text.ts'
import { laterCommands, lookCommands, removeCommands, verifyCommands } from './cleanup-commands.ts'
import { guardLines, READY, REFUSED } from './cleanup-guard.ts'
import { lookLines, lookMode, sharedLines } from './cleanup-look.ts'
import { planNotes, scanTime } from './cleanup-notes.ts'
import { rootLines } from './cleanup-root.ts'
import { rootText } from './cleanup-shell.ts'
import {
  afterText,
  freesText,
  hostsText,
  lookedText,
  thenText,
  timeText,
} from './cleanup-step-text.ts'
import { countOf, levelText } from './cleanup-sums.ts'

/**
 * The plan as a script of which every command is commented out, behind a guard besides: piped into a
 * shell it does nothing but to say so. No name can end a comment: none has a newline in it. `chosen`:
 * of these steps only, by their `at`.
 */
export function cleanupScript(
  source: PlanSource,
  language: Language,
  chosen?: readonly number[],
): string {
  const { view } = source
  const words = planCatalogue(language)
  const plan = planOf(source)
  const followUpsOf = followUpsByStep(plan.followUps)
  const part = partOf(plan, chosen)
  const { steps, levels } = part
  const written = ['#!/bin/sh', comment(fill(words.script.written, { time: scanTime(view) }))]
  const notes = planNotes(view, countOf(part), language).slice(1).map(comment)
  if (steps.length === 0) {
    return joined([...written, ...notes, ...leftOutLines(plan.leftOut, language)])
  }
  const lines = [
    ...written,
    comment(words.script.inert),
    comment(words.script.order),
    ...notes,
    '',
    ...guard(part, view, language),
  ]
  for (const level of levels) {
    const { title, text } = words.stages[level.stage]
    const sum = levelText(level, language)
    lines.push('', ...[`== ${title} ==`, text, ...(sum === undefined ? [] : [sum])].map(comment))
    const own = steps.filter(({ stage }) => stage === level.stage)
    for (const step of own) lines.push('', ...stepLines(step, followUpsOf(step), view, language))
  }
  lines.push(...leftOutLines(plan.leftOut, language))
  return joined([...lines, '', ...endLines(language)])
}

/** What the plan has no step for, and why. */
function leftOutLines(leftOut: readonly LeftOut[], language: Language): readonly string[] {
  if (leftOut.length === 0) return []
  const { title, text } = planCatalogue(language).leftOut
  const each = leftOut.map((one) => {
    return comment(`${one.path}: ${leftOutText(one, timeText(one), language)}`)
  })
  return ['', comment(`== ${title} ==`), comment(text), ...each]
}

/** What stands before the first step. */
function guard({ steps }: PlanPart, view: NodeView, language: Language): readonly string[] {
  const { script } = planCatalogue(language)
  const root = rootLines(view.rootPath)
  const looks = steps.flatMap((step) => lookCommands(step, view))
  const otherwise = looks.length === 0 ? '' : ' && [ "$COWSCOPE_PLAN" != look ]'
  return [
    'set -e',
    ...(root === undefined ? [] : [comment(rootText(view, language)), ...root]),
    ...sharedLines(view, language),
    `if [ "$COWSCOPE_PLAN" != reviewed ]${otherwise}; then`,
    `  echo ${shellWord(script.guard)} >&2`,
    '  exit 1',
    'fi',
    ...guardLines(view, language),
    ...lookLines(view, language),
    `${READY} || exit 1`,
    ...(looks.length === 0 ? [] : lookMode(looks, language)),
  ]
}

/** What stands behind the last step: whoever runs it from another script has to learn what was refused. */
function endLines(language: Language): readonly string[] {
  const { refused, done } = planCatalogue(language).script
  return [
    `if [ "$${REFUSED}" != 0 ]; then`,
    `  echo ${shellWord(refused)} "$${REFUSED}" >&2`,
    '  exit 1',
    'fi',
    `echo ${shellWord(done)}`,
  ]
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}

function stepLines(
  step: CleanupStep,
  followUps: readonly FollowUp[],
  view: NodeView,
  language: Language,
): readonly string[] {
  const words = planCatalogue(language)
  const { title, advice } = findingCatalogue(language).code[step.finding.code]
  const remove = removeCommands(step, view)
  const verify = verifyCommands(step, view)
  const later = laterCommands(step, view)
  const elsewhere = hostsText(step, language)
  return [
    comment(headingOf(step.path, step.targets)),
    comment(`${words.what}: ${title}. ${findingText(step.finding, language)}`),
    comment(`${words.frees}: ${freesText(step, language)}`),
    ...followUps.map((one) => comment(thenText(one, language))),
    comment(`${words.advice}: ${advice}`),
    ...(verify.length > 0 ? [comment(`${words.verify}:`)] : []),
    ...verify.map((line) => `#   ${line}`),
    ...listOf(
      afterText(step, language),
      step.after?.map(({ path, targets }) => headingOf(path, targets)) ?? [],
    ),
    ...(step.after === undefined ? listOf(words.users, step.users) : []),
    ...(elsewhere === undefined ? [] : [comment(elsewhere)]),
    ...(lookCommands(step, view).length > 0 ? [comment(lookedText(step, language))] : []),
    ...(remove === undefined ? [comment(words.unwritable)] : remove.map((line) => `# ${line}`)),
    // Set apart as what is to be run by hand: let go with the rest it would run at once.
    ...(later.length > 0 ? [comment(`${words.later}:`)] : []),
    ...later.map((line) => `#   ${line}`),
  ]
}

function listOf(text: string | undefined, paths: readonly string[]): readonly string[] {
  return text === undefined || paths.length === 0 ? [] : [text, ...paths].map(comment)
}

/** One line, whatever the text is. */
function comment(text: string): string {
  return `# ${displayText(text)}`
}
