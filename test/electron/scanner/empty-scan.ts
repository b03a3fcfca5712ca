import { createNodeAnalysis } from '../../../shared/analysis/node.ts'
import type { ReportSource } from '../../../shared/report/json/json.ts'

/** What a report is made of, of a folder without anything in it. */
export function emptyScan(): ReportSource {
  const analysis = createNodeAnalysis({
    rootPath: '/node',
    layout: { kind: 'folder', glancePaths: [], domainPaths: [] },
    units: [],
    result: { unit: { kind: 'top', path: '' }, entries: [] },
  })
  return analysis.finish({ state: 'complete' }, 0, 1)
}
