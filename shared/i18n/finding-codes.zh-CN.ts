import { chainFindingsZhCn } from './chain-findings.zh-CN.ts'
import { contentFindingsZhCn } from './content-findings.zh-CN.ts'
import type { FindingCatalogue } from './findings.ts'
import { placeFindingsZhCn } from './place-findings.zh-CN.ts'

export const findingCodesZhCn: FindingCatalogue['code'] = {
  ...chainFindingsZhCn,
  ...contentFindingsZhCn,
  ...placeFindingsZhCn,
}
