import { chosenLanguage } from '../../shared/i18n/native.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'
import { chosenTarget } from './reports.ts'

type Channels =
  | 'plan:open'
  | 'plan:rows'
  | 'plan:left-out'
  | 'plan:step'
  | 'plan:choice'
  | 'plan:copy'
  | 'plan:save'

/** The clean-up plan: it is text, to be read and written. */
export function planHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { desktop, scanner, settings, systemLanguage } = context
  const language = () => chosenLanguage(settings.get('settings').language, systemLanguage)
  return {
    'plan:open': (scanId) => scanner.call('plan', scanId, language()),
    'plan:rows': (scanId, first, count) => scanner.call('planRows', scanId, first, count),
    'plan:left-out': (scanId, first, count) => scanner.call('planLeftOut', scanId, first, count),
    'plan:step': (scanId, at) => scanner.call('planStep', scanId, at),
    'plan:choice': (scanId, steps) => scanner.call('planChoice', scanId, steps),
    async 'plan:copy'(scanId, format, steps) {
      desktop.copyText(await scanner.call('planText', scanId, format, steps, language()))
    },
    async 'plan:save'(scanId, format, steps) {
      const target = await chosenTarget(context, scanId, format)
      if (target === undefined) return undefined
      return scanner.call('savePlan', scanId, format, steps, target, language())
    },
  }
}
