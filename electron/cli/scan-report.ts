import { nodeCsv } from '../../shared/report/csv.ts'
import { type Generator, nodeJson, type ReportSource } from '../../shared/report/json.ts'
import type { Pieces } from '../../shared/report/pieces.ts'
import { nodeText } from '../../shared/report/text.ts'
import type { ScanFormat } from './scan-formats.ts'

export interface ReportOptions {
  readonly generator: Generator
  readonly top: number
}

/** The report of a scan, whatever was opened for it. */
export function scanReport(
  source: ReportSource,
  format: ScanFormat,
  { generator, top }: ReportOptions,
): Pieces {
  const { view, travelOf } = source
  switch (format) {
    case 'table':
      return [nodeText(view, { top })]
    case 'json':
      return nodeJson(source, generator)
    case 'csv':
      return nodeCsv(view, 'instances', travelOf)
    case 'csv-disks':
      return nodeCsv(view, 'disks')
    case 'csv-bases':
      return nodeCsv(view, 'bases')
    case 'csv-images':
      return nodeCsv(view, 'images')
    case 'csv-findings':
      return nodeCsv(view, 'findings')
  }
}
