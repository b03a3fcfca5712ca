import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import { hasCommands } from '../../analysis/cleanup/step.ts'
import type { PlanPart } from '../../analysis/cleanup/whole-plan.ts'
import type { NodeView } from '../../analysis/model.ts'
import { findingCatalogue } from '../../i18n/findings.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import {
  asSentence,
  headed,
  joinNames,
  joinSentences,
  labelled,
  withNotes,
} from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { fill } from '../../values/fill.ts'
import { openedPaths } from '../json/scan-json.ts'
import { type CleanupDocument, cleanupDocument, type DocumentLevel } from './cleanup-document.ts'
import { planNotes, scannedNote } from './cleanup-notes.ts'
import { rootLines } from './cleanup-root.ts'
import { preparation, rootText } from './cleanup-shell.ts'
import { lookText } from './cleanup-step-text.ts'
import type { DocumentStep, StepList } from './document-step.ts'
import { block, code, prose } from './markdown.ts'

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
  const { part, count, levels, leftOut } = cleanupDocument(source, language, chosen)
  const { title } = planCatalogue(language)
  const notes = planNotes(view, count, language)
  const lines = [
    `# ${fill(title, { root: prose(joinNames(openedPaths(view), language)) })}`,
    ...[scannedNote(view, language), ...notes].flatMap((note) => ['', note]),
    ...beforeText(part, view, language),
    ...levels.flatMap((level) => levelLines(level, language)),
    ...leftOutLines(leftOut, language),
    ...preparationText(part, view, language),
  ]
  return `${lines.join('\n')}\n`
}

/** Where what the commands of the steps need is found: more than a hundred lines, which nobody reviews first. */
function beforeText(part: PlanPart, view: NodeView, language: Language): readonly string[] {
  const root = rootLines(view.rootPath)
  if (root === undefined || part.steps.length === 0) return []
  if (!part.steps.some(hasCommands)) return ['', rootText(view, language), ...block(root, '')]
  const { prepareFirst, prepareTitle } = planCatalogue(language)
  return ['', fill(prepareFirst, { title: prepareTitle })]
}

/** What the commands of the steps need; without it they remove nothing. */
function preparationText(part: PlanPart, view: NodeView, language: Language): readonly string[] {
  if (rootLines(view.rootPath) === undefined || !part.steps.some(hasCommands)) return []
  const { prepare, prepareTitle } = planCatalogue(language)
  return ['', `## ${prepareTitle}`, '', prepare, ...block(preparation(view, language), '')]
}

function levelLines(
  { title, text, sum, steps }: DocumentLevel,
  language: Language,
): readonly string[] {
  const head = ['', `## ${title}`, '', text, ...(sum === undefined ? [] : ['', sum])]
  return [...head, ...steps.flatMap((step) => ['', ...stepLines(step, language)])]
}

function leftOutLines(leftOut: CleanupDocument['leftOut'], language: Language): readonly string[] {
  if (leftOut === undefined) return []
  const { title, text, each } = leftOut
  return [
    '',
    `## ${title}`,
    '',
    text,
    '',
    ...each.map(({ path, why }) => `- ${labelled(code(path), prose(why), language)}`),
  ]
}

function stepLines(one: DocumentStep, language: Language): readonly string[] {
  const { step, before, elsewhere, remove } = one
  const words = planCatalogue(language)
  const { code: kind } = step.finding
  const { title, text, advice } = findingCatalogue(language).code[kind]
  const named = asSentence(withNotes(title, [`\`${kind}\``], language), language)
  const item = (label: string, value: string): string => `  - ${labelled(label, value, language)}`
  return [
    `- [ ] ${code(one.heading)}`,
    item(words.what, joinSentences([named, prose(one.found)], language)),
    item(words.why, text),
    item(words.frees, one.frees),
    ...one.followUps.map((followUp) => `  - ${prose(followUp)}`),
    item(words.advice, advice),
    ...commands(headed(words.verify, language), one.verify),
    ...(before === undefined ? [] : listOf(before)),
    ...(elsewhere === undefined ? [] : [`  - ${prose(elsewhere)}`]),
    ...commands(prose(lookText(step, language)), one.look),
    ...(remove === undefined ? [item(words.remove, words.unwritable)] : []),
    ...commands(
      headed(step.aside === undefined ? words.remove : words.move, language),
      remove ?? [],
    ),
    ...commands(headed(words.later, language), one.later),
  ]
}

function commands(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  - ${title}`, ...block(lines, '    ')]
}

function listOf({ text, each }: StepList): readonly string[] {
  return [`  - ${text}`, ...each.map((one) => `    - ${code(one)}`)]
}
