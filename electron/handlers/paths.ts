import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

type Channels = 'path:copy' | 'path:reveal'

export function pathHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { desktop, grants } = context
  return {
    'path:copy': (placeId, path) => desktop.copyText(grants.pathOf(placeId, path)),
    'path:reveal': (placeId, path) => desktop.reveal(grants.pathOf(placeId, path)),
  }
}
