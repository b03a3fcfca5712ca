import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'
import type { OpenedPlaces } from './opener.ts'
import { recentPlaces } from './recent.ts'

/** `opened` is what the command line named. */
export function bootstrapHandlers(
  context: HandlerContext,
  opened: Promise<OpenedPlaces>,
): Pick<RequestHandlers, 'app:bootstrap'> {
  const { settings, systemLanguage, version, commandLine } = context
  return {
    async 'app:bootstrap'() {
      const { places, failures } = await opened
      return {
        version,
        ...(commandLine !== undefined && { commandLine }),
        settings: settings.get('settings'),
        systemLanguage,
        recent: await recentPlaces(settings),
        places,
        failures,
      }
    },
  }
}
