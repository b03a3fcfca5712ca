import type { NodeView } from '../../shared/analysis/model.ts'
import { nodeCsv } from '../../shared/report/csv.ts'
import { type Generator, jsonText, nodeReport } from '../../shared/report/json.ts'
import { nodeText } from '../../shared/report/text.ts'
import type { ScanFormat } from './scan-formats.ts'

export interface ReportOptions {
  readonly generator: Generator
  readonly top: number
}

/** The report of everything that was scanned: for JSON one object, or an array for several paths. */
export function scanReport(
  views: readonly NodeView[],
  format: ScanFormat,
  { generator, top }: ReportOptions,
): string {
  switch (format) {
    case 'table':
      return views.map((view) => nodeText(view, { top })).join('\n')
    case 'json': {
      const reports = views.map((view) => nodeReport(view, generator))
      const [only] = reports
      return jsonText(reports.length === 1 && only !== undefined ? only : reports)
    }
    case 'csv':
      return nodeCsv(views, 'instances')
    case 'csv-disks':
      return nodeCsv(views, 'disks')
    case 'csv-bases':
      return nodeCsv(views, 'bases')
  }
}
