import type { RequestHandlers } from '../ipc/main-ipc.ts'
import type { HandlerContext } from './context.ts'

type Channels =
  | 'place:choose-folder'
  | 'place:choose-image'
  | 'place:open'
  | 'place:reopen'
  | 'place:leave-out'
  | 'place:sample'

export function placeHandlers(context: HandlerContext): Pick<RequestHandlers, Channels> {
  const { dialogs, grants, opener, sampleFolder, scanner } = context
  const choose = async (chosen: Promise<string | undefined>) => {
    const path = await chosen
    return path === undefined ? undefined : opener.open(path)
  }
  let sample: Promise<string> | undefined
  const writtenSample = async () => scanner.call('sample', await sampleFolder())
  return {
    'place:choose-folder': () => choose(dialogs.chooseFolder()),
    'place:choose-image': () => choose(dialogs.chooseImage()),
    'place:open': (paths) => opener.openAllNamed(paths),
    'place:reopen': (placeId) => opener.reopen(placeId),
    'place:leave-out': (placeId) => opener.leaveOut(placeId),
    async 'place:sample'() {
      sample ??= writtenSample()
      try {
        return await grants.open(await sample, { sample: true })
      } catch (error) {
        sample = undefined
        throw error
      }
    },
  }
}
