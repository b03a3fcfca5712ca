import type { RequestHandlers } from '../ipc/main-ipc.ts'
import { bootstrapHandlers } from './bootstrap.ts'
import type { HandlerContext } from './context.ts'
import { imageHandlers } from './images.ts'
import type { OpenedPlaces } from './opener.ts'
import { pathHandlers } from './paths.ts'
import { placeHandlers } from './places.ts'
import { planHandlers } from './plans.ts'
import { recentHandlers } from './recent.ts'
import { reportHandlers } from './reports.ts'
import { scanHandlers } from './scans.ts'
import { settingsHandlers } from './settings.ts'

/** One handler for each request of the contract; a missing one does not compile. */
export function allHandlers(
  context: HandlerContext,
  opened: Promise<OpenedPlaces>,
): RequestHandlers {
  return {
    ...bootstrapHandlers(context, opened),
    ...settingsHandlers(context),
    ...recentHandlers(context),
    ...placeHandlers(context),
    ...scanHandlers(context),
    ...imageHandlers(context),
    ...reportHandlers(context),
    ...planHandlers(context),
    ...pathHandlers(context),
  }
}
