import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

export function settingsHandlers(context: HandlerContext): Pick<RequestHandlers, 'settings:set'> {
  const { applySettings, settings } = context
  return {
    'settings:set'(change) {
      const changed = { ...settings.get('settings'), ...change }
      settings.set('settings', changed)
      applySettings(changed)
      return changed
    },
  }
}
