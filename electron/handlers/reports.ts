import type { ReportFormat } from '../../shared/ipc/contract.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

export function reportHandlers(context: HandlerContext): Pick<RequestHandlers, 'report:save'> {
  const { dialogs, grants, scanner } = context
  return {
    async 'report:save'(scanId, format) {
      const target = await dialogs.saveReport(suggestedName(format, new Date()), format)
      if (target === undefined) return undefined
      await grants.checkTarget(target)
      return scanner.call('report', scanId, format, target)
    },
  }
}

/** E.g. `cowscope-disks-2026-11-21`, without the ending. */
function suggestedName(format: ReportFormat, now: Date): string {
  const what = format === 'json' ? 'report' : format.slice('csv-'.length)
  return `cowscope-${what}-${now.toISOString().slice(0, 10)}`
}
