import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Language, ReportFormat } from '../../shared/ipc/contract.ts'
import { cleanupMarkdown } from '../../shared/report/cleanup-markdown.ts'
import type { PlanSource } from '../../shared/report/cleanup-plan.ts'
import { cleanupScript } from '../../shared/report/cleanup-script.ts'
import { nodeCsv } from '../../shared/report/csv.ts'
import { type Generator, nodeJson } from '../../shared/report/json.ts'
import { Refusal } from '../failure.ts'
import type { SavedReport } from './calls.ts'

/** Who makes a report, and in which language what people read is written. */
export interface ReportManner {
  readonly generator: Generator
  readonly language: Language
}

/** Writes a report beside its target and puts it in place whole. Throws a `Refusal`. */
export async function saveReport(
  source: PlanSource,
  format: ReportFormat,
  target: string,
  how: ReportManner,
): Promise<SavedReport> {
  const bytes = Buffer.from(reportText(source, format, how), 'utf8')
  try {
    await writeAtomically(target, bytes)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Refusal('write-failed', message, target)
  }
  return { path: target, bytes: bytes.length }
}

function reportText(
  source: PlanSource,
  format: ReportFormat,
  { generator, language }: ReportManner,
): string {
  const { view } = source
  switch (format) {
    case 'json':
      return nodeJson(view, generator)
    case 'csv-instances':
      return nodeCsv(view, 'instances')
    case 'csv-disks':
      return nodeCsv(view, 'disks')
    case 'csv-bases':
      return nodeCsv(view, 'bases')
    case 'plan-markdown':
      return cleanupMarkdown(source, language)
    case 'plan-script':
      return cleanupScript(source, language)
  }
}

/** A reader of `target` sees the old content or the new one, after a crash too. */
async function writeAtomically(target: string, bytes: Uint8Array): Promise<void> {
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
