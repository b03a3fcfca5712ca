import { randomUUID } from 'node:crypto'
import { Refusal } from '../failure.ts'
import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

type Channels = 'scan:start' | 'scan:cancel' | 'scan:instance' | 'scan:freed' | 'scan:travel'

export function scanHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { grants, scanner } = context
  return {
    async 'scan:start'(placeId) {
      const { place, realPath, parts, root, notOpened = [] } = grants.get(placeId)
      if (place.kind !== 'folder') throw new Refusal('invalid', 'only a folder can be scanned')
      const scanId = randomUUID()
      const readable = grants.readableFor(placeId)
      await scanner.start({
        scanId,
        paths: parts ?? [{ real: realPath, kind: 'folder' }],
        notOpened,
        grantedFolders: readable.folders,
        grantedFiles: readable.files,
        ...(root !== undefined && { givenRoot: root }),
      })
      return { scanId }
    },
    'scan:cancel'(scanId) {
      // Not waited for: the window hears of the end over the port of the scan's events.
      scanner.call('cancel', scanId).catch(() => undefined)
    },
    'scan:instance': (scanId, id) => scanner.call('instance', scanId, id),
    'scan:freed': (scanId, choice) => scanner.call('freed', scanId, choice),
    'scan:travel': (scanId, id) => scanner.call('travel', scanId, id),
  }
}
