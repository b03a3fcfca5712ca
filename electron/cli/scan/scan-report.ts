import { CSV_TABLES, nodeCsv } from '../../../shared/report/csv/csv.ts'
import { type Generator, nodeJson, type ReportSource } from '../../../shared/report/json/json.ts'
import type { Pieces } from '../../../shared/report/pieces.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import type { ScanFormat } from './scan-formats.ts'

export interface ReportOptions {
  readonly generator: Generator
  readonly top: number
  /** Columns of the terminal that it goes to. */
  readonly width?: number | undefined
}

/** The report of a scan, whatever was opened for it. */
export function scanReport(
  source: ReportSource,
  format: ScanFormat,
  { generator, top, width }: ReportOptions,
): Pieces {
  const { view, travelOf } = source
  switch (format) {
    case 'table':
      return [nodeText(view, { top, travelOf, ...(width !== undefined && { width }) })]
    case 'json':
      return nodeJson(source, generator)
    default:
      return nodeCsv(view, CSV_TABLES[format === 'csv' ? 'csv-instances' : format], travelOf)
  }
}
