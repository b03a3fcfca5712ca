import type { FollowUp } from '../../analysis/cleanup/follow-ups.ts'
import type { CleanupStep } from '../../analysis/cleanup/step.ts'
import { headingOf } from '../../analysis/cleanup/targets.ts'
import type { NodeView } from '../../analysis/model.ts'
import { planCatalogue } from '../../i18n/plan.ts'
import { joinSentences } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { findingText } from '../text/finding-text.ts'
import { byNovaText } from './by-nova.ts'
import { laterCommands, lookCommands, removeCommands, verifyCommands } from './cleanup-commands.ts'
import { afterText, freesText, hostsText, thenText } from './cleanup-step-text.ts'

/** What a plan says of a step. */
export interface DocumentStep {
  readonly step: CleanupStep
  readonly heading: string
  readonly found: string
  readonly frees: string
  /** What comes when it was taken. */
  readonly followUps: readonly string[]
  /** What has to go before it. */
  readonly before: StepList | undefined
  /** Why it has no command although nothing that was seen needs what it is about. */
  readonly elsewhere: string | undefined
  readonly verify: readonly string[]
  readonly look: readonly string[]
  /** Undefined where a name cannot be written. */
  readonly remove: readonly string[] | undefined
  readonly later: readonly string[]
}

export interface StepList {
  readonly text: string
  readonly each: readonly string[]
}

export function documentStep(
  step: CleanupStep,
  followUps: readonly FollowUp[],
  view: NodeView,
  language: Language,
): DocumentStep {
  return {
    step,
    heading: headingOf(step.path, step.targets, language),
    found: joinSentences(
      [byNovaText(view, step.finding, language) ?? [], findingText(step.finding, language)].flat(),
      language,
    ),
    frees: freesText(step, language),
    followUps: followUps.map((one) => thenText(one, language)),
    before: beforeOf(step, language),
    elsewhere: hostsText(step, language),
    verify: verifyCommands(step, view),
    look: lookCommands(step, view),
    remove: removeCommands(step, view),
    later: laterCommands(step, view),
  }
}

/** The steps that it comes after, as they are headed; else what stands on it. */
function beforeOf({ after, users }: CleanupStep, language: Language): StepList | undefined {
  const list =
    after === undefined
      ? { text: planCatalogue(language).users, each: users }
      : {
          text: afterText(after, language),
          each: after.map(({ path, targets }) => headingOf(path, targets, language)),
        }
  return list.each.length === 0 ? undefined : list
}
