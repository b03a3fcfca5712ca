import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

type Channels = 'path:copy' | 'path:reveal' | 'text:copy'

export function pathHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { desktop, grants } = context
  return {
    'text:copy': (text) => desktop.copyText(text),
    'path:copy': (placeId, path) => desktop.copyText(grants.pathOf(placeId, path)),
    'path:reveal': (placeId, path) => desktop.reveal(grants.pathOf(placeId, path)),
  }
}
