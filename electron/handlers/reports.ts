import { chosenLanguage } from '../../shared/i18n/native.ts'
import type { ReportFormat } from '../../shared/ipc/report-format.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

export function reportHandlers(context: HandlerContext): Pick<RequestHandlers, 'report:save'> {
  const { scanner, settings, systemLanguage } = context
  return {
    async 'report:save'(scanId, format) {
      const target = await chosenTarget(context, scanId, format)
      if (target === undefined) return undefined
      const language = chosenLanguage(settings.get('settings').language, systemLanguage)
      return scanner.call('report', scanId, format, target, language)
    },
  }
}

/** Where the dialog says that a report is to be, if that may be; undefined when it was closed. */
export async function chosenTarget(
  { dialogs, grants, scanner }: HandlerContext,
  scanId: string,
  format: ReportFormat,
): Promise<string | undefined> {
  const subject = await scanner.call('subject', scanId)
  const target = await dialogs.saveReport(suggestedName(format, subject, new Date()), format)
  return target === undefined ? undefined : grants.targetOf(target)
}

const WHAT: Readonly<Record<ReportFormat, string>> = {
  text: 'report',
  json: 'report',
  'csv-instances': 'instances',
  'csv-disks': 'disks',
  'csv-bases': 'bases',
  'csv-images': 'images',
  'csv-findings': 'problems',
  'plan-markdown': 'plan',
  'plan-script': 'plan',
}

/** E.g. `cowscope-disks-compute-07-2026-11-21`, without the ending. */
function suggestedName(format: ReportFormat, subject: string, now: Date): string {
  const what = WHAT[format]
  const parts = ['cowscope', what, subject, now.toISOString().slice(0, 10)]
  return parts.filter((part) => part !== '').join('-')
}
