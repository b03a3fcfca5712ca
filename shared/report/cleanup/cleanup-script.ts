import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import type { PlanPart } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import { shellWord } from '../../findings/shell.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { asSentence, headed, joinSentences, labelled } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { lookCommands } from './cleanup-commands.ts'
import { type CleanupDocument, cleanupDocument, type DocumentLevel } from './cleanup-document.ts'
import { guardLines, READY, REFUSED, SETTLE } from './cleanup-guard.ts'
import { lookLines, lookMode, sharedLines } from './cleanup-look.ts'
import { planNotes, scanTime } from './cleanup-notes.ts'
import { rootLines } from './cleanup-root.ts'
import { rootText } from './cleanup-shell.ts'
import { lookedText } from './cleanup-step-text.ts'
import type { DocumentStep } from './document-step.ts'

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
  const { part, count, levels, leftOut } = cleanupDocument(source, language, chosen)
  const { script } = planCatalogue(language)
  const written = ['#!/bin/sh', comment(fill(script.written, { time: scanTime(view) }))]
  const notes = planNotes(view, count, language).map(comment)
  if (part.steps.length === 0)
    return joined([...written, ...notes, ...leftOutLines(leftOut, language)])
  return joined([
    ...written,
    comment(script.inert),
    comment(script.order),
    ...notes,
    '',
    ...guard(part, view, language),
    ...levels.flatMap((level) => levelLines(level, language)),
    ...leftOutLines(leftOut, language),
    '',
    ...endLines(language),
  ])
}

function levelLines(
  { title, text, sum, steps }: DocumentLevel,
  language: Language,
): readonly string[] {
  const head = [`== ${title} ==`, text, ...(sum === undefined ? [] : [sum])].map(comment)
  return ['', ...head, ...steps.flatMap((step) => ['', ...stepLines(step, language)])]
}

function leftOutLines(leftOut: CleanupDocument['leftOut'], language: Language): readonly string[] {
  if (leftOut === undefined) return []
  const { title, text, each } = leftOut
  const reasons = each.map(({ path, why }) => labelled(path, why, language))
  const all = [`== ${title} ==`, text, ...reasons]
  return ['', ...all.map(comment)]
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
    SETTLE,
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

function stepLines(one: DocumentStep, language: Language): readonly string[] {
  const { step, before, elsewhere, verify, look, remove, later } = one
  const words = planCatalogue(language)
  const { title, advice } = findingCatalogue(language).code[step.finding.code]
  const found = [asSentence(title, language), one.found]
  const item = (label: string, value: string): string => comment(labelled(label, value, language))
  return [
    comment(one.heading),
    item(words.what, joinSentences(found, language)),
    item(words.frees, one.frees),
    ...one.followUps.map(comment),
    item(words.advice, advice),
    ...(verify.length > 0 ? [comment(headed(words.verify, language))] : []),
    ...verify.map((line) => `#   ${line}`),
    ...(before === undefined ? [] : [before.text, ...before.each].map(comment)),
    ...(elsewhere === undefined ? [] : [comment(elsewhere)]),
    ...(look.length > 0 ? [comment(lookedText(step, language))] : []),
    ...(remove === undefined ? [comment(words.unwritable)] : remove.map((line) => `# ${line}`)),
    // Set apart as what is to be run by hand: let go with the rest it would run at once.
    ...(later.length > 0 ? [comment(headed(words.later, language))] : []),
    ...later.map((line) => `#   ${line}`),
  ]
}

/** One line, whatever the text is. */
function comment(text: string): string {
  return `# ${displayText(text)}`
}
