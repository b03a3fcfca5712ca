import { chainFindingsEn } from './chain-findings.en.ts'
import { contentFindingsEn } from './content-findings.en.ts'
import { placeFindingsEn } from './place-findings.en.ts'

/** What each finding is called, why it matters and what to do about it, in English. */
export const findingCodesEn = {
  ...chainFindingsEn,
  ...contentFindingsEn,
  ...placeFindingsEn,
}
