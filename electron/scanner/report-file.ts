import type { Language } from '../../shared/ipc/contract.ts'
import type { PlanSteps } from '../../shared/ipc/plan.ts'
import type { ReportFormat, SavedFile } from '../../shared/ipc/report-format.ts'
import { planText } from '../../shared/report/cleanup/plan-answers.ts'
import { CSV_TABLES, nodeCsv } from '../../shared/report/csv/csv.ts'
import { type Generator, nodeJson, type ReportSource } from '../../shared/report/json/json.ts'
import type { Pieces } from '../../shared/report/pieces.ts'
import { nodeText } from '../../shared/report/text/text.ts'
import { replaceFile } from '../files/replace-file.ts'
import { writeRefusal } from '../write-refusal.ts'

/** Who makes a report, and in which language what people read is written. */
export interface ReportManner {
  readonly generator: Generator
  readonly language: Language
  /** Of a plan: these steps; all where none are said. */
  readonly steps?: PlanSteps
}

/** Writes a report beside its target and puts it in place whole. Throws a `Refusal`. */
export async function saveReport(
  source: ReportSource,
  format: ReportFormat,
  target: string,
  how: ReportManner,
): Promise<SavedFile> {
  try {
    return { path: target, bytes: await replaceFile(target, reportText(source, format, how)) }
  } catch (error) {
    throw writeRefusal(error, target)
  }
}

function reportText(
  source: ReportSource,
  format: ReportFormat,
  { generator, language, steps = 'all' }: ReportManner,
): Pieces {
  const { view, travelOf } = source
  switch (format) {
    // As the command line writes it into a file: every line whole, however wide.
    case 'text':
      return [nodeText(view, { travelOf })]
    case 'json':
      return nodeJson(source, generator)
    case 'plan-markdown':
    case 'plan-script':
      return [planText(source, format, steps, language)]
    default:
      return nodeCsv(view, CSV_TABLES[format], travelOf)
  }
}
