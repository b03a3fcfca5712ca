import type { Language, ReportFormat } from '../../shared/ipc/contract.ts'
import { cleanupMarkdown } from '../../shared/report/cleanup-markdown.ts'
import { cleanupScript } from '../../shared/report/cleanup-script.ts'
import { CSV_TABLES, nodeCsv } from '../../shared/report/csv.ts'
import { type Generator, nodeJson, type ReportSource } from '../../shared/report/json.ts'
import type { Pieces } from '../../shared/report/pieces.ts'
import { Refusal } from '../failure.ts'
import { replaceFile } from '../files/replace-file.ts'
import type { SavedReport } from './calls.ts'

/** Who makes a report, and in which language what people read is written. */
export interface ReportManner {
  readonly generator: Generator
  readonly language: Language
}

/** Writes a report beside its target and puts it in place whole. Throws a `Refusal`. */
export async function saveReport(
  source: ReportSource,
  format: ReportFormat,
  target: string,
  how: ReportManner,
): Promise<SavedReport> {
  try {
    return { path: target, bytes: await replaceFile(target, reportText(source, format, how)) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Refusal('write-failed', message, target)
  }
}

function reportText(
  source: ReportSource,
  format: ReportFormat,
  { generator, language }: ReportManner,
): Pieces {
  const { view, travelOf } = source
  switch (format) {
    case 'json':
      return nodeJson(source, generator)
    case 'plan-markdown':
      return [cleanupMarkdown(source, language)]
    case 'plan-script':
      return [cleanupScript(source, language)]
    default:
      return nodeCsv(view, CSV_TABLES[format], travelOf)
  }
}
