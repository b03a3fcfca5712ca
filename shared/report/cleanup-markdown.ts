import { absolutePath } from '../analysis/address.ts'
import {
  type CleanupStep,
  cleanupSteps,
  isRemovable,
  type PlanSource,
} from '../analysis/cleanup/plan.ts'
import { CLEANUP_STAGES } from '../analysis/cleanup/stages.ts'
import type { NodeView } from '../analysis/model.ts'
import { displayText } from '../bytes/text.ts'
import { fill } from '../i18n/fill.ts'
import { findingCatalogue } from '../i18n/findings.ts'
import { planCatalogue } from '../i18n/plan.ts'
import type { Language } from '../ipc/contract.ts'
import { removeCommands, verifyCommands } from './cleanup-commands.ts'
import { freesText, hostsText, planNotes } from './cleanup-notes.ts'
import { guardLines, rootLines } from './cleanup-shell.ts'
import { findingText } from './finding-text.ts'

/** The plan as a checklist to review, in Markdown; every name is escaped for people. */
export function cleanupMarkdown(source: PlanSource, language: Language): string {
  const { view } = source
  const words = planCatalogue(language)
  const steps = cleanupSteps(source)
  const lines = [
    `# ${fill(words.title, { root: prose(openedNames(view)) })}`,
    ...planNotes(source, steps, language).flatMap((note) => ['', note]),
    ...preparation(steps, view.rootPath, language),
  ]
  for (const stage of CLEANUP_STAGES) {
    const own = steps.filter((step) => step.stage === stage)
    if (own.length === 0) continue
    const { title, text } = words.stages[stage]
    lines.push('', `## ${title}`, '', text)
    for (const step of own) lines.push('', ...stepLines(step, view.rootPath, language))
  }
  return `${lines.join('\n')}\n`
}

/** What was opened: the paths that are read, not the folder above several. */
function openedNames({ rootPath, opened = [] }: NodeView): string {
  if (opened.length === 0) return rootPath
  return opened.map(({ path }) => absolutePath(rootPath, path)).join(', ')
}

/** What the commands of the steps need; without it they remove nothing. */
function preparation(
  steps: readonly CleanupStep[],
  rootPath: string,
  language: Language,
): readonly string[] {
  const root = rootLines(rootPath)
  if (root === undefined || steps.length === 0) return []
  const { prepare, script } = planCatalogue(language)
  const removes = steps.some(isRemovable)
  if (!removes) return ['', script.root, ...block(root, '')]
  return ['', prepare, ...block([`# ${script.root}`, ...root, ...guardLines(language)], '')]
}

function stepLines(step: CleanupStep, rootPath: string, language: Language): readonly string[] {
  const words = planCatalogue(language)
  const { finding } = step
  const elsewhere = hostsText(step, language)
  const { title, text, advice } = findingCatalogue(language).code[finding.code]
  const remove = removeCommands(step, rootPath)
  return [
    `- [ ] ${code(step.path)}`,
    `  - ${words.what}: ${title} (\`${finding.code}\`). ${prose(findingText(finding, language))}`,
    `  - ${words.why}: ${text}`,
    `  - ${words.frees}: ${freesText(step, language)}`,
    `  - ${words.advice}: ${advice}`,
    ...commands(words.verify, verifyCommands(step, rootPath)),
    ...usersOf(step, words.users),
    ...(elsewhere === undefined ? [] : [`  - ${prose(elsewhere)}`]),
    ...(remove === undefined ? [`  - ${words.remove}: ${words.unwritable}`] : []),
    ...commands(words.remove, remove ?? []),
  ]
}

function commands(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  - ${title}:`, ...block(lines)]
}

function usersOf({ users }: CleanupStep, text: string): readonly string[] {
  if (users.length === 0) return []
  return [`  - ${text}`, ...users.map((path) => `    - ${code(path)}`)]
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
